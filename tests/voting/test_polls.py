"""Preparing, opening, closing, annulling: what each act writes, and refusals that write nothing."""

from datetime import date

import pytest

from assembly.audit.models import AuditEvent
from assembly.bodies.models import Membership
from assembly.common.errors import InvalidValue, NotAllowed
from assembly.documents.refusals import TranslationPending
from assembly.meetings.services.agenda import end_item
from assembly.meetings.services.registration import check_in, check_out
from assembly.meetings.services.sittings import call_break, close_meeting
from assembly.outbox.models import OutboxMessage
from assembly.voting import refusals
from assembly.voting.form_sources import FORM_SOURCES
from assembly.voting.services.polls import close_poll, draft_poll, open_poll, void_poll
from tests.factories import make_chairman, make_person, make_state_officer, make_user, seat
from tests.meetings.makers import convened, registering, sitting, user_of
from tests.voting.makers import (
    BEGUN,
    CAST,
    OPENED,
    QUESTION,
    SECOND,
    drafted,
    opened,
    written,
)  # fmt: skip

pytestmark = pytest.mark.django_db


# -- preparing -------------------------------------------------------------------------------------


def test_drafts_are_numbered_within_their_sitting():
    meeting, secretary, _ = sitting()
    numbers = [
        draft_poll(meeting_id=meeting.pk, kind="procedural", **QUESTION, actor=secretary, at=BEGUN).number
        for _ in range(3)
    ]

    assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question_kk": " "}, "question_kk"),
        ({"question_ru": ""}, "question_ru"),
        ({"duration_seconds": 9}, "duration_seconds"),
        ({"duration_seconds": 3601}, "duration_seconds"),
    ],
)
def test_draft_with_something_missing_is_refused_and_writes_nothing(fields, field):
    meeting, secretary, _ = sitting()
    before = written()

    with pytest.raises(InvalidValue) as refusal:
        draft_poll(
            meeting_id=meeting.pk, kind="procedural", **{**QUESTION, **fields}, actor=secretary, at=BEGUN
        )

    assert refusal.value.field == field
    assert written() == before


def test_poll_on_a_text_needs_an_item_with_a_draft():
    meeting, secretary, _ = sitting()
    item = meeting.items.get()

    for item_id in (None, item.pk):
        with pytest.raises(refusals.ItemWithoutDraft):
            draft_poll(
                meeting_id=meeting.pk,
                item_id=item_id,
                kind="substantive",
                **QUESTION,
                actor=secretary,
                at=BEGUN,
            )


def test_item_of_another_sitting_is_a_mistake_of_the_program():
    meeting, secretary, _ = sitting()
    other, _, _ = convened(secretary=secretary)

    with pytest.raises(LookupError):
        draft_poll(
            meeting_id=meeting.pk,
            item_id=other.items.get().pk,
            kind="procedural",
            **QUESTION,
            actor=secretary,
            at=BEGUN,
        )


def test_effect_belongs_to_its_kind_of_poll():
    meeting, secretary, _ = sitting()

    for effect in ("decisions.adopt", "nobody.knows"):
        with pytest.raises(LookupError):
            draft_poll(
                meeting_id=meeting.pk, kind="procedural", **QUESTION, effect=effect, actor=secretary, at=BEGUN
            )


def test_nothing_is_prepared_for_a_closed_sitting():
    meeting, secretary, _ = sitting()
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=BEGUN)

    with pytest.raises(refusals.MeetingEnded):
        draft_poll(meeting_id=meeting.pk, kind="procedural", **QUESTION, actor=secretary, at=OPENED)


def test_form_is_the_one_that_the_body_has_fixed(monkeypatch):
    monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")
    meeting, secretary, _ = sitting()

    with pytest.raises(refusals.FormNotAvailable) as refusal:
        draft_poll(
            meeting_id=meeting.pk, kind="procedural", **QUESTION, form="open", actor=secretary, at=BEGUN
        )
    poll = draft_poll(meeting_id=meeting.pk, kind="procedural", **QUESTION, actor=secretary, at=BEGUN)

    assert refusal.value.legal_ref.code == "decree-747:10@2024-12-27"
    assert poll.form == "roll_call"


def test_form_fixed_after_the_draft_holds_at_the_opening(monkeypatch):
    poll, secretary, _ = drafted()
    assert poll.form == "open"
    monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")

    assert open_poll(poll_id=poll.pk, actor=secretary, at=OPENED).form == "roll_call"


# -- opening ---------------------------------------------------------------------------------------


def test_opening_copies_rule_base_voters_and_text():
    poll, secretary, persons = drafted(on_text=True, duration_seconds=180)

    poll = open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert (poll.state, poll.members_count, poll.present_count, poll.votes_needed) == ("open", 6, 4, 3)
    assert (poll.majority_numerator, poll.majority_denominator, poll.majority_comparison) == (
        1,
        2,
        "more_than",
    )
    assert poll.majority_ref == "decree-747:10@2024-12-27"
    assert (poll.opened_at, poll.closes_at) == (OPENED, OPENED + 180 * SECOND)
    assert list(poll.voters.values_list("person_id", flat=True)) == sorted(
        (person.pk for person in persons[:4]), key=[v.person_id for v in poll.voters.all()].index
    )
    assert {voter.name for voter in poll.voters.all()} == {person.full_name for person in persons[:4]}
    assert poll.version.frozen_at == OPENED
    assert len(poll.version.sha256_kk) == len(poll.version.sha256_ru) == 64
    event = AuditEvent.objects.get(kind="voting.poll_opened")
    assert event.payload["present"] == 4
    assert event.payload["sha256_ru"] == poll.version.sha256_ru
    assert OutboxMessage.objects.filter(kind__startswith="voting").count() == 0


