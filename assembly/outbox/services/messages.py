"""Putting a message down, and sending what waits."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage, OutboxState

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)


def enqueue(
    *,
    kind: str,
    address: str,
    language: str,
    dedup_key: str,
    context: Mapping[str, Any],
    at: datetime,
    recipient_id: int | None = None,
) -> OutboxMessage | None:
    """Put one message down; call it inside the transaction of the act.

    Args:
        kind: a registered kind.
        address: e-mail address.
        language: kk, ru or en: the language of the letter.
        dedup_key: what makes this letter one; a second row with the same key is not written.
        context: plain values for the templates; never a secret.
        at: the moment of the act.
        recipient_id: the person's number, for his own page of messages.

    Returns:
        The message, or ``None`` when one with this key exists.

    Raises:
        LookupError: the kind is not registered.
    """
    messages = enqueue_many(
        [
            {
                "kind": kind,
                "address": address,
                "language": language,
                "dedup_key": dedup_key,
                "context": dict(context),
                "recipient_id": recipient_id,
            }
        ],
        at=at,
    )
    return messages[0] if messages else None


def enqueue_many(rows: list[dict[str, Any]], *, at: datetime) -> list[OutboxMessage]:
    """Put many messages down at once; rows whose ``dedup_key`` exists already are left out.

    Raises:
        LookupError: a kind is not registered.
    """
    for row in rows:
        if row["kind"] not in KINDS:
            raise LookupError(f"message kind {row['kind']!r} is not registered")
    taken = set(
        OutboxMessage.objects.filter(dedup_key__in=[row["dedup_key"] for row in rows]).values_list(
            "dedup_key", flat=True
        )
    )
    host = settings.PORTAL_ADDRESS.split("//")[-1].split(":")[0]
    fresh = [
        OutboxMessage(**row, created_at=at, next_attempt_at=at, message_id=f"<{uuid.uuid4().hex}@{host}>")
        for row in rows
        if row["dedup_key"] not in taken
    ]
    # The unique key decides between two transactions that both saw the key free.
    OutboxMessage.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    return fresh


def drain(*, at: datetime, limit: int = 1_000) -> int:
    """Send what waits, oldest first, and return how many letters left.

    Each letter is claimed under its own lock (``SKIP LOCKED``), so that several workers drain side
    by side. A letter is marked as sent after the server took it: a worker killed between the two
    sends it again with the same Message-ID.
    """
    sent = 0
    for _ in range(limit):
        outcome = send_next(at=at)
        if outcome is None:
            break
        sent += outcome
    return sent


@transaction.atomic
def send_next(*, at: datetime) -> bool | None:
    """Send the oldest waiting message; ``None`` when none waits, False when it failed."""
    message = (
        OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=OutboxState.WAITING, next_attempt_at__lte=at)
        .order_by("next_attempt_at", "pk")
        .first()
    )
    if message is None:
        return None
    try:
        letter = compose(message)
        if letter is not None:
            letter.send()
    except Exception as error:  # noqa: BLE001  -- whatever a server or a template says, the row must remember it
        _put_off(message, error, at=at)
        return False
    message.state, message.sent_at = OutboxState.SENT, at
    message.attempts += 1
    message.last_error = ""
    message.save(update_fields=["state", "sent_at", "attempts", "last_error"])
    return True


def compose(message: OutboxMessage) -> EmailMultiAlternatives | None:
    """Write the letter in the language of its reader; ``None`` when it is no longer due.

    Raises:
        LookupError: the kind is not registered any more.
    """
    kind = KINDS[message.kind]
    with translation.override(message.language):
        context = kind.compose(message.context, message.language)
        if context is None:
            return None
        context = {**context, "portal_address": settings.PORTAL_ADDRESS, "language": message.language}
        subject = " ".join(render_to_string(f"{kind.template}_subject.txt", context).split())
        body = render_to_string(f"{kind.template}_body.txt", context)
    return EmailMultiAlternatives(
        subject=subject, body=body, to=[message.address], headers={"Message-ID": message.message_id}
    )


def _put_off(message: OutboxMessage, error: Exception, *, at: datetime) -> None:
    message.attempts += 1
    message.last_error = f"{type(error).__name__}: {error}"[:300]
    if message.attempts >= MOST_ATTEMPTS:
        message.state = OutboxState.DEAD
    else:
        message.next_attempt_at = at + FIRST_PAUSE * 2 ** (message.attempts - 1)
    message.save(update_fields=["attempts", "last_error", "state", "next_attempt_at"])


@transaction.atomic
def send_again(*, message_id: int, at: datetime) -> OutboxMessage:
    """Give an undelivered message a new life: its attempts start anew, its Message-ID stays."""
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id, state=OutboxState.DEAD)
    message.state, message.attempts, message.next_attempt_at = OutboxState.WAITING, 0, at
    message.save(update_fields=["state", "attempts", "next_attempt_at"])
    return message
