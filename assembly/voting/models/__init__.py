"""Polls, their frozen voters, ballots."""

from assembly.voting.models.polls import Ballot, Poll, PollVoter

__all__ = ["Ballot", "Poll", "PollVoter"]
