"""Preparing, opening, closing, annulling: what each act writes, and refusals that write nothing."""

from datetime import date, timedelta

import pytest

from assembly.audit.models import AuditEvent
from assembly.bodies.models import Membership
from assembly.common.errors import InvalidValue, NotAllowed, TransitionRefused
from assembly.documents.refusals import TranslationPending
from assembly.meetings.services.agenda import end_item
from assembly.meetings.services.registration import check_in, check_out
from assembly.meetings.services.sittings import call_break, close_meeting
from assembly.outbox.models import OutboxMessage
from assembly.voting import refusals
from assembly.voting.form_sources import FORM_SOURCES
from assembly.voting.models import Ballot, Poll, PollVoter
from assembly.voting.services.polls import close_poll, draft_poll, open_poll, void_poll
from tests.factories import make_chairman, make_council, make_person, make_state_officer, make_user, seat
from tests.meetings.makers import convened, registering, sitting, user_of
from tests.voting.makers import (
    BEGUN,
    CAST,
    CLOSED,
    OPENED,
    QUESTION,
    SECOND,
    drafted,
    opened,
    vote,
    vote_all,
    with_current_item,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def written():
    """Everything that an act of this room could write."""
    return (
        list(Poll.objects.order_by("pk").values_list("pk", "state", "opened_at", "outcome", "void_reason")),
        PollVoter.objects.count(),
        Ballot.objects.count(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


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


# -- closing ---------------------------------------------------------------------------------------

BOUNDARIES = [
    # kind, present, for, against, abstain, adopted: the rest keep silent
    ("assembly", 10, 5, 0, 0, False),  # a half is not more than a half; five keep silent
    ("assembly", 10, 6, 4, 0, True),
    ("assembly", 10, 5, 4, 1, False),  # five against four: an abstention stays in the base
    ("assembly", 11, 6, 5, 0, True),
    ("assembly", 11, 5, 0, 6, False),  # nobody against, and still not adopted
    ("assembly", 4, 0, 0, 4, False),  # all abstain
    ("assembly", 4, 0, 0, 0, False),  # nobody votes
    ("assembly", 4, 2, 2, 0, False),  # a tie
    ("assembly", 4, 3, 0, 0, True),
    ("assembly", 1, 1, 0, 0, True),
    ("assembly", 1, 0, 0, 1, False),
    ("council", 9, 6, 3, 0, True),  # exactly two thirds: «не менее» includes the bound
    ("council", 9, 5, 0, 0, False),
    ("council", 10, 6, 0, 4, False),  # 2/3 of 10 is 6 2/3
    ("council", 10, 7, 3, 0, True),
    ("council", 11, 7, 4, 0, False),  # 2/3 of 11 is 7 1/3
    ("council", 11, 8, 0, 0, True),
    ("council", 6, 3, 0, 3, False),  # more than half would do for the Session only
    ("council", 1, 1, 0, 0, True),
]


@pytest.mark.parametrize(("kind", "present", "votes_for", "against", "abstain", "is_adopted"), BOUNDARIES)
def test_outcome_is_measured_by_those_present(kind, present, votes_for, against, abstain, is_adopted):  # noqa: PLR0917
    poll, secretary, persons = opened(members=present, present=present, kind=kind)
    vote_all(poll, persons, votes_for=votes_for, against=against, abstain=abstain)

    poll = close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    silent = present - votes_for - against - abstain
    assert (poll.votes_for, poll.votes_against, poll.abstained, poll.silent) == (
        votes_for,
        against,
        abstain,
        silent,
    )
    assert poll.outcome == ("adopted" if is_adopted else "rejected")
    assert (votes_for >= poll.votes_needed) is is_adopted


def test_leaver_stays_in_the_base_and_late_comer_does_not_join():
    poll, secretary, persons = opened(members=6, present=4)
    vote_all(poll, persons, votes_for=2)
    check_out(meeting_id=poll.meeting_id, person_id=persons[3].pk, actor=secretary, at=CAST)
    check_in(meeting_id=poll.meeting_id, person_id=persons[4].pk, actor=secretary, at=CAST)

    with pytest.raises(refusals.NotOnRoll):
        vote(poll, persons[4], at=CAST + SECOND)
    poll = close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    assert (poll.present_count, poll.votes_for, poll.silent, poll.outcome) == (4, 2, 2, "rejected")


def test_closing_writes_figures_digest_and_source_into_the_chain():
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=3, abstain=1)
    poll = close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    event = AuditEvent.objects.get(kind="voting.poll_closed")
    assert event.payload == {
        "votes_for": 3, "votes_against": 0, "abstained": 1, "silent": 0, "present": 4, "needed": 3, "outcome": "adopted",
        "ballots_digest": poll.ballots_digest, "source": "decree-747:10@2024-12-27",
    }  # fmt: skip
    assert event.actor_id == secretary.pk
    assert poll.closed_at == CLOSED


def test_draft_closed_and_void_polls_are_not_closed():
    draft, secretary, _ = drafted()
    with pytest.raises(TransitionRefused):
        close_poll(poll_id=draft.pk, actor=secretary, at=CLOSED)

    poll = open_poll(poll_id=draft.pk, actor=secretary, at=OPENED)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    with pytest.raises(TransitionRefused):
        close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    with pytest.raises(TransitionRefused):
        open_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)


def test_adopted_poll_on_a_text_makes_the_decision_of_that_very_text():
    poll, secretary, persons = opened(on_text=True, effect="decisions.adopt")
    vote_all(poll, persons, votes_for=4)

    poll = close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    assert poll.decision.version_id == poll.version_id


def test_rejected_poll_runs_no_effect():
    poll, secretary, persons = opened(on_text=True, effect="decisions.adopt")
    vote_all(poll, persons, votes_for=2, against=2)

    poll = close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    assert poll.outcome == "rejected"
    assert not hasattr(poll, "decision")


# -- annulling -------------------------------------------------------------------------------------


def test_open_poll_is_annulled_with_a_reason_and_keeps_its_ballots():
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=2)

    poll = void_poll(poll_id=poll.pk, reason="Залда байланыс үзілді", actor=secretary, at=CLOSED)

    assert (poll.state, poll.void_reason, poll.voided_at) == ("void", "Залда байланыс үзілді", CLOSED)
    assert poll.ballots.count() == 2
    payload = AuditEvent.objects.get(kind="voting.poll_voided").payload
    assert (payload["was"], payload["ballots"]) == ("open", 2)
    assert "байланыс" not in str(payload)


