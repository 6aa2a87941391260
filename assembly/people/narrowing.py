"""The registry of narrowings: rooms that know more about persons offer filters for their list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One more filter of the list of persons.

    Args:
        name: name of the field in the address.
        label: words beside the field.
        choices: gives the values with their words, without the empty one.
        narrow: ``narrow(persons, value, on)`` returns the persons of a value on a day.
    """

    name: str
    label: Any
    choices: Callable[[], list[tuple[str, Any]]]
    narrow: Callable[[Any, str, date], Any]


NARROWINGS: dict[str, Narrowing] = {}


def register_narrowing(narrowing: Narrowing) -> None:
    """Register a filter; called from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    if narrowing.name in NARROWINGS:
        raise ValueError(f"narrowing {narrowing.name!r} is registered twice")
    NARROWINGS[narrowing.name] = narrowing
