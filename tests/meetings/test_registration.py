from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.bodies.procedures import NoProcedure
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.law.acts import regulation
from assembly.meetings.enums import MeetingState, PresenceMode
from assembly.meetings.models import PresenceSpan, QuorumChange, RollEntry
from assembly.meetings.refusals import (
    NoMembers,
    NotDayOfMeeting,
    NotOnRoll,
    NotPresent,
    RegistrationNotOpen,
)
from assembly.meetings.selectors import presence_curve, quorum_of
from assembly.meetings.services.registration import (
    check_in,
    check_in_many,
    check_out,
    confirm_remote,
    leave_remote,
    note_signal,
    open_registration,
)
from assembly.meetings.services.sittings import close_meeting
from tests.factories import NOON, make_members, make_person, make_user, seat
from tests.meetings.makers import MINUTE, SECOND, convened, registering, sitting, user_of

pytestmark = pytest.mark.django_db


def kinds(meeting):
    return list(AuditEvent.objects.filter(stream=f"meeting:{meeting.pk}").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("kind", "members", "required", "paragraph"),
    [
        (BodyKind.ASSEMBLY, 4, 3, "9"),  # 2/3 of 4 is 2 2/3
        (BodyKind.ASSEMBLY, 6, 4, "9"),  # exactly two thirds
        (BodyKind.COUNCIL, 7, 5, "14"),  # 4 2/3
    ],
)
def test_roll_holds_all_members_of_the_day_and_the_rule_of_their_organ(kind, members, required, paragraph):
    meeting, _, _ = registering(members, kind=kind)

    assert (meeting.state, meeting.members_count, meeting.quorum_required) == (
        "registration",
        members,
        required,
    )
    assert meeting.quorum_ref == regulation(paragraph).code
    assert list(meeting.roll.values_list("number", flat=True)) == list(range(1, members + 1))
    assert kinds(meeting)[-1] == "meetings.registration_opened"


def test_roll_takes_seats_in_force_that_day_and_none_else():
    meeting, secretary, _ = convened(3)
    left_today = make_person()
    seat(left_today, BodyKind.ASSEMBLY, until=date(2026, 11, 23))  # the last day is not in the term
    enters_today, guest = make_person(), make_person()
    seat(enters_today, BodyKind.ASSEMBLY, since=date(2026, 11, 23))
    seat(guest, BodyKind.ASSEMBLY, counts_toward_quorum=False)

    meeting = open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)

    on_roll = set(meeting.roll.values_list("person_id", flat=True))
    assert (left_today.pk in on_roll, enters_today.pk in on_roll, guest.pk in on_roll) == (False, True, True)
    assert (meeting.members_count, meeting.quorum_required) == (4, 3)

    check_in_many(meeting_id=meeting.pk, person_ids=[guest.pk], actor=secretary, at=NOON)
    assert quorum_of(meeting).present == 0


def test_membership_changed_later_leaves_the_roll_as_it_was():
    meeting, _, persons = registering(6, present=4)
    make_members(6)
    Membership.objects.filter(person=persons[0]).update(
        term=DateRange(date(2025, 1, 1), date(2026, 11, 23)), end_reason="rotation"
    )

    meeting.refresh_from_db()
    now = quorum_of(meeting)
    assert (now.present, now.members, now.required, now.is_met) == (4, 6, 4, True)


@pytest.mark.parametrize(
    ("when", "refusal"),
    [(NOON - timedelta(days=1), NotDayOfMeeting), (NOON - timedelta(days=800), NoProcedure)],
)
def test_registration_on_another_day_writes_nothing(when, refusal):
    meeting, secretary, _ = convened(3)
    seat(secretary.person, BodyKind.SECRETARIAT, since=date(2024, 1, 1), until=date(2025, 1, 1))
    before = AuditEvent.objects.count()

    with pytest.raises(refusal):
        open_registration(meeting_id=meeting.pk, actor=secretary, at=when)

    meeting.refresh_from_db()
    assert (meeting.state, RollEntry.objects.count()) == ("convened", 0)
    assert AuditEvent.objects.count() == before


def test_registration_of_an_empty_body_is_refused():
    meeting, secretary, _ = convened(0)

    with pytest.raises(NoMembers):
        open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)