def test_open_poll_without_quorum_writes_nothing():
    poll, secretary, persons = drafted(members=12, present=8)
    check_out(meeting_id=poll.meeting_id, person_id=persons[0].pk, actor=secretary, at=BEGUN)
    before = written()

    with pytest.raises(refusals.QuorumNotMet) as refusal:
        open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert (refusal.value.present, refusal.value.required) == (7, 8)
    assert refusal.value.legal_ref.code == "decree-747:9@2024-12-27"
    assert written() == before


def test_quorum_that_returns_lets_the_next_poll_open():
    poll, secretary, persons = drafted(members=6, present=4)
    check_out(meeting_id=poll.meeting_id, person_id=persons[0].pk, actor=secretary, at=BEGUN)
    with pytest.raises(refusals.QuorumNotMet):
        open_poll(poll_id=poll.pk, actor=secretary, at=BEGUN + SECOND)

    check_in(meeting_id=poll.meeting_id, person_id=persons[5].pk, actor=secretary, at=BEGUN + 2 * SECOND)
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert set(poll.voters.values_list("person_id", flat=True)) == {
        person.pk for person in [*persons[1:4], persons[5]]
    }


def test_those_who_do_not_count_toward_quorum_do_not_vote():
    meeting, secretary, persons = registering(5)
    chairman = make_person()
    entry = meeting.roll.create(
        membership=Membership.objects.filter(person=persons[0]).get(), person=chairman, number=99, name="Төраға",
        counts_toward_quorum=False,
    )  # fmt: skip
    from assembly.meetings.services.registration import check_in_many
    from assembly.meetings.services.sittings import open_meeting

    check_in_many(
        meeting_id=meeting.pk,
        person_ids=[*(p.pk for p in persons), entry.person_id],
        actor=secretary,
        at=BEGUN,
    )
    open_meeting(meeting_id=meeting.pk, actor=secretary, at=BEGUN)
    poll = draft_poll(meeting_id=meeting.pk, kind="procedural", **QUESTION, actor=secretary, at=BEGUN)
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert poll.present_count == 5
    assert not poll.voters.filter(person=chairman).exists()


def test_poll_opens_only_while_the_meeting_sits():
    poll, secretary, _ = drafted()
    call_break(meeting_id=poll.meeting_id, actor=secretary, at=BEGUN)
    before = written()

    with pytest.raises(refusals.MeetingNotOpen):
        open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert written() == before


def test_poll_on_an_item_opens_only_while_it_is_considered():
    poll, secretary, _ = drafted(on_text=True)
    end_item(item_id=poll.item_id, actor=secretary, at=BEGUN)
    before = written()

    with pytest.raises(refusals.ItemNotCurrent) as refusal:
        open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert refusal.value.number == poll.item.number
    assert written() == before


def test_one_poll_at_a_time():
    poll, secretary, _ = opened()
    second = draft_poll(meeting_id=poll.meeting_id, kind="procedural", **QUESTION, actor=secretary, at=CAST)
    before = written()

    with pytest.raises(refusals.AnotherPollOpen) as refusal:
        open_poll(poll_id=second.pk, actor=secretary, at=CAST)

    assert refusal.value.number == poll.number
    assert written() == before


def test_text_in_one_language_cannot_be_voted_on():
    poll, secretary, _ = drafted(on_text=True, text={"text_ru": ""})
    before = written()

    with pytest.raises(TranslationPending):
        open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)

    assert written() == before


@pytest.mark.parametrize("maker", [make_user, make_chairman, make_state_officer])
def test_only_the_secretariat_runs_polls(maker):
    poll, _, persons = drafted()
    actor = maker()
    member = user_of(persons[0])
    before = written()

    for somebody in (actor, member):
        for act in (
            lambda who: draft_poll(
                meeting_id=poll.meeting_id, kind="procedural", **QUESTION, actor=who, at=OPENED
            ),
            lambda who: open_poll(poll_id=poll.pk, actor=who, at=OPENED),
            lambda who: close_poll(poll_id=poll.pk, actor=who, at=OPENED),
            lambda who: void_poll(poll_id=poll.pk, reason="x", actor=who, at=OPENED),
        ):
            with pytest.raises(NotAllowed):
                act(somebody)

    assert written() == before


@pytest.mark.parametrize("kind", ["assembly", "council"])
def test_rule_of_the_body_is_frozen_by_its_own_paragraph(kind):
    poll, _, _ = opened(members=9, present=9, kind=kind)

    expected = {"assembly": ("decree-747:10@2024-12-27", 5), "council": ("decree-747:15@2024-12-27", 6)}
    assert (poll.majority_ref, poll.votes_needed) == expected[kind]


def test_mandate_of_the_day_is_the_base_of_quorum():
    """A member whose term begins after the day of the sitting is neither on the roll nor in the whole."""
    seat(make_person(), "assembly", since=date(2026, 11, 24))

    poll, _, _ = opened(members=6, present=4)

    assert poll.members_count == 6
