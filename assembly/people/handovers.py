"""The registry of hand-overs: rooms say what open work a person holds and how it goes to another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from assembly.people.models import Person

Words = str | Promise


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One thing that waits on a person.

    Args:
        item: number of the record within its kind.
        title: what it is, in the reader's language.
        scope: opaque name of who may take it over: works of one scope have the same successors.
        due_on: until when, where there is a term.
    """

    item: int
    title: str
    scope: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverKind:
    """A kind of open work that a room knows.

    Args:
        name: ``room.works``: ``decisions.controls``.
        label: what these works are, in the plural.
        open_of: ``open_of(person, on)`` lists what the person holds.
        successors: ``successors(person, scope, on)`` lists who may take works of a scope over.
        hand_over: ``hand_over(item=, successor=, actor=, at=)`` moves one work and writes its event.
    """

    name: str
    label: Words
    open_of: Callable[[Person, date], list[OpenWork]]
    successors: Callable[[Person, str, date], Iterable[Person]]
    hand_over: Callable[..., Any]


HANDOVERS: dict[str, HandoverKind] = {}


def register_handover(kind: HandoverKind) -> None:
    """Register a kind of open work; called from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    if kind.name in HANDOVERS:
        raise ValueError(f"hand-over {kind.name!r} is registered twice")
    HANDOVERS[kind.name] = kind


@dataclass(frozen=True, slots=True)
class Bundle:
    """Works of one kind and scope that a person holds, with those who may take them over."""

    kind: HandoverKind
    scope: str
    works: list[OpenWork]
    successors: list[Person]

    @property
    def name(self) -> str:
        """Return the name of the bundle's fields in a form."""
        return f"{self.kind.name}|{self.scope}"


@dataclass(frozen=True, slots=True)
class Handing:
    """What becomes of a bundle: a successor's number, or the reason for leaving it where it is."""

    successor_id: int | None = None
    reason: str = ""


def bundles_of(person: Person, *, on: date, kinds: Iterable[str] | None = None) -> list[Bundle]:
    """Return all that waits on ``person`` on a day, in the order in which rooms registered."""
    found = []
    for kind in HANDOVERS.values():
        if kinds is not None and kind.name not in kinds:
            continue
        by_scope: dict[str, list[OpenWork]] = {}
        for work in kind.open_of(person, on):
            by_scope.setdefault(work.scope, []).append(work)
        for scope, works in by_scope.items():
            successors = [other for other in kind.successors(person, scope, on) if other.pk != person.pk]
            found.append(Bundle(kind, scope, works, successors))
    return found


def successors_among(persons: Iterable[Person]) -> list[Person]:
    """Return those of ``persons`` who can take work over: they can sign in."""
    return [person for person in persons if person.user is not None and person.user.is_active]
