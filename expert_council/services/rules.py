"""Rules of the Scientific-Expert Council. Pure: integers in, verdicts out.

The Regulation gives the Council neither a quorum nor a majority and leaves open how its chair is elected
beyond "at its meeting" (п. 22). What stands here is the portal's default, shown as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assembly.law.acts import not_by_law
from assembly.law.thresholds import Comparison, Threshold

QUORUM_KEY, MAJORITY_KEY = "expert_council.quorum", "expert_council.majority"
# By analogy with the Assembly's own organs; of all members.
QUORUM_DEFAULT = (Threshold(2, 3, Comparison.AT_LEAST, not_by_law(QUORUM_KEY)),)
# Of those present.
MAJORITY_DEFAULT = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(MAJORITY_KEY)),)
MOST_ROUNDS = 2
CARRIED_OVER = 2


@dataclass(frozen=True, slots=True)
class CandidateVotes:
    """What one candidate got in a round: votes in favour, and whether they reach the majority."""

    candidate: int
    votes_for: int
    is_enough: bool


@dataclass(frozen=True, slots=True)
class RoundResult:
    """How a round ended: who is elected, or who goes on to the next one; neither when it failed."""

    elected: int | None = None
    carried: tuple[int, ...] = ()


def result_of_round(votes: Sequence[CandidateVotes], *, number: int) -> RoundResult:
    """Return how a round ended.

    Elected is the one with most votes among those who reach the majority. A tie among them goes on with the
    tied; a round in which nobody reaches it goes on with the two who have most, everybody level with the second
    included. After the last round nobody goes on: a new election is held.

    Args:
        votes: all candidates of the round.
        number: which round it was, from one.

    Raises:
        ValueError: there was no candidate.

    Source:
        Положение (Указ № 747), п. 22: «избираются на заседании»; the order of rounds is not set by law.
    """
    if not votes:
        raise ValueError("a round without candidates")
    reached = [one for one in votes if one.is_enough]
    if reached:
        most = max(one.votes_for for one in reached)
        first = [one.candidate for one in reached if one.votes_for == most]
        if len(first) == 1:
            return RoundResult(elected=first[0])
        return RoundResult(carried=tuple(first)) if number < MOST_ROUNDS else RoundResult()
    if number >= MOST_ROUNDS or len(votes) == 1:
        return RoundResult()
    least = sorted((one.votes_for for one in votes), reverse=True)[CARRIED_OVER - 1]
    return RoundResult(carried=tuple(one.candidate for one in votes if one.votes_for >= least))
