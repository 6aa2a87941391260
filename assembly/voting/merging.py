"""What this room says when two cards of one person become one: no poll ever changes."""

from collections.abc import Sequence

from assembly.common.errors import DomainError
from assembly.people.merging import register_merge_check, register_staying
from assembly.people.models import Person
from assembly.voting.models import PollVoter
from assembly.voting.refusals import BothVotedInOnePoll


def in_one_poll(kept: Person, other: Person) -> Sequence[DomainError]:
    """Refuse where both were entitled in one poll: two votes were two persons'."""
    twice = PollVoter.objects.filter(person=other, poll__voters__person=kept).first()
    return [BothVotedInOnePoll(poll=twice.poll_id)] if twice is not None else []


def register() -> None:
    """Register it; called from ``ready()``."""
    register_merge_check(in_one_poll)
    register_staying("voting.PollVoter", "person", "the voters of a poll never change")
    register_staying("voting.Teller", "person", "who was elected to count never changes")
