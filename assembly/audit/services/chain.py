"""Writing the chains: events into streams, heads of streams under a seal."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from assembly.audit.models import AuditEvent, SealedHead, StreamHead
from assembly.audit.streams import stream_of

# Key of the advisory lock under which heads are sealed.
SEALER = 0x5EA1


def canonical(value: Any) -> str:
    """Return the one spelling of ``value`` that digests are made of: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of_event(
    *,
    stream: str,
    number: int,
    kind: str,
    actor_id: int | None,
    at: datetime,
    payload: Mapping[str, Any],
    previous: str,
) -> str:
    """Return the digest by which an event is linked: sha256 over all it says and the previous digest."""
    body = canonical(
        [
            stream,
            number,
            kind,
            actor_id,
            at.astimezone(UTC).isoformat(timespec="microseconds"),
            payload,
            previous,
        ]
    )
    return hashlib.sha256(body.encode()).hexdigest()


def digest_of_seal(*, number: int, sealed_at: datetime, heads: Any, previous: str) -> str:
    """Return the digest of a seal: sha256 over its heads and the previous seal."""
    body = canonical([number, sealed_at.astimezone(UTC).isoformat(timespec="microseconds"), heads, previous])
    return hashlib.sha256(body.encode()).hexdigest()


@transaction.atomic
def record(
    *,
    stream: models.Model | str,
    kind: str,
    actor: Any = None,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append an event to the chain of its stream, in the transaction of the act itself.

    Args:
        stream: the record whose history this is, or the stream's name.
        kind: ``room.noun_past``: ``voting.poll_closed``.
        actor: the user who acted; ``None`` for the portal itself.
        at: the moment of the act, timezone-aware.
        payload: ids, numbers, states, legal references, digests. No names, texts or contacts.

    Returns:
        The event.
    """
    name = stream_of(stream)
    StreamHead.objects.bulk_create([StreamHead(stream=name)], ignore_conflicts=True)
    head = StreamHead.objects.select_for_update(of=("self",)).get(stream=name)
    facts = json.loads(canonical(dict(payload or {})))
    actor_id = getattr(actor, "pk", None)
    number = head.number + 1
    digest = digest_of_event(
        stream=name, number=number, kind=kind, actor_id=actor_id, at=at, payload=facts, previous=head.digest
    )
    event = AuditEvent.objects.create(
        stream=name,
        number=number,
        kind=kind,
        actor_id=actor_id,
        at=at,
        payload=facts,
        previous_digest=head.digest,
        digest=digest,
    )
    head.number, head.digest = number, digest
    head.save(update_fields=["number", "digest"])
    return event


@transaction.atomic
def record_many(
    *, kind: str, actor: Any = None, at: datetime, payloads: Mapping[str, Mapping[str, Any]]
) -> int:
    """Append one event of the same kind to each of many streams; return how many.

    For an act that touches hundreds of records at once: the heads are locked in the order of their
    names, so that two such acts never wait for each other in a ring.

    Args:
        kind: ``room.noun_past``.
        actor: the user who acted.
        at: the moment of the act, timezone-aware.
        payloads: by the stream's name what its event says; the same limits as in :func:`record`.
    """
    names = sorted(payloads)
    StreamHead.objects.bulk_create(
        [StreamHead(stream=name) for name in names], ignore_conflicts=True, batch_size=500
    )
    heads = list(
        StreamHead.objects.select_for_update(of=("self",)).filter(stream__in=names).order_by("stream")
    )
    actor_id = getattr(actor, "pk", None)
    events = []
    for head in heads:
        facts, number = json.loads(canonical(dict(payloads[head.stream]))), head.number + 1
        digest = digest_of_event(
            stream=head.stream,
            number=number,
            kind=kind,
            actor_id=actor_id,
            at=at,
            payload=facts,
            previous=head.digest,
        )
        events.append(
            AuditEvent(
                stream=head.stream,
                number=number,
                kind=kind,
                actor_id=actor_id,
                at=at,
                payload=facts,
                previous_digest=head.digest,
                digest=digest,
            )
        )
        head.number, head.digest = number, digest
    AuditEvent.objects.bulk_create(events, batch_size=500)
    # Every row is there and locked: writing over it costs less than a case for each in an update.
    StreamHead.objects.bulk_create(
        heads,
        update_conflicts=True,
        unique_fields=["stream"],
        update_fields=["number", "digest"],
        batch_size=500,
    )
    return len(events)


@transaction.atomic
def seal_heads(*, at: datetime) -> SealedHead | None:
    """Seal the heads of the streams that moved since the last seal; ``None`` when nothing moved.

    One sealer at a time. A head that an act holds at this moment is left to the next seal, so that
    no act ever waits for the sealer, nor the sealer for an act.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER])
    last = SealedHead.objects.order_by("-number").first()
    moved = list(
        StreamHead.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(number__gt=models.F("sealed_number"))
        .order_by("stream")
    )
    if not moved:
        return None
    heads = [[head.stream, head.number, head.digest] for head in moved]
    number = last.number + 1 if last else 1
    previous = last.digest if last else ""
    seal = SealedHead.objects.create(
        number=number,
        sealed_at=at,
        heads=heads,
        previous_digest=previous,
        digest=digest_of_seal(number=number, sealed_at=at, heads=heads, previous=previous),
    )
    for head in moved:
        head.sealed_number = head.number
    StreamHead.objects.bulk_update(moved, ["sealed_number"], batch_size=500)
    return seal
