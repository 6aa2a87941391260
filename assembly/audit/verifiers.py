"""The registry of what ``manage.py verify`` walks: each room registers its own in ``ready()``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not agree with its digest: where, and what is wrong, in English for a log."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Verifier = Callable[[], Iterable[Problem]]
VERIFIERS: dict[str, Verifier] = {}


def register_verifier(name: str, verifier: Verifier) -> None:
    """Register a walk over what a room vouches for; it returns the problems it found.

    Raises:
        ValueError: the name is taken.
    """
    if name in VERIFIERS:
        raise ValueError(f"verifier {name!r} is registered twice")
    VERIFIERS[name] = verifier
