"""The database is the second guard: whatever goes past the services is refused by triggers, constraints, roles."""

from contextlib import contextmanager

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from assembly.voting.models import Ballot, Poll, PollVoter
from assembly.voting.models.polls import FROZEN_AT_OPENING
from assembly.voting.services.polls import close_poll, open_poll, void_poll
from tests.voting.makers import CAST, CLOSED, OPENED, SECOND, drafted, opened, vote, vote_all

pytestmark = pytest.mark.django_db

OTHER = {
    "meeting_id": "meeting_id + 1", "item_id": "COALESCE(item_id, 0) + 1", "number": "number + 1", "kind": "'other'",
    "form": "'roll_call'", "effect": "'x'", "effect_params": "'{\"form\": \"open\"}'", "question_kk": "'x'",
    "question_ru": "'x'", "question_en": "'x'", "version_id": "COALESCE(version_id, 0) + 1",
    "members_count": "members_count + 1", "present_count": "present_count + 1",
    "majority_numerator": "majority_numerator + 1", "majority_denominator": "majority_denominator + 1",
    "majority_comparison": "'at_least'", "majority_ref": "'decree-747:15@2024-12-27'", "votes_needed": "votes_needed - 1",
    "opened_at": "opened_at + interval '1 second'",
}  # fmt: skip