def test_annulling_needs_a_reason():
    poll, secretary, _ = opened()
    before = written()

    with pytest.raises(InvalidValue):
        void_poll(poll_id=poll.pk, reason="  ", actor=secretary, at=CLOSED)

    assert written() == before


def test_closed_poll_is_never_annulled():
    poll, secretary, _ = opened()
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    with pytest.raises(TransitionRefused):
        void_poll(poll_id=poll.pk, reason="Қайта санау", actor=secretary, at=CLOSED)


def test_repeat_after_an_annulled_poll_starts_from_nothing():
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=4)
    void_poll(poll_id=poll.pk, reason="Қате сұрақ", actor=secretary, at=CAST + SECOND)

    again = draft_poll(meeting_id=poll.meeting_id, kind="procedural", **QUESTION, actor=secretary, at=CLOSED)
    again = open_poll(poll_id=again.pk, actor=secretary, at=CLOSED)
    poll = close_poll(poll_id=again.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))

    assert (poll.votes_for, poll.silent) == (0, 4)


# -- the sitting around a poll ---------------------------------------------------------------------


def test_sitting_waits_for_its_open_poll():
    poll, secretary, _ = opened(on_text=True)

    for act in (
        lambda: close_meeting(meeting_id=poll.meeting_id, actor=secretary, at=CAST),
        lambda: call_break(meeting_id=poll.meeting_id, actor=secretary, at=CAST),
        lambda: end_item(item_id=poll.item_id, actor=secretary, at=CAST),
    ):
        with pytest.raises(refusals.AnotherPollOpen):
            act()

    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    close_meeting(meeting_id=poll.meeting_id, actor=secretary, at=CLOSED)


def test_members_of_one_body_are_no_voters_of_the_other():
    poll, _, _ = opened(kind="council")
    outsider = make_council(0) or make_person()
    seat(outsider, "assembly")

    with pytest.raises(refusals.NotOnRoll):
        vote(poll, outsider)


def test_item_with_another_draft_keeps_the_version_named_by_the_poll():
    meeting, secretary, _ = sitting()
    item = with_current_item(meeting, secretary)
    first = item.draft.latest
    from assembly.documents.services.versions import add_version

    add_version(
        document_id=item.draft_id, text_kk="Жаңа мәтін", text_ru="Новый текст", actor=secretary, at=BEGUN
    )
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind="substantive", **QUESTION, version_id=first.pk, actor=secretary,
        at=BEGUN,
    )  # fmt: skip

    assert poll.version_id == first.pk