def test_registration_opens_once():
    meeting, secretary, _ = registering(3)

    with pytest.raises(TransitionRefused):
        open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)

    assert RollEntry.objects.count() == 3


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_only_the_secretariat_registers(who):
    meeting, _, persons = registering(3)
    actor = user_of(persons[0]) if who == "member" else make_user()
    before = AuditEvent.objects.count()

    acts = [
        lambda: check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=actor, at=NOON),
        lambda: check_in_many(meeting_id=meeting.pk, person_ids=[persons[0].pk], actor=actor, at=NOON),
        lambda: check_out(meeting_id=meeting.pk, person_id=persons[0].pk, actor=actor, at=NOON),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()

    assert (PresenceSpan.objects.count(), AuditEvent.objects.count()) == (0, before)


def test_check_in_twice_is_one_span_since_the_first_moment():
    meeting, secretary, persons = registering(6)

    first = check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON)
    second = check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON + MINUTE)

    assert (first.is_new, second.is_new) == (True, False)
    assert (second.span.pk, second.span.began_at) == (first.span.pk, NOON)
    assert kinds(meeting).count("meetings.member_registered") == 1


def test_person_not_on_the_roll_is_refused_in_words():
    meeting, secretary, _ = registering(3)

    with pytest.raises(NotOnRoll) as refusal:
        check_in(meeting_id=meeting.pk, person_id=make_person().pk, actor=secretary, at=NOON)
    with pytest.raises(NotOnRoll):
        confirm_remote(meeting_id=meeting.pk, actor=secretary, at=NOON)

    assert refusal.value.message()
    assert PresenceSpan.objects.count() == 0


def test_many_are_registered_all_or_none():
    meeting, secretary, persons = registering(6)
    keys = [person.pk for person in persons[:4]]

    with pytest.raises(NotOnRoll):
        check_in_many(meeting_id=meeting.pk, person_ids=[*keys, make_person().pk], actor=secretary, at=NOON)
    assert PresenceSpan.objects.count() == 0

    assert check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=NOON) == 4
    assert check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=NOON) == 0
    assert quorum_of(meeting).is_met is True


def test_hall_and_remote_are_never_both():
    meeting, secretary, persons = registering(6)
    user = user_of(persons[0])
    check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON)

    confirm_remote(meeting_id=meeting.pk, actor=user, at=NOON + MINUTE)
    confirm_remote(meeting_id=meeting.pk, actor=user, at=NOON + 2 * MINUTE)
    check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON + 3 * MINUTE)

    spans = PresenceSpan.objects.order_by("span")
    assert [(span.mode, span.began_at, span.ended_at) for span in spans] == [
        ("hall", NOON, NOON + MINUTE),
        ("remote", NOON + MINUTE, NOON + 3 * MINUTE),
        ("hall", NOON + 3 * MINUTE, None),
    ]
    assert quorum_of(meeting).present == 1


def test_database_refuses_a_second_span_at_the_same_moment():
    meeting, _, _ = registering(3, present=1)
    span = PresenceSpan.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        PresenceSpan.objects.create(
            meeting=meeting, entry=span.entry, mode=PresenceMode.REMOTE, span=span.span
        )


def test_leaver_who_returns_gets_a_new_span():
    meeting, secretary, persons = registering(6)
    key = persons[0].pk
    check_in(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON)
    check_out(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON + MINUTE)
    check_in(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON + 5 * MINUTE)

    assert PresenceSpan.objects.count() == 2
    assert [(point.at, point.present) for point in presence_curve(meeting)] == [
        (NOON, 1),
        (NOON + MINUTE, 0),
        (NOON + 5 * MINUTE, 1),
    ]


def test_act_that_reaches_the_lock_late_never_overlaps():
    meeting, secretary, persons = registering(6)
    key = persons[0].pk
    check_in(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON)
    check_out(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON)
    check_in(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON - MINUTE)

    first, second = PresenceSpan.objects.order_by("span")
    assert first.ended_at == second.began_at > NOON


def test_who_is_not_present_cannot_leave():
    meeting, secretary, persons = registering(3, present=1)
    user = user_of(persons[0])

    with pytest.raises(NotPresent):
        check_out(meeting_id=meeting.pk, person_id=persons[1].pk, actor=secretary, at=NOON + MINUTE)
    with pytest.raises(NotPresent):  # he is in the hall: the desk lets him out, not his phone
        leave_remote(meeting_id=meeting.pk, actor=user, at=NOON + 2 * MINUTE)


