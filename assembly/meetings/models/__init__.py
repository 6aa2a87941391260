"""Sittings: agenda, roll, presence, quorum, minutes."""

from assembly.meetings.models.agenda import AgendaItem
from assembly.meetings.models.meetings import Meeting, MeetingInvitation
from assembly.meetings.models.minutes import Minutes
from assembly.meetings.models.presence import PresenceSpan, QuorumChange, RollEntry

__all__ = [
    "AgendaItem",
    "Meeting",
    "MeetingInvitation",
    "Minutes",
    "PresenceSpan",
    "QuorumChange",
    "RollEntry",
]
