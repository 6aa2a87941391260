"""Registration: the roll is frozen, members come, go and change between hall and remote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from assembly.audit.services.chain import record
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on
from assembly.common.clock import day_of
from assembly.meetings.enums import MeetingEvent, MeetingState, PresenceMode
from assembly.meetings.models import Meeting, PresenceSpan, RollEntry
from assembly.meetings.permissions import RUN_MEETING, require_on_roll, require_register
from assembly.meetings.querysets import PresenceQuerySet
from assembly.meetings.refusals import NoMembers, NotDayOfMeeting, NotOnRoll, NotPresent
from assembly.meetings.services.flow import MEETING_FLOW
from assembly.meetings.services.locks import lock_meeting
from assembly.meetings.services.presence import begin_spans, end_span, note_quorum, require_live
from assembly.people.models import User
from assembly.people.rights import require_right

# A sign of life is written at most this often.
SIGNAL_PAUSE = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Registered:
    """A member's open span, and whether this act began it; ``is_new`` is false for who was there already."""

    span: PresenceSpan
    is_new: bool


@transaction.atomic
def open_registration(*, meeting_id: int, actor: User | None, at: datetime) -> Meeting:
    """Open registration: freeze the roll and the rule of quorum of the day.

    The roll holds every member in force on the day, whoever was invited; whose membership begins or
    ends later changes nothing in it.

    Args:
        meeting_id: the sitting; it is convened.
        actor: who opens; needs ``meetings.run_meeting``.
        at: the moment, timezone-aware; its day in Asia/Almaty picks members and edition.

    Raises:
        NotAllowed: ``actor`` may not run sittings.
        TransitionRefused: registration was opened already, or the sitting has ended.
        NotDayOfMeeting: the planned day has not come, so the roll would be another day's.
        NoProcedure: no edition of the rule binds the body on this day.
        NoMembers: nobody on the roll would count.

    Source:
        Положение (Указ от 27.12.2024 № 747), пункты 9 and 14: «от общего числа членов».
    """
    meeting = lock_meeting(meeting_id)
    day = day_of(at)
    require_right(actor, RUN_MEETING, on=day, subject=meeting.body)
    next_state = MEETING_FLOW.next_state(MeetingState(meeting.state), MeetingEvent.OPEN_REGISTRATION)
    rule = procedure_of(meeting.body, day).quorum
    if day < day_of(meeting.starts_at):
        raise NotDayOfMeeting(legal_ref=rule.legal_ref, starts_at=meeting.starts_at)
    seats = members_on(meeting.body, day)
    counted = sum(seat.counts_toward_quorum for seat in seats)
    if not counted:
        raise NoMembers(legal_ref=rule.legal_ref)

    RollEntry.objects.bulk_create(
        [
            RollEntry(
                meeting=meeting,
                membership=seat,
                person=seat.person,
                number=number,
                name=seat.person.full_name,
                on_behalf_kk=seat.on_behalf_kk,
                on_behalf_ru=seat.on_behalf_ru,
                counts_toward_quorum=seat.counts_toward_quorum,
            )
            for number, seat in enumerate(seats, start=1)
        ],
        batch_size=500,
    )
    meeting.state = next_state
    meeting.registration_opened_at = at
    meeting.members_count = counted
    meeting.quorum_required = rule.least_part(of=counted)
    meeting.quorum_ref = rule.legal_ref.code
    meeting.save(
        update_fields=["state", "registration_opened_at", "members_count", "quorum_required", "quorum_ref"]
    )

    record(
        stream=meeting,
        kind="meetings.registration_opened",
        actor=actor,
        at=at,
        payload={
            "roll": len(seats),
            "members": counted,
            "required": meeting.quorum_required,
            "source": meeting.quorum_ref,
        },
    )
    return meeting


@transaction.atomic
def check_in(*, meeting_id: int, person_id: int, actor: User | None, at: datetime) -> Registered:
    """Register a member in the hall; who took part remotely changes over with no moment missing.

    Safe to repeat: of two desks one begins the span, the other is told since when the member is there.

    Args:
        meeting_id: the sitting; registration is open or the sitting goes on.
        person_id: a member on the roll.
        actor: who registers; needs ``meetings.register_presence``, or is a teller of the sitting.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not register members.
        RegistrationNotOpen: not yet, or no longer.
        NotOnRoll: the person is not on the frozen roll.
    """
    meeting = lock_meeting(meeting_id)
    require_register(actor, meeting, on=day_of(at))
    entry = RollEntry.objects.filter(meeting=meeting, person_id=person_id).first()
    require_live(meeting)
    if entry is None:
        raise NotOnRoll(meeting_id=meeting_id)
    return _begin(meeting, entry, PresenceMode.HALL, actor, at)