def test_remote_member_leaves_by_himself_or_is_taken_out_by_the_desk():
    meeting, secretary, persons = registering(3)
    for act in ("himself", "desk"):
        confirm_remote(meeting_id=meeting.pk, actor=user_of(persons[0]), at=NOON + MINUTE)
        if act == "himself":
            leave_remote(meeting_id=meeting.pk, actor=user_of(persons[0]), at=NOON + 2 * MINUTE)
        else:
            check_out(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON + 3 * MINUTE)
    assert quorum_of(meeting).present == 0


def test_lost_signal_ends_nothing():
    meeting, _, persons = registering(3)
    user = user_of(persons[0])
    confirm_remote(meeting_id=meeting.pk, actor=user, at=NOON)
    events = AuditEvent.objects.count()

    assert note_signal(meeting_id=meeting.pk, actor=user, at=NOON + SECOND) is False
    assert note_signal(meeting_id=meeting.pk, actor=user, at=NOON + MINUTE) is True

    assert PresenceSpan.objects.get().last_signal_at == NOON + MINUTE
    assert quorum_of(meeting).present == 1
    assert AuditEvent.objects.count() == events


def test_quorum_reached_lost_and_restored_is_written_by_the_act_that_did_it():
    meeting, secretary, persons = registering(6, present=3)
    assert QuorumChange.objects.count() == 0

    last = {"meeting_id": meeting.pk, "person_id": persons[3].pk, "actor": secretary}
    check_in(**last, at=NOON + 2 * MINUTE)
    check_in(meeting_id=meeting.pk, person_id=persons[4].pk, actor=secretary, at=NOON + 3 * MINUTE)
    check_out(**last, at=NOON + 4 * MINUTE)
    check_out(meeting_id=meeting.pk, person_id=persons[4].pk, actor=secretary, at=NOON + 5 * MINUTE)
    check_in(**last, at=NOON + 6 * MINUTE)

    changes = QuorumChange.objects.values_list("at", "is_met", "present", "required")
    assert list(changes) == [
        (NOON + 2 * MINUTE, True, 4, 4),
        (NOON + 5 * MINUTE, False, 3, 4),
        (NOON + 6 * MINUTE, True, 4, 4),
    ]
    assert [kind for kind in kinds(meeting) if "quorum" in kind] == [
        "meetings.quorum_reached",
        "meetings.quorum_lost",
        "meetings.quorum_restored",
    ]


def test_changing_over_from_hall_to_remote_loses_no_quorum():
    meeting, _, persons = registering(6, present=4)
    confirm_remote(meeting_id=meeting.pk, actor=user_of(persons[0]), at=NOON + 3 * MINUTE)

    now = quorum_of(meeting)
    assert (now.present, now.hall, now.remote, now.is_met) == (4, 3, 1, True)
    assert QuorumChange.objects.count() == 1


@pytest.mark.parametrize("state", ["convened", "closed"])
def test_nobody_is_registered_before_or_after(state):
    meeting, secretary, persons = convened(6) if state == "convened" else sitting(6)
    if state == "closed":
        close_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 3 * MINUTE)
    user, key = user_of(persons[0]), persons[0].pk
    before = (AuditEvent.objects.count(), PresenceSpan.objects.now().count())

    acts = [
        lambda: check_in(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON + 4 * MINUTE),
        lambda: check_in_many(meeting_id=meeting.pk, person_ids=[key], actor=secretary, at=NOON + 4 * MINUTE),
        lambda: check_out(meeting_id=meeting.pk, person_id=key, actor=secretary, at=NOON + 4 * MINUTE),
        lambda: confirm_remote(meeting_id=meeting.pk, actor=user, at=NOON + 4 * MINUTE),
        lambda: leave_remote(meeting_id=meeting.pk, actor=user, at=NOON + 4 * MINUTE),
    ]
    for act in acts:
        with pytest.raises(RegistrationNotOpen):
            act()

    meeting.refresh_from_db()
    assert meeting.state == MeetingState(state)
    assert (AuditEvent.objects.count(), PresenceSpan.objects.now().count()) == before
