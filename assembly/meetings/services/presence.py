"""Spans of presence and the flips of quorum that they cause; called under the meeting's lock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from assembly.audit.services.chain import record
from assembly.meetings.enums import MeetingState, PresenceMode
from assembly.meetings.models import Meeting, PresenceSpan, QuorumChange, RollEntry
from assembly.meetings.refusals import RegistrationNotOpen
from assembly.meetings.selectors import quorum_of
from assembly.people.models import User

LIVE = frozenset({MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK})
# A span is never empty: who leaves at the very moment of his registration was there for this long.
SHORTEST = timedelta(microseconds=1)


def require_live(meeting: Meeting) -> None:
    """Raise unless members can be registered.

    Raises:
        RegistrationNotOpen: registration has not opened, or the sitting has ended.
    """
    if meeting.state not in LIVE:
        raise RegistrationNotOpen(state=meeting.state)


def begin_spans(
    entries: Sequence[RollEntry], *, mode: PresenceMode, actor: User | None, at: datetime
) -> list[PresenceSpan]:
    """Begin a span for each entry that has none open in ``mode``; an open one in the other mode ends.

    Two acts may reach the lock in another order than their moments: a span then begins where the
    member's last one ended, never before.
    """
    spans = PresenceSpan.objects.filter(entry__in=entries).order_by("span")
    latest = {span.entry_id: span for span in spans}
    begun = []
    for entry in entries:
        last = latest.get(entry.pk)
        if last is not None and last.ended_at is None:
            if last.mode == mode:
                continue
            end_span(last, actor=actor, at=at)
        begins_at = at if last is None else max(at, last.ended_at or at)
        begun.append(
            PresenceSpan(
                meeting_id=entry.meeting_id,
                entry=entry,
                mode=mode,
                span=DateTimeTZRange(begins_at, None),
                registered_by=actor,
                last_signal_at=begins_at if mode == PresenceMode.REMOTE else None,
            )
        )
    return PresenceSpan.objects.bulk_create(begun, batch_size=500)


def end_span(span: PresenceSpan, *, actor: User | None, at: datetime) -> None:
    """End an open span at ``at``."""
    span.span = DateTimeTZRange(span.began_at, max(at, span.began_at + SHORTEST))
    span.ended_by = actor
    span.save(update_fields=["span", "ended_by"])


def note_quorum(meeting: Meeting, *, actor: User | None, at: datetime) -> QuorumChange | None:
    """Write that quorum was reached, lost or restored, if the act under way did that.

    The first reaching, each loss and each return is one row, one event of the sitting's chain and
    one line of its minutes.

    Returns:
        The change, or ``None`` when quorum stands as it stood.
    """
    now = quorum_of(meeting)
    last = meeting.quorum_changes.order_by("-at", "-pk").first()
    if now.is_met == (last.is_met if last else False):
        return None
    change = QuorumChange.objects.create(
        meeting=meeting,
        at=max(at, last.at + SHORTEST) if last else at,
        is_met=now.is_met,
        present=now.present,
        required=now.required,
    )
    verb = "lost" if not change.is_met else "restored" if last else "reached"
    record(
        stream=meeting,
        kind=f"meetings.quorum_{verb}",
        actor=actor,
        at=at,
        payload={
            "present": now.present,
            "required": now.required,
            "members": now.members,
            "source": now.legal_ref.code,
        },
    )
    return change