@transaction.atomic
def check_in_many(
    *,
    meeting_id: int,
    person_ids: Iterable[int],
    mode: str = PresenceMode.HALL,
    actor: User | None,
    at: datetime,
) -> int:
    """Register many members at once, from a list kept on paper; returns how many were not there before.

    Args:
        meeting_id: the sitting; registration is open or the sitting goes on.
        person_ids: members on the roll.
        mode: ``hall`` or ``remote``.
        actor: who registers; needs ``meetings.register_presence``, or is a teller of the sitting.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not register members.
        RegistrationNotOpen: not yet, or no longer.
        NotOnRoll: one of the persons is not on the frozen roll; then nobody is registered.
        ValueError: ``mode`` is not a value of ``PresenceMode``.
    """
    meeting = lock_meeting(meeting_id)
    require_register(actor, meeting, on=day_of(at))
    require_live(meeting)
    wanted = set(person_ids)
    entries = list(RollEntry.objects.filter(meeting=meeting, person_id__in=wanted))
    if len(entries) != len(wanted):
        raise NotOnRoll(meeting_id=meeting_id)

    begun = begin_spans(entries, mode=PresenceMode(mode), actor=actor, at=at)

    record(
        stream=meeting,
        kind="meetings.members_registered",
        actor=actor,
        at=at,
        payload={"mode": str(mode), "entries": [span.entry_id for span in begun]},
    )
    note_quorum(meeting, actor=actor, at=at)
    return len(begun)


@transaction.atomic
def check_out(*, meeting_id: int, person_id: int, actor: User | None, at: datetime) -> PresenceSpan:
    """Record that a member left, from the hall or the remote part.

    Args:
        meeting_id: the sitting.
        person_id: a member who is present.
        actor: who records; needs ``meetings.register_presence``, or is a teller of the sitting.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not register members.
        RegistrationNotOpen: not yet, or no longer.
        NotPresent: the member is not present.
    """
    meeting = lock_meeting(meeting_id)
    require_register(actor, meeting, on=day_of(at))
    return _end(meeting, PresenceSpan.objects.filter(entry__person_id=person_id), actor, at)


@transaction.atomic
def confirm_remote(*, meeting_id: int, actor: User | None, at: datetime) -> Registered:
    """Confirm one's own remote presence; who was in the hall changes over with no moment missing.

    Args:
        meeting_id: the sitting; registration is open or the sitting goes on.
        actor: the member himself; being on the roll is his right.
        at: the moment, timezone-aware.

    Raises:
        RegistrationNotOpen: not yet, or no longer.
        NotOnRoll: he is not on the frozen roll.
    """
    meeting = lock_meeting(meeting_id)
    require_live(meeting)
    entry = require_on_roll(actor, meeting)
    return _begin(meeting, entry, PresenceMode.REMOTE, actor, at)


@transaction.atomic
def leave_remote(*, meeting_id: int, actor: User | None, at: datetime) -> PresenceSpan:
    """End one's own remote presence.

    Raises:
        RegistrationNotOpen: not yet, or no longer.
        NotOnRoll: the actor is not on the frozen roll.
        NotPresent: he does not take part remotely.
    """
    meeting = lock_meeting(meeting_id)
    require_live(meeting)
    entry = require_on_roll(actor, meeting)
    return _end(meeting, PresenceSpan.objects.filter(entry=entry).remote(), actor, at)


def note_signal(*, meeting_id: int, actor: User, at: datetime) -> bool:
    """Note that a remote member's device was heard; says whether a row was written.

    A lost signal ends nothing, so this is no act: no lock, no event, at most one write in a while.
    """
    spans = PresenceSpan.objects.filter(meeting_id=meeting_id, entry__person__user=actor).now().remote()
    stale = Q(last_signal_at__isnull=True) | Q(last_signal_at__lt=at - SIGNAL_PAUSE)
    return spans.filter(stale).update(last_signal_at=at) > 0


def _begin(
    meeting: Meeting, entry: RollEntry, mode: PresenceMode, actor: User | None, at: datetime
) -> Registered:
    begun = begin_spans([entry], mode=mode, actor=actor, at=at)
    if not begun:
        return Registered(PresenceSpan.objects.filter(entry=entry).now().get(), is_new=False)
    record(
        stream=meeting,
        kind="meetings.member_registered",
        actor=actor,
        at=at,
        payload={"entry": entry.pk, "mode": str(mode), "span": begun[0].pk},
    )
    note_quorum(meeting, actor=actor, at=at)
    return Registered(begun[0], is_new=True)


def _end(meeting: Meeting, spans: PresenceQuerySet, actor: User | None, at: datetime) -> PresenceSpan:
    require_live(meeting)
    span = spans.filter(meeting=meeting).now().select_related("entry").first()
    if span is None:
        raise NotPresent(meeting_id=meeting.pk)
    end_span(span, actor=actor, at=at)
    record(
        stream=meeting,
        kind="meetings.member_left",
        actor=actor,
        at=at,
        payload={"entry": span.entry_id, "mode": str(span.mode), "span": span.pk},
    )
    note_quorum(meeting, actor=actor, at=at)
    return span