def run(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@contextmanager
def as_owner():
    """Work as the owner of the tables, whom no missing privilege stops: triggers alone are left."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE portal_app")


def test_every_frozen_column_has_its_test():
    assert set(OTHER) == set(FROZEN_AT_OPENING)


@pytest.mark.parametrize("column", FROZEN_AT_OPENING)
def test_what_opening_froze_never_changes(column):
    poll, _, _ = opened()

    with pytest.raises(DatabaseError, match="what opening froze never changes"):
        run(f"UPDATE voting_poll SET {column} = {OTHER[column]} WHERE id = %s", poll.pk)


def test_open_poll_does_not_become_a_draft_again():
    poll, _, _ = opened()

    with pytest.raises(DatabaseError, match="what opening froze"):
        run("UPDATE voting_poll SET state = 'draft' WHERE id = %s", poll.pk)


@pytest.mark.parametrize(
    "change",
    ["outcome = 'rejected'", "votes_for = 0", "state = 'open'", "ballots_digest = ''", "closed_at = now()"],
)
def test_closed_poll_never_changes(change):
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=4)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    with pytest.raises(DatabaseError, match="an ended poll never changes"):
        run(f"UPDATE voting_poll SET {change} WHERE id = %s", poll.pk)


def test_void_poll_never_changes():
    poll, secretary, _ = opened()
    void_poll(poll_id=poll.pk, reason="Қате", actor=secretary, at=CLOSED)

    with pytest.raises(DatabaseError, match="an ended poll never changes"):
        run("UPDATE voting_poll SET void_reason = 'x' WHERE id = %s", poll.pk)


@pytest.mark.parametrize("table", ["voting_ballot", "voting_poll", "voting_pollvoter"])
def test_nothing_of_a_poll_is_deleted(table):
    poll, _, persons = opened()
    vote(poll, persons[0])

    with pytest.raises(DatabaseError):
        run(f"DELETE FROM {table}")
    with as_owner(), pytest.raises(DatabaseError, match="Cannot"):
        run(f"DELETE FROM {table}")


def test_ballot_is_final_for_the_portal_s_role_and_for_the_owner():
    poll, _, persons = opened()
    vote(poll, persons[0])

    with pytest.raises(DatabaseError, match="permission denied"):
        run("UPDATE voting_ballot SET choice = 'against'")
    with as_owner(), pytest.raises(DatabaseError, match="Cannot"):
        run("UPDATE voting_ballot SET choice = 'against'")

    assert Ballot.objects.get().choice == "for"


def test_no_setting_of_a_session_switches_a_trigger_off():
    poll, _, persons = opened()
    vote(poll, persons[0])

    with as_owner(), pgtrigger.ignore(), pytest.raises(DatabaseError, match="Cannot"):
        run("DELETE FROM voting_ballot")

    assert Ballot.objects.count() == 1


def test_second_ballot_of_a_voter_is_refused_by_the_table():
    poll, _, persons = opened()
    vote(poll, persons[0])

    with pytest.raises(IntegrityError, match="one_ballot_per_voter"), transaction.atomic():
        Ballot.objects.create(poll=poll, voter=Ballot.objects.get().voter, choice="against", cast_at=CAST)


def test_ballot_with_an_unknown_choice_is_refused_by_the_table():
    poll, _, _ = opened()

    with pytest.raises(IntegrityError, match="ballot_has_a_known_choice"), transaction.atomic():
        Ballot.objects.create(poll=poll, voter=poll.voters.first(), choice="yes", cast_at=CAST)


def test_ballot_past_the_service_is_cast_by_its_voter_while_open():
    poll, secretary, _ = opened()
    voter = poll.voters.first()
    with pytest.raises(DatabaseError, match="while it is open"), transaction.atomic():
        Ballot.objects.create(poll=poll, voter=voter, choice="for", cast_at=poll.closes_at)
    void_poll(poll_id=poll.pk, reason="Қате", actor=secretary, at=CAST)
    with pytest.raises(DatabaseError, match="while it is open"), transaction.atomic():
        Ballot.objects.create(poll=poll, voter=voter, choice="for", cast_at=CAST)

    again, _, _ = drafted(members=20, present=20)
    with pytest.raises(DatabaseError, match="while it is open"), transaction.atomic():
        Ballot.objects.create(poll=again, voter=voter, choice="for", cast_at=CAST)


def test_nobody_joins_or_changes_a_roll_after_opening():
    poll, _, _ = opened()
    voter = poll.voters.first()

    with pytest.raises(DatabaseError, match="nobody joins"), transaction.atomic():
        PollVoter.objects.create(
            poll=poll,
            entry=poll.meeting.roll.last(),
            person=poll.meeting.roll.last().person,
            name="x",
            mode="hall",
        )
    with pytest.raises(DatabaseError, match="Cannot"):
        run("UPDATE voting_pollvoter SET name = 'x' WHERE id = %s", voter.pk)


def test_base_is_the_number_of_names():
    poll, _, _ = drafted()

    with pytest.raises(DatabaseError, match="those present are its voters"):
        run(
            "UPDATE voting_poll SET state = 'open', present_count = 4, members_count = 6, majority_numerator = 1,"
            " majority_denominator = 2, majority_comparison = 'more_than', majority_ref = 'decree-747:10@2024-12-27',"
            " votes_needed = 3, opened_at = now(), closes_at = now() WHERE id = %s",
            poll.pk,
        )


def test_figures_that_are_not_the_ballots_are_refused():
    poll, _, persons = opened()
    vote_all(poll, persons, votes_for=2)

    with pytest.raises(DatabaseError, match="its figures are those of its ballots"):
        run(
            "UPDATE voting_poll SET state = 'closed', closed_at = now(), outcome = 'adopted', votes_for = 4,"
            " votes_against = 0, abstained = 0, silent = 0 WHERE id = %s",
            poll.pk,
        )


def test_one_open_poll_per_sitting_is_a_constraint():
    poll, secretary, _ = opened()
    second = Poll.objects.create(
        meeting=poll.meeting,
        number=9,
        kind="procedural",
        question_kk="Қ",
        question_ru="В",
        created_by=secretary,
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        Poll.objects.filter(pk=second.pk).update(state="open", opened_at=OPENED, present_count=0)


def test_channel_alone_of_a_voter_may_change():
    poll, secretary, _ = drafted()
    open_poll(poll_id=poll.pk, actor=secretary, at=OPENED + SECOND)

    assert PollVoter.objects.filter(poll=poll).update(channel="device") == 4
