"""The course of a sitting: opened with quorum, broken off, resumed, closed."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.meetings.enums import ItemState, MeetingEvent, MeetingState
from assembly.meetings.hindrances import require_unhindered
from assembly.meetings.models import Meeting
from assembly.meetings.numbering import take_minutes_number
from assembly.meetings.permissions import RUN_MEETING
from assembly.meetings.refusals import QuorumNotMet
from assembly.meetings.selectors import presiding_by_office, quorum_of
from assembly.meetings.services.flow import MEETING_FLOW
from assembly.meetings.services.locks import lock_meeting
from assembly.people.models import Person, User
from assembly.people.rights import require_right


@transaction.atomic
def open_meeting(
    *, meeting_id: int, presiding_id: int | None = None, actor: User | None, at: datetime
) -> Meeting:
    """Open a sitting: only with quorum. Its minutes get their number now.

    Args:
        meeting_id: the sitting; registration is open.
        presiding_id: the person who presides; when not given the Chairman of the Assembly, in a region its akim.
        actor: who opens; needs ``meetings.run_meeting``, and becomes its secretary.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not run sittings.
        TransitionRefused: registration is not open, or the sitting is opened already.
        QuorumNotMet: fewer than two thirds of all members are present.

    Source:
        Положение (Указ от 27.12.2024 № 747), пункты 9 and 14.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=meeting.body)
    next_state = MEETING_FLOW.next_state(MeetingState(meeting.state), MeetingEvent.OPEN)
    require_quorum(meeting)

    meeting.state, meeting.opened_at = next_state, at
    meeting.minutes_number = take_minutes_number(meeting, on=day_of(at))
    meeting.series_label = meeting.series_label or meeting.minutes_number
    meeting.presiding = (
        Person.objects.get(pk=presiding_id) if presiding_id else presiding_by_office(meeting.body, day_of(at))
    )
    meeting.secretary = Person.objects.filter(user=actor).first()
    meeting.save(
        update_fields=["state", "opened_at", "minutes_number", "series_label", "presiding", "secretary"]
    )

    _record(meeting, "meetings.meeting_opened", actor, at, minutes_number=meeting.minutes_number)
    return meeting


@transaction.atomic
def call_break(*, meeting_id: int, actor: User | None, at: datetime) -> Meeting:
    """Break the sitting off for a while; presence goes on.

    Raises:
        NotAllowed: ``actor`` may not run sittings.
        TransitionRefused: the sitting is not in session.
        DomainError: an upper room stands in the way: a poll is open.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=meeting.body)
    next_state = MEETING_FLOW.next_state(MeetingState(meeting.state), MeetingEvent.CALL_BREAK)
    require_unhindered(meeting, MeetingEvent.CALL_BREAK)

    meeting.state = next_state
    meeting.save(update_fields=["state"])

    _record(meeting, "meetings.break_called", actor, at)
    return meeting


@transaction.atomic
def resume(*, meeting_id: int, actor: User | None, at: datetime) -> Meeting:
    """Go on after a break: like opening, only with quorum.

    Raises:
        NotAllowed: ``actor`` may not run sittings.
        TransitionRefused: there is no break.
        QuorumNotMet: too few members are present.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=meeting.body)
    next_state = MEETING_FLOW.next_state(MeetingState(meeting.state), MeetingEvent.RESUME)
    require_quorum(meeting)

    meeting.state = next_state
    meeting.save(update_fields=["state"])

    _record(meeting, "meetings.meeting_resumed", actor, at)
    return meeting


@transaction.atomic
def close_meeting(*, meeting_id: int, actor: User | None, at: datetime) -> Meeting:
    """Close a sitting for good; the item under consideration ends with it, and nothing changes after.

    Raises:
        NotAllowed: ``actor`` may not run sittings.
        TransitionRefused: the sitting is not open.
        DomainError: an upper room stands in the way: a poll is open.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=meeting.body)
    next_state = MEETING_FLOW.next_state(MeetingState(meeting.state), MeetingEvent.CLOSE)
    require_unhindered(meeting, MeetingEvent.CLOSE)

    meeting.items.filter(state=ItemState.CURRENT).update(state=ItemState.CONSIDERED, ended_at=at)
    meeting.state, meeting.closed_at = next_state, at
    meeting.save(update_fields=["state", "closed_at"])

    _record(meeting, "meetings.meeting_closed", actor, at)
    return meeting


def require_quorum(meeting: Meeting) -> None:
    """Raise unless quorum is there; ask under the meeting's lock.

    Raises:
        QuorumNotMet: with ``present``, ``required`` and ``missing`` persons and the paragraph.
    """
    now = quorum_of(meeting)
    if not now.is_met:
        raise QuorumNotMet(
            legal_ref=now.legal_ref, present=now.present, required=now.required, missing=now.missing
        )


def _record(meeting: Meeting, kind: str, actor: User | None, at: datetime, **facts: object) -> None:
    now = quorum_of(meeting)
    record(
        stream=meeting,
        kind=kind,
        actor=actor,
        at=at,
        payload={
            "state": str(meeting.state),
            "present": now.present,
            "required": now.required,
            "members": now.members,
            "source": now.legal_ref.code,
            **facts,
        },
    )
