"""One ballot per voter: refusals, repeats, and what happens when everybody presses at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from assembly.audit.models import AuditEvent
from assembly.common.errors import InvalidValue, NotAllowed, TransitionRefused
from assembly.voting import refusals
from assembly.voting.models import Ballot
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, open_poll, void_poll
from tests.factories import make_chairman, make_user
from tests.meetings.makers import user_of
from tests.voting.makers import CAST, CLOSED, OPENED, SECOND, drafted, opened, vote, vote_all


def together(*acts):
    """Run the acts in threads that start at the same moment; return what each returned or raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        gate.wait()
        try:
            results[place] = act()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db
class TestCasting:
    def test_vote_is_recorded_once_without_an_event_of_its_own(self):
        poll, _, persons = opened()
        events = AuditEvent.objects.count()

        recorded = vote(poll, persons[0], "abstain")

        assert (recorded.choice, recorded.cast_at, recorded.is_new) == ("abstain", CAST, True)
        ballot = Ballot.objects.get()
        assert (ballot.voter.person_id, ballot.choice, ballot.cast_at) == (persons[0].pk, "abstain", CAST)
        assert AuditEvent.objects.count() == events

    def test_same_vote_again_is_answered_and_not_counted_twice(self):
        poll, _, persons = opened()
        vote(poll, persons[0])

        again = vote(poll, persons[0], at=CAST + SECOND)

        assert (again.is_new, again.cast_at) == (False, CAST)
        assert Ballot.objects.count() == 1

    def test_repeat_after_the_end_learns_that_the_vote_had_arrived(self):
        poll, secretary, persons = opened()
        vote(poll, persons[0])
        close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

        assert vote(poll, persons[0], at=CLOSED + SECOND).is_new is False

    def test_another_choice_is_refused_with_the_time_of_the_first(self):
        poll, _, persons = opened()
        vote(poll, persons[0], "for")

        with pytest.raises(refusals.AlreadyVoted) as refusal:
            vote(poll, persons[0], "against", at=CAST + SECOND)

        assert refusal.value.time == "12:10:30"
        assert Ballot.objects.get().choice == "for"

    @pytest.mark.parametrize("choice", ["", "yes", "FOR", "silent"])
    def test_only_the_three_answers_are_taken(self, choice):
        poll, _, persons = opened()

        with pytest.raises(InvalidValue):
            vote(poll, persons[0], choice)

        assert Ballot.objects.count() == 0

    @pytest.mark.parametrize("maker", [make_user, make_chairman])
    def test_nobody_votes_who_is_not_on_the_roll(self, maker):
        poll, secretary, persons = opened()

        for actor in (maker(), secretary, user_of(persons[5])):
            with pytest.raises(refusals.NotOnRoll):
                cast_vote(poll_id=poll.pk, choice="for", actor=actor, at=CAST)

        assert Ballot.objects.count() == 0

    def test_deactivated_user_votes_no_more(self):
        poll, _, persons = opened()
        user = user_of(persons[0])
        user.is_active = False
        user.save()

        with pytest.raises(NotAllowed):
            cast_vote(poll_id=poll.pk, choice="for", actor=user, at=CAST)

    def test_votes_are_taken_until_the_very_moment_of_the_end(self):
        poll, _, persons = opened(duration_seconds=60)

        assert vote(poll, persons[0], at=OPENED + 60 * SECOND - timedelta(microseconds=1)).is_new
        with pytest.raises(refusals.CastingEnded):
            vote(poll, persons[1], at=OPENED + 60 * SECOND)

        assert Ballot.objects.count() == 1

    def test_closed_void_and_draft_polls_take_no_votes(self):
        poll, secretary, persons = opened()
        close_poll(poll_id=poll.pk, actor=secretary, at=CAST)
        with pytest.raises(refusals.CastingEnded):
            vote(poll, persons[0])

        poll, secretary, persons = opened(members=30, present=30)
        void_poll(poll_id=poll.pk, reason="Қате", actor=secretary, at=CAST)
        with pytest.raises(refusals.PollNotOpen):
            vote(poll, persons[0])

    def test_draft_takes_no_votes(self):
        poll, _, persons = drafted()

        with pytest.raises(refusals.PollNotOpen):
            vote(poll, persons[0])

    def test_cast_costs_one_statement(self, django_assert_num_queries):
        poll, _, persons = opened()
        user = user_of(persons[0])

        # The statement itself goes to the driver, which keeps it prepared: nothing else is asked.
        with django_assert_num_queries(0):
            cast_vote(poll_id=poll.pk, choice="for", actor=user, at=CAST)


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_two_secretaries_one_closes_the_poll(self):
        poll, secretary, persons = opened()
        vote_all(poll, persons, votes_for=3)

        def press():
            return close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED).outcome

        results = together(press, press)

        assert sorted(type(result).__name__ for result in results) == ["Outcome", "TransitionRefused"]
        assert AuditEvent.objects.filter(kind="voting.poll_closed").count() == 1

    def test_of_two_polls_of_one_sitting_one_opens(self):
        poll, secretary, _ = drafted()
        from assembly.voting.services.polls import draft_poll
        from tests.voting.makers import QUESTION

        other = draft_poll(
            meeting_id=poll.meeting_id, kind="procedural", **QUESTION, actor=secretary, at=OPENED
        )
        results = together(
            *(
                lambda key=draft.pk: open_poll(poll_id=key, actor=secretary, at=OPENED).state
                for draft in (poll, other)
            )
        )

        assert sorted(type(result).__name__ for result in results) == ["AnotherPollOpen", "PollState"]

    def test_hundred_casts_of_one_voter_leave_one_ballot(self):
        poll, _, persons = opened()
        user = user_of(persons[0])

        def press(number):
            choice = "for" if number % 2 else "against"
            return cast_vote(poll_id=poll.pk, choice=choice, actor=user, at=CAST)

        results = []
        for start in range(0, 100, 20):
            results += together(*(lambda n=n: press(n) for n in range(start, start + 20)))

        assert Ballot.objects.count() == 1
        kept = Ballot.objects.get().choice
        assert sum(getattr(result, "is_new", False) for result in results) == 1
        for number, result in enumerate(results):
            pressed = "for" if number % 2 else "against"
            if pressed == kept:
                assert result.choice == kept
            else:
                assert isinstance(result, refusals.AlreadyVoted)

    def test_casts_against_closing_are_counted_or_refused_never_half(self):
        poll, secretary, persons = opened(members=24, present=24)
        users = [user_of(person) for person in persons]

        def press(user):
            return cast_vote(poll_id=poll.pk, choice="for", actor=user, at=CAST)

        results = together(
            *(lambda user=user: press(user) for user in users[:12]),
            lambda: close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED),
            *(lambda user=user: press(user) for user in users[12:]),
        )

        accepted = sum(getattr(result, "is_new", False) for result in results)
        refused = sum(isinstance(result, refusals.CastingEnded) for result in results)
        poll.refresh_from_db()
        assert accepted + refused == 24
        assert poll.votes_for == accepted == Ballot.objects.count()
        assert poll.silent == refused

    def test_casts_against_annulling_leave_the_digest_of_what_is_there(self):
        poll, secretary, persons = opened(members=12, present=12)
        users = [user_of(person) for person in persons]

        together(
            *(
                lambda user=user: cast_vote(poll_id=poll.pk, choice="for", actor=user, at=CAST)
                for user in users
            ),
            lambda: void_poll(poll_id=poll.pk, reason="Байланыс", actor=secretary, at=CLOSED),
        )

        event = AuditEvent.objects.get(kind="voting.poll_voided")
        assert event.payload["ballots"] == Ballot.objects.count()

    def test_sitting_does_not_close_beside_an_opening_poll(self):
        from assembly.meetings.services.sittings import close_meeting

        poll, secretary, _ = drafted()
        results = together(
            lambda: open_poll(poll_id=poll.pk, actor=secretary, at=OPENED),
            lambda: close_meeting(meeting_id=poll.meeting_id, actor=secretary, at=OPENED),
        )

        poll.refresh_from_db()
        poll.meeting.refresh_from_db()
        assert (poll.state == "open") != (poll.meeting.state == "closed")
        assert sum(isinstance(result, Exception) for result in results) == 1

    def test_of_closing_and_annulling_one_happens(self):
        poll, secretary, _ = opened()

        results = together(
            lambda: close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED),
            lambda: void_poll(poll_id=poll.pk, reason="Қате", actor=secretary, at=CLOSED),
        )

        assert sum(isinstance(result, TransitionRefused) for result in results) == 1
        assert connection.vendor == "postgresql"
