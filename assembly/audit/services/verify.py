"""Walking the chains: whatever was changed after it was written is found here."""

from collections.abc import Iterator
from itertools import groupby

from assembly.audit.models import AuditEvent, SealedHead, StreamHead
from assembly.audit.services.chain import digest_of_event, digest_of_seal
from assembly.audit.verifiers import Problem


def verify_streams() -> list[Problem]:
    """Walk every stream and every seal; return what does not agree.

    A changed, removed, added or reordered event breaks its own digest, the link of the next one or
    the head of its stream. Cutting the end of a stream together with its head leaves the seal that
    named it without its event; cutting the seals as well breaks the numbers of sealed heads.
    """
    heads = StreamHead.objects.in_bulk()
    digests: dict[tuple[str, int], str] = {}
    problems = list(_walk_streams(heads, digests))
    problems += _walk_seals(heads, digests)
    return problems


def _walk_streams(heads: dict[str, StreamHead], digests: dict[tuple[str, int], str]) -> Iterator[Problem]:
    events = AuditEvent.objects.order_by("stream", "number").iterator(chunk_size=2_000)
    walked: set[str] = set()
    for stream, links in groupby(events, key=lambda event: event.stream):
        walked.add(stream)
        number, previous = 0, ""
        for event in links:
            number += 1
            yield from _check_event(event, number=number, previous=previous)
            number, previous = event.number, event.digest
            digests[stream, event.number] = event.digest
        head = heads.get(stream)
        if head is None:
            yield Problem(stream, "the stream has no head")
        elif (head.number, head.digest) != (number, previous):
            yield Problem(stream, f"the head says {head.number} events, the chain ends at {number}")
    for stream in heads.keys() - walked:
        # The row of a head may outlive nothing: it is written together with its first event.
        yield Problem(stream, "the head stands without events")


def _check_event(event: AuditEvent, *, number: int, previous: str) -> Iterator[Problem]:
    if event.number != number:
        yield Problem(str(event), f"expected number {number}")
    if event.previous_digest != previous:
        yield Problem(str(event), "the link to the previous event is broken")
    digest = digest_of_event(
        stream=event.stream,
        number=event.number,
        kind=event.kind,
        actor_id=event.actor_id,
        at=event.at,
        payload=event.payload,
        previous=event.previous_digest,
    )
    if event.digest != digest:
        yield Problem(str(event), "the event does not agree with its digest")


def _walk_seals(heads: dict[str, StreamHead], digests: dict[tuple[str, int], str]) -> Iterator[Problem]:
    number, previous = 0, ""
    sealed: dict[str, int] = {}
    for seal in SealedHead.objects.order_by("number").iterator(chunk_size=500):
        number += 1
        if seal.number != number:
            yield Problem(str(seal), f"expected number {number}")
        if seal.previous_digest != previous:
            yield Problem(str(seal), "the link to the previous seal is broken")
        digest = digest_of_seal(
            number=seal.number, sealed_at=seal.sealed_at, heads=seal.heads, previous=seal.previous_digest
        )
        if seal.digest != digest:
            yield Problem(str(seal), "the seal does not agree with its digest")
        else:
            for stream, place, head_digest in seal.heads:
                sealed[stream] = place
                if digests.get((stream, place)) != head_digest:
                    yield Problem(str(seal), f"{stream} #{place} is not what was sealed")
        number, previous = seal.number, seal.digest
    for stream, head in heads.items():
        if head.sealed_number != sealed.get(stream, 0):
            yield Problem(stream, f"sealed up to {head.sealed_number}, the seals say {sealed.get(stream, 0)}")
