"""One source of words and figures: minutes, recount, desk, arithmetic."""

from contextlib import contextmanager

import pytest

from assembly.audit.models import AuditEvent
from assembly.law.acts import regulation
from assembly.law.thresholds import Comparison, Threshold
from assembly.people.desk import desk_of
from assembly.people.models import Person
from assembly.voting import annex, words
from assembly.voting.form_sources import FORM_SOURCES
from assembly.voting.models import Poll
from assembly.voting.permissions import can_view_poll
from assembly.voting.selectors import stored_tally, tally_of
from assembly.voting.services.polls import close_poll, void_poll
from assembly.voting.verification import recount_polls
from tests.factories import NOON, make_chairman, make_members, make_state_officer, make_user
from tests.meetings.makers import user_of
from tests.voting.makers import CAST, CLOSED, drafted, opened, vote, vote_all
from tests.voting.test_guards import as_owner, run

ON = NOON.date()
HALF = Threshold(1, 2, Comparison.MORE_THAN, regulation("10"))
TWO_THIRDS = Threshold(2, 3, Comparison.AT_LEAST, regulation("15"))


@pytest.mark.parametrize(
    ("rule", "present", "expected"),
    [
        (HALF, 412, "412 × 1/2 = 206; > 206 → 207"),
        (HALF, 11, "11 × 1/2 = 5 1/2; > 5 1/2 → 6"),
        (TWO_THIRDS, 84, "84 × 2/3 = 56; ≥ 56 → 56"),
        (TWO_THIRDS, 11, "11 × 2/3 = 7 1/3; ≥ 7 1/3 → 8"),
    ],
)
def test_reckoning_is_written_in_integers(rule, present, expected):
    assert words.reckoning(rule, present=present) == expected


@contextmanager
def without_triggers():
    """Be somebody who has the whole database in his hands."""
    run("SET session_replication_role = replica")
    try:
        yield
    finally:
        run("SET session_replication_role = origin")


def closed_poll(**fields):
    poll, secretary, persons = opened(members=9, present=9, **fields)
    vote_all(poll, persons, votes_for=6, against=1, abstain=1)
    return close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED), secretary, persons


@pytest.mark.django_db
class TestMinutes:
    def test_closed_poll_enters_the_minutes_in_both_languages(self):
        poll, _, _ = closed_poll()

        [entry] = annex.entries(poll.meeting)

        assert entry.at == CLOSED
        assert entry.legal_ref.code == "decree-747:10@2024-12-27"
        assert "жақтағандар – 6, қарсы – 1, қалыс қалғандар – 1, дауыс бермегендер – 1" in entry.text_kk
        assert "«за» – 6, «против» – 1, «воздержались» – 1, не голосовали – 1" in entry.text_ru
        assert "Решение принято. За: 6, требуется: 5." in entry.text_ru
        assert "9 × 1/2 = 4 1/2; > 4 1/2 → 5; 6 + 1 + 1 + 1 = 9" in entry.text_kk
        assert poll.question_kk in entry.heading_kk
        assert poll.question_ru in entry.heading_ru
        assert not any(name in entry.text_ru for name in poll.voters.values_list("name", flat=True))

    def test_roll_call_enters_the_minutes_by_name(self, monkeypatch):
        monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")
        poll, _, _ = closed_poll()

        [entry] = annex.entries(poll.meeting)

        for name in poll.voters.values_list("name", flat=True):
            assert name in entry.text_kk
            assert name in entry.text_ru

    def test_void_poll_stands_in_the_minutes_with_its_reason_and_a_draft_does_not(self):
        poll, secretary, _ = opened()
        void_poll(poll_id=poll.pk, reason="Қате сұрақ", actor=secretary, at=CLOSED)
        drafted(members=20, present=20)

        [entry] = annex.entries(poll.meeting)

        assert "Қате сұрақ" in entry.text_kk
        assert "Қате сұрақ" in entry.text_ru


@pytest.mark.django_db
class TestRecount:
    def test_sound_polls_have_no_problems(self):
        poll, _, _ = closed_poll()
        assert stored_tally(poll) == tally_of(poll)
        voided, secretary, persons = opened(members=30, present=30)
        vote(voided, persons[0])
        void_poll(poll_id=voided.pk, reason="Қате", actor=secretary, at=CLOSED)

        assert list(recount_polls()) == []

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE voting_ballot SET choice = 'against' WHERE id = (SELECT min(id) FROM voting_ballot)",
            "DELETE FROM voting_ballot WHERE id = (SELECT min(id) FROM voting_ballot)",
            "UPDATE voting_poll SET outcome = 'rejected'",
            "UPDATE voting_poll SET votes_for = 7, votes_against = 0",
            "UPDATE voting_poll SET votes_needed = 1",
            "UPDATE voting_poll SET majority_numerator = 2, majority_denominator = 3",
            "UPDATE voting_poll SET ballots_digest = repeat('0', 64)",
            "UPDATE voting_pollvoter SET person_id = (SELECT max(id) FROM people_person) WHERE id = (SELECT min(id) FROM voting_pollvoter)",
        ],
    )
    def test_any_change_behind_the_portal_is_found(self, change):
        closed_poll()
        make_user()
        with as_owner(), without_triggers():
            run(change)

        assert [problem.where for problem in recount_polls()] != []

    def test_swapped_votes_are_found_though_the_figures_agree(self):
        poll, _, _ = closed_poll()
        first, second = poll.ballots.filter(choice="for").first(), poll.ballots.get(choice="against")
        with as_owner(), without_triggers():
            run("UPDATE voting_ballot SET choice = 'against' WHERE id = %s", first.pk)
            run("UPDATE voting_ballot SET choice = 'for' WHERE id = %s", second.pk)

        assert "the ballots are not those recorded at closing" in [
            problem.what for problem in recount_polls()
        ]


@pytest.mark.django_db
class TestAround:
    def test_open_poll_waits_on_the_desk_until_the_vote(self):
        poll, secretary, persons = opened()
        user = user_of(persons[0])
        assert desk_of(user, on=ON)[0].title == poll.question
        assert f"/{poll.meeting_id}/console/" in "".join(item.url for item in desk_of(secretary, on=ON))

        vote(poll, persons[0], at=CAST)

        assert not [item for item in desk_of(user, on=ON) if item.title == poll.question]

    def test_object_check_is_membership_in_visible_to(self):
        poll, secretary, persons = opened()
        outsider = make_members(1, kind="council")[0]
        users = [secretary, user_of(persons[0]), user_of(persons[5]), make_user(), make_chairman(), make_state_officer(),
                 outsider.user]  # fmt: skip

        seen = [can_view_poll(user, poll, on=ON) for user in users]

        assert seen == [poll in Poll.objects.visible_to(user, on=ON) for user in users]
        assert seen == [True, True, True, False, True, False, False]

    def test_later_merge_of_names_does_not_change_an_ended_poll(self):
        poll, _, persons = closed_poll()
        before = list(poll.voters.values_list("name", flat=True))
        Person.objects.filter(pk=persons[0].pk).update(family_name="Басқа")

        assert list(poll.voters.values_list("name", flat=True)) == before

    def test_payloads_hold_no_names_and_no_texts(self):
        poll, _, persons = closed_poll(on_text=True)

        said = " ".join(str(event.payload) for event in AuditEvent.objects.filter(stream=f"poll:{poll.pk}"))

        for text in (poll.question_ru, persons[0].family_name, poll.version.text_ru):
            assert text not in said
