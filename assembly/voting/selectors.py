"""What is read from polls: figures, digests, the vote of one person, what changed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db.models import Count, Q

from assembly.voting.enums import Choice, Outcome, PollState
from assembly.voting.models import Ballot, Poll, PollVoter


@dataclass(frozen=True, slots=True)
class Tally:
    """The four figures of a poll, in persons; they add up to those present when it opened."""

    votes_for: int
    votes_against: int
    abstained: int
    silent: int

    @property
    def voted(self) -> int:
        """Return how many cast a vote."""
        return self.votes_for + self.votes_against + self.abstained

    @property
    def present(self) -> int:
        """Return the base: everybody present at the opening, abstention and silence included."""
        return self.voted + self.silent


def tally_of(poll: Poll) -> Tally:
    """Count the ballots of an opened poll.

    Raises:
        ValueError: the poll was never opened.
    """
    if poll.present_count is None:
        raise ValueError("a poll is counted from its opening on")
    counts = poll.ballots.aggregate(
        votes_for=Count("pk", filter=Q(choice=Choice.FOR)),
        votes_against=Count("pk", filter=Q(choice=Choice.AGAINST)),
        abstained=Count("pk", filter=Q(choice=Choice.ABSTAIN)),
    )
    return Tally(**counts, silent=poll.present_count - sum(counts.values()))


def stored_tally(poll: Poll) -> Tally | None:
    """Return the figures fixed at closing; ``None`` for a poll that is not closed."""
    if poll.state != PollState.CLOSED:
        return None
    return Tally(poll.votes_for or 0, poll.votes_against or 0, poll.abstained or 0, poll.silent or 0)


def outcome_by(poll: Poll, tally: Tally) -> Outcome:
    """Return what the rule frozen in the poll makes of figures."""
    is_adopted = poll.majority.is_met_by(tally.votes_for, of=tally.present)
    return Outcome.ADOPTED if is_adopted else Outcome.REJECTED


def digest_of_ballots(poll: Poll) -> str:
    """Return sha256 over the ballots as ``[[voter, choice, moment], …]`` sorted by voter, hexadecimal.

    The moment is in UTC with microseconds, so that no column of an open ballot can be changed unseen.
    """
    ballots = [
        [voter, choice, cast_at.astimezone(UTC).isoformat(timespec="microseconds")]
        for voter, choice, cast_at in poll.ballots.order_by("voter_id").values_list(
            "voter_id", "choice", "cast_at"
        )
    ]
    return hashlib.sha256(json.dumps(ballots, separators=(",", ":")).encode()).hexdigest()


def digest_of_roll(poll: Poll) -> str:
    """Return sha256 over the poll's voters as ``[[voter, person], …]`` sorted by voter, hexadecimal."""
    voters = sorted(poll.voters.values_list("pk", "person_id"))
    return hashlib.sha256(json.dumps(voters, separators=(",", ":")).encode()).hexdigest()


def rule_words(poll: Poll) -> str:
    """Return the frozen rule as the chain records it: ``more_than 1/2 decree-747:10@2024-12-27``."""
    return f"{poll.majority_comparison} {poll.majority_numerator}/{poll.majority_denominator} {poll.majority_ref}"


def voter_of(poll: Poll, user: Any) -> PollVoter | None:
    """Return the place of ``user`` on the poll's frozen roll, if he has one."""
    return poll.voters.filter(person__user=user).first()


def ballot_of(poll: Poll, user: Any) -> Ballot | None:
    """Return the vote that ``user`` has cast in the poll, if he has."""
    return poll.ballots.filter(voter__person__user=user).first()


def named_votes(poll: Poll) -> list[tuple[PollVoter, str]]:
    """Return the voters in the order of the roll, each with his choice; an empty one for silence."""
    choices = dict(poll.ballots.values_list("voter_id", "choice"))
    return [(voter, choices.get(voter.pk, "")) for voter in poll.voters.select_related("entry")]
