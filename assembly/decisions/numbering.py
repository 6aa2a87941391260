"""The registry of how an organ's decisions are numbered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assembly.voting.models import Poll


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a decision gets its number.

    Args:
        series: code of the number series, registered by the organ's room (``documents.series``).
        within: gives what the decision is counted within; ``""`` when the number follows from the poll
            itself (№ of the minutes / № of the item).
        values: gives the values of the template's places from the poll.
    """

    series: str
    within: Callable[[Poll], str]
    values: Callable[[Poll], Mapping[str, object]]


NUMBERINGS: dict[str, Numbering] = {}


def register_numbering(body_kind: str, numbering: Numbering) -> None:
    """Register an organ's numbering; its room calls this from ``ready()``.

    Raises:
        ValueError: the organ has one already.
    """
    if body_kind in NUMBERINGS:
        raise ValueError(f"{body_kind!r} has a numbering already")
    NUMBERINGS[body_kind] = numbering
