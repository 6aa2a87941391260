"""Merging never touches a roll or a poll: what was counted can still be verified."""

import io

import pytest
from django.core.management import call_command

from assembly.bodies.refusals import MergeSeatsOverlap
from assembly.meetings.models import RollEntry
from assembly.meetings.refusals import BothOnOneRoll
from assembly.people.merging import hindrances
from assembly.people.services.merge import merge_persons
from assembly.voting.models import PollVoter
from assembly.voting.refusals import BothVotedInOnePoll
from tests.factories import make_person
from tests.portal.worlds import TODAY, build_small_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_two_voters_of_one_poll_are_never_merged_and_a_merged_voter_keeps_his_ballots():
    world = build_small_world()
    first, second = (
        voter.person for voter in PollVoter.objects.filter(poll=PollVoter.objects.first().poll)[:2]
    )
    codes = {type(refusal) for refusal in hindrances(first, second)}
    assert {BothOnOneRoll, BothVotedInOnePoll} <= codes
    with pytest.raises(MergeSeatsOverlap):
        merge_persons(
            kept_id=first.pk, other_id=second.pk, sign_in_from="kept", actor=world.secretary, at=TODAY
        )

    kept = make_person(with_user=False)
    seats, votes = second.memberships.count(), PollVoter.objects.filter(person=second).count()
    merge_persons(kept_id=kept.pk, other_id=second.pk, actor=world.secretary, at=TODAY)

    assert (kept.memberships.count(), second.memberships.count()) == (seats, 0)
    assert PollVoter.objects.filter(person=second).count() == votes > 0
    assert RollEntry.objects.filter(person=kept).count() == 0
    said = io.StringIO()
    call_command("verify", stdout=said)
    assert "audit" in said.getvalue()
