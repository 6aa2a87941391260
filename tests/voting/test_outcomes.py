"""Closing and annulling: the rule applied, its arithmetic at the boundaries, and the sitting around a poll."""

from datetime import timedelta

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import InvalidValue, TransitionRefused
from assembly.meetings.services.agenda import end_item
from assembly.meetings.services.registration import check_in, check_out
from assembly.meetings.services.sittings import call_break, close_meeting
from assembly.voting import refusals
from assembly.voting.services.polls import close_poll, draft_poll, open_poll, void_poll
from tests.factories import make_council, make_person, seat
from tests.meetings.makers import sitting
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
    written,
)  # fmt: skip

pytestmark = pytest.mark.django_db


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
