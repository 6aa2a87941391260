"""The registry of how an organ's decisions are numbered."""

from collections.abc import Callable
from dataclasses import dataclass

from assembly.voting.models import Poll


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a decision gets its number.

    Args:
        scope: gives the number series in which the decision is counted; ``""`` when the number
            follows from the poll itself (№ of the minutes / № of the item).
        number: gives the number from the poll and the count in the series.
    """

    scope: Callable[[Poll], str]
    number: Callable[[Poll, int], str]


NUMBERINGS: dict[str, Numbering] = {}


def register_numbering(body_kind: str, numbering: Numbering) -> None:
    """Register an organ's numbering; its room calls this from ``ready()``.

    Raises:
        ValueError: the organ has one already.
    """
    if body_kind in NUMBERINGS:
        raise ValueError(f"{body_kind!r} has a numbering already")
    NUMBERINGS[body_kind] = numbering
