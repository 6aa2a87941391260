"""What this room says when two cards of one person become one: no roll ever changes."""

from collections.abc import Sequence

from django.db.models import Q

from assembly.common.errors import DomainError
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import RollEntry
from assembly.meetings.refusals import BothOnOneRoll, OnRollOfLiveMeeting
from assembly.people.merging import register_merge_check, register_moving, register_staying
from assembly.people.models import Person

LIVE = (MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK)


def on_rolls(kept: Person, other: Person) -> Sequence[DomainError]:
    """Refuse where both stand on one roll, or one of them on the roll of a sitting that goes on."""
    refusals: list[DomainError] = []
    theirs = RollEntry.objects.filter(person=other)
    twice = theirs.filter(meeting__roll__person=kept).first()
    if twice is not None:
        refusals.append(BothOnOneRoll(name=twice.name, number=twice.number))
    if RollEntry.objects.filter(person__in=(kept, other), meeting__state__in=LIVE).exists():
        refusals.append(OnRollOfLiveMeeting())
    return refusals


def register() -> None:
    """Register it; called from ``ready()``."""
    register_merge_check(on_rolls)
    to_come = Q(meeting__state=MeetingState.CONVENED)
    register_moving("meetings.MeetingInvitation", "person", beside=("meeting",), only=to_come)
    register_moving("meetings.AgendaItem", "rapporteur", only=to_come)
    register_moving("meetings.Meeting", "presiding", only=Q(state=MeetingState.CONVENED))
    register_moving("meetings.Meeting", "secretary", only=Q(state=MeetingState.CONVENED))
    register_staying("meetings.RollEntry", "person", "a roll never changes")
