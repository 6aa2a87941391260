"""The registry of annexes: upper rooms put their lines into the minutes of a sitting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assembly.law.refs import LegalRef
from assembly.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """A line of the minutes: when, under which words, what, by which paragraph; ready in both languages."""

    at: datetime
    heading_kk: str
    heading_ru: str
    text_kk: str
    text_ru: str
    legal_ref: LegalRef | None = None


Entries = Callable[[Meeting], list[MinutesEntry]]
ANNEXES: dict[str, tuple[int, Entries]] = {}


def register_annex(code: str, order: int, entries: Entries) -> None:
    """Register what a room puts into the minutes; called from ``ready()``.

    Args:
        code: stable name: ``voting.polls``.
        order: place among lines of the same moment.
        entries: gives the lines of a sitting.

    Raises:
        ValueError: the code is taken.
    """
    if code in ANNEXES:
        raise ValueError(f"annex {code!r} is registered twice")
    ANNEXES[code] = (order, entries)


def entries_of(meeting: Meeting) -> list[MinutesEntry]:
    """Return the lines of all rooms in the order of time."""
    annexes = sorted(ANNEXES.values(), key=lambda annex: annex[0])
    return sorted((line for _, entries in annexes for line in entries(meeting)), key=lambda line: line.at)
