import pytest

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import DomainError, NotAllowed, TransitionRefused
from assembly.law.acts import regulation
from assembly.meetings import hindrances
from assembly.meetings.enums import ItemEvent, ItemState, MeetingEvent, MeetingState
from assembly.meetings.models import QuorumChange
from assembly.meetings.refusals import QuorumNotMet
from assembly.meetings.selectors import live_facts, quorum_of
from assembly.meetings.services.flow import ITEM_FLOW, MEETING_FLOW
from assembly.meetings.services.registration import check_in, check_out
from assembly.meetings.services.sittings import call_break, close_meeting, open_meeting, resume
from tests.factories import NOON, make_chairman, make_user
from tests.meetings.makers import MINUTE, convened, registering, sitting, user_of

ALLOWED = {
    ("convened", "open_registration"): "registration",
    ("registration", "open"): "open",
    ("open", "call_break"): "break",
    ("break", "resume"): "open",
    ("open", "close"): "closed",
    ("break", "close"): "closed",
}
ALLOWED_FOR_ITEMS = {
    ("planned", "begin"): "current",
    ("current", "end"): "considered",
    ("planned", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("event", MeetingEvent)
def test_meeting_flow_is_exactly_this_table(state, event):
    if (state, event) in ALLOWED:
        assert MEETING_FLOW.next_state(state, event) == ALLOWED[state, event]
    else:
        with pytest.raises(TransitionRefused):
            MEETING_FLOW.next_state(state, event)


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("event", ItemEvent)
def test_item_flow_is_exactly_this_table(state, event):
    if (state, event) in ALLOWED_FOR_ITEMS:
        assert ITEM_FLOW.next_state(state, event) == ALLOWED_FOR_ITEMS[state, event]
    else:
        with pytest.raises(TransitionRefused):
            ITEM_FLOW.next_state(state, event)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "members", "present", "required", "paragraph"),
    [
        (BodyKind.ASSEMBLY, 4, 2, 3, "9"),  # 2/3 of 4 is 2 2/3: two are not enough
        (BodyKind.ASSEMBLY, 6, 3, 4, "9"),  # one short of exactly two thirds
        (BodyKind.COUNCIL, 7, 4, 5, "14"),
    ],
)
def test_meeting_without_quorum_does_not_open(kind, members, present, required, paragraph):
    meeting, secretary, persons = registering(members, present=present, kind=kind)
    before = AuditEvent.objects.count()

    with pytest.raises(QuorumNotMet) as refusal:
        open_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 2 * MINUTE)

    values = refusal.value
    assert (values.present, values.required, values.missing) == (present, required, required - present)
    assert values.legal_ref == regulation(paragraph)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes_number, AuditEvent.objects.count()) == ("registration", "", before)

    check_in(meeting_id=meeting.pk, person_id=persons[present].pk, actor=secretary, at=NOON + 3 * MINUTE)
    opened = open_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 4 * MINUTE)
    assert (opened.state, opened.minutes_number) == ("open", "1")


@pytest.mark.django_db
def test_minutes_are_numbered_at_opening_and_name_the_council_series():
    assembly, _, _ = sitting(6)
    first, secretary, _ = sitting(3, present=2, kind=BodyKind.COUNCIL)

    assert (assembly.series_label, assembly.minutes_number) == ("36", "1")
    assert (first.series_label, first.minutes_number) == ("1", "1")
    assert first.secretary == secretary.person


@pytest.mark.django_db
def test_chairman_presides_when_nobody_else_is_named():
    chairman = make_chairman()
    meeting, _, _ = sitting(6)

    assert meeting.presiding == chairman.person


@pytest.mark.django_db
def test_after_loss_of_quorum_a_break_ends_only_when_it_is_back():
    meeting, secretary, persons = sitting(6, present=4)
    run = {"meeting_id": meeting.pk, "actor": secretary}
    check_out(**run, person_id=persons[0].pk, at=NOON + 3 * MINUTE)
    call_break(**run, at=NOON + 4 * MINUTE)

    with pytest.raises(QuorumNotMet):
        resume(**run, at=NOON + 5 * MINUTE)

    check_in(**run, person_id=persons[5].pk, at=NOON + 6 * MINUTE)
    assert resume(**run, at=NOON + 7 * MINUTE).state == "open"
    assert list(QuorumChange.objects.values_list("is_met", flat=True)) == [True, False, True]


@pytest.mark.django_db
def test_closing_ends_the_current_item_and_keeps_the_last_quorum():
    meeting, secretary, _ = sitting(6, present=4)
    item = meeting.items.get()
    item.state, item.began_at = ItemState.CURRENT, NOON
    item.save()

    closed = close_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 9 * MINUTE)

    item.refresh_from_db()
    assert (closed.state, closed.closed_at) == ("closed", NOON + 9 * MINUTE)
    assert (item.state, item.ended_at) == ("considered", NOON + 9 * MINUTE)
    assert quorum_of(closed).present == 4


@pytest.mark.django_db
@pytest.mark.parametrize("act", [open_meeting, call_break, resume, close_meeting])
def test_only_the_secretariat_runs_sittings(act):
    meeting, _, persons = registering(3, present=2)
    before = AuditEvent.objects.count()

    for actor in (make_user(), user_of(persons[0]), None):
        with pytest.raises(NotAllowed):
            act(meeting_id=meeting.pk, actor=actor, at=NOON + 3 * MINUTE)

    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("act", [open_meeting, call_break, resume, close_meeting])
def test_convened_meeting_is_neither_opened_nor_closed(act):
    meeting, secretary, _ = convened(3)

    with pytest.raises(TransitionRefused):
        act(meeting_id=meeting.pk, actor=secretary, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [call_break, close_meeting])
def test_upper_room_may_stand_in_the_way(act, monkeypatch):
    class Hindered(DomainError):
        code = "hindered"

    def hinder(meeting, event):
        raise Hindered(event=event)

    meeting, secretary, _ = sitting(3, present=2)
    monkeypatch.setattr(hindrances, "_hindrances", [hinder])

    with pytest.raises(Hindered):
        act(meeting_id=meeting.pk, actor=secretary, at=NOON + 3 * MINUTE)

    meeting.refresh_from_db()
    assert meeting.state == "open"


@pytest.mark.django_db
def test_live_facts_change_with_presence_and_state_in_two_queries(django_assert_num_queries):
    meeting, secretary, persons = registering(6, present=4)
    with django_assert_num_queries(2):
        before = live_facts(meeting)
    check_in(meeting_id=meeting.pk, person_id=persons[5].pk, actor=secretary, at=NOON + 2 * MINUTE)
    arrived = live_facts(meeting)
    opened = open_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 3 * MINUTE)

    assert len({before, arrived, live_facts(opened)}) == 3
