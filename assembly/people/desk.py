"""The desk: what waits for a person today. Rooms register what they put on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assembly.people.models import User


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing that waits: its title, why, until when or since when, and one button.

    ``tone`` is one of ``""``, ``"warm"``, ``"hot"``; ``chip`` is ``(kind, icon, word)`` or ``None``.
    """

    title: str
    reason: str
    url: str
    action: str
    icon: str
    due_on: date | None = None
    tone: str = ""
    chip: tuple[str, str, str] | None = None
    legal_ref: Any = None
    is_primary: bool = True
    order: int = 50
    since_on: date | None = None


DeskSource = Callable[[User, date], list[DeskItem]]
_sources: list[DeskSource] = []


def register_desk_source(source: DeskSource) -> None:
    """Register a room's contribution to desks; called from ``ready()``."""
    _sources.append(source)


def desk_of(user: User, *, on: date) -> list[DeskItem]:
    """Return all that waits for ``user``, the most urgent first."""
    items = [item for source in _sources for item in source(user, on)]
    return sorted(
        items, key=lambda item: (item.due_on or date.max, item.order, item.since_on or date.max, item.title)
    )
