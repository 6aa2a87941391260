"""Sending anew what was not delivered: the right and the event for the floor that knows nobody."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.messages import send_again
from assembly.people.models import User
from assembly.people.permissions import SECRETARIAT, SEND_AGAIN
from assembly.people.rights import require_right


@transaction.atomic
def send_message_again(*, message_id: int, actor: User, at: datetime) -> OutboxMessage:
    """Give an undelivered message a new life.

    Raises:
        NotAllowed: ``actor`` has no such right.
        TransitionRefused: the message was delivered, or still waits.
        OutboxMessage.DoesNotExist: there is no such message.
    """
    require_right(actor, SEND_AGAIN, on=day_of(at))
    message = send_again(message_id=message_id, at=at)
    record(stream=f"message:{message.pk}", kind="outbox.message_sent_again", actor=actor, at=at,
           payload={"kind": message.kind, "source": SECRETARIAT.code})  # fmt: skip
    return message
