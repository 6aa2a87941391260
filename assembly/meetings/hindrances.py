"""The registry of hindrances: upper rooms may stand in the way of an act of the sitting.

A sitting does not close, and an item does not end, while a poll is open on it: the room of polls
says so here, since this room cannot know it.
"""

from collections.abc import Callable

from assembly.meetings.models import Meeting

Hindrance = Callable[[Meeting, str], None]
_hindrances: list[Hindrance] = []


def register_hindrance(hindrance: Hindrance) -> None:
    """Register a check ``hindrance(meeting, event)`` that raises a DomainError; called from ``ready()``.

    ``event`` is a value of ``MeetingEvent`` (call_break, close …) or of ``ItemEvent`` (end, withdraw).
    """
    _hindrances.append(hindrance)


def require_unhindered(meeting: Meeting, event: str) -> None:
    """Raise the first refusal of an upper room against ``event``; runs under the meeting's lock."""
    for hindrance in _hindrances:
        hindrance(meeting, event)
