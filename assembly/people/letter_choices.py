"""Which kinds of news a person may have behind the bell alone, without a letter.

Only what a room registers here can be switched off. A summons to a Session, whatever concerns the safety of
a sign-in, and assignments with their terms are not registered: they always come by letter.
"""

from collections.abc import Collection
from dataclasses import dataclass

from assembly.people.enums import Role


@dataclass(frozen=True, slots=True)
class Choosable:
    """A kind of message that may come without a letter, and the roles to which such news comes."""

    kind: str
    roles: frozenset[Role]


CHOOSABLE: dict[str, Choosable] = {}


def register_choosable(kind: str, *roles: Role) -> None:
    """Say that a kind of message may come without a letter; called from ``ready()``.

    Raises:
        ValueError: it is said already.
    """
    if kind in CHOOSABLE:
        raise ValueError(f"letters of {kind!r} are choosable twice")
    CHOOSABLE[kind] = Choosable(kind, frozenset(roles))


def choosable_for(roles: Collection[Role]) -> list[str]:
    """Return the kinds that come to holders of these roles and may come without a letter."""
    return [one.kind for one in CHOOSABLE.values() if one.roles.intersection(roles)]
