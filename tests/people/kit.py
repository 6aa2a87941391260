"""What tests of the pages share: asking for a page, posting to it, a letter in the outbox."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import translation

from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.messages import enqueue
from assembly.people.models import Invitation
from tests.factories import (
    NOON,
    make_person,
)

HASHED = "argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"  # of a password that nobody knows
STAFF_PAGES = ["people:person_list", "people:persons_invite", "outbox:message_list", "audit:events"]


def get(client, name, *args, language="ru", **query):
    with translation.override(language):
        return client.get(reverse(name, args=args), query)


def post(client, name, *args, **values):
    with translation.override("ru"):
        return client.post(reverse(name, args=args), values)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def make_message(number=1, **fields):
    person = make_person(with_user=False)
    Invitation.objects.create(person=person, invited_at=NOON, valid_until=NOON + timedelta(days=14))
    message = enqueue(
        kind="people.invited",
        address=person.email,
        language="ru",
        dedup_key=f"m{number}",
        context={"invitation_id": person.invitations.get().pk},
        at=NOON,
        recipient_id=person.pk,
    )
    OutboxMessage.objects.filter(dedup_key=f"m{number}").update(**fields)
    return OutboxMessage.objects.get(message_id=message.message_id)
