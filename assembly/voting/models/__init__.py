"""Polls, their frozen voters, ballots; those whom a sitting elects to count."""

from assembly.voting.models.polls import Ballot, Poll, PollVoter
from assembly.voting.models.tellers import CountingCommission, Teller

__all__ = ["Ballot", "CountingCommission", "Poll", "PollVoter", "Teller"]
