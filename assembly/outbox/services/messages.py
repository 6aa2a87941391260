"""Putting a message down, and sending what waits."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from assembly.common.errors import TransitionRefused
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.outbox.services.letters import as_sent

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
        sent += outcome == OutboxState.SENT
    return sent


@transaction.atomic
def send_next(*, at: datetime) -> OutboxState | None:
    """Send the oldest message that is due; return where it stands now, ``None`` when none waits."""
    message = (
        OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .due(at)
        .order_by("next_attempt_at", "pk")
        .first()
    )
    if message is None:
        return None
    try:
        # A savepoint: what composing wrote (the hash of a token) stays only if the letter left.
        with transaction.atomic():
            letter = as_sent(message)
            if letter is not None:
                letter.send()
    except Exception as error:  # noqa: BLE001  -- whatever a server or a template says, the row must remember it
        _put_off(message, error, at=at)
    else:
        message.state = OutboxState.DROPPED if letter is None else OutboxState.SENT
        message.sent_at = None if letter is None else at
        message.attempts += 1
        message.last_error = ""
    message.save(update_fields=["state", "sent_at", "attempts", "last_error", "next_attempt_at"])
    return OutboxState(message.state)


def _put_off(message: OutboxMessage, error: Exception, *, at: datetime) -> None:
    message.attempts += 1
    message.last_error = f"{type(error).__name__}: {error}"[:300]
    if message.attempts >= MOST_ATTEMPTS:
        message.state = OutboxState.DEAD
    else:
        message.next_attempt_at = at + FIRST_PAUSE * 2 ** (message.attempts - 1)


@transaction.atomic
def send_again(*, message_id: int, at: datetime) -> OutboxMessage:
    """Give an undelivered message a new life: its attempts start anew, its Message-ID stays.

    Whoever calls asks for the right and writes the event: this floor knows nobody.

    Raises:
        OutboxMessage.DoesNotExist: there is no such message.
        TransitionRefused: the message was delivered, or still waits.
    """
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state != OutboxState.DEAD:
        raise TransitionRefused(state=message.state, event="send_again")
    message.state, message.attempts, message.next_attempt_at = OutboxState.WAITING, 0, at
    message.save(update_fields=["state", "attempts", "next_attempt_at"])
    return message
