"""Who may do what: rights are declared beside the acts, seats are asked, nothing is copied.

A room declares each right of its acts with the roles that hold it and the paragraph it rests on.
Which roles a user has on a day is answered by sources registered by the rooms that know seats
(``bodies``). What is granted by hand to one person for one object lies in guardian's tables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from assembly.common.errors import NotAllowed
from assembly.law.refs import LegalRef
from assembly.people.enums import Role
from assembly.people.models import User

RolesSource = Callable[[User, date], frozenset[Role]]


@dataclass(frozen=True, slots=True)
class Right:
    """An act that only some may do."""

    code: str
    roles: frozenset[Role]
    legal_ref: LegalRef | None


RIGHTS: dict[str, Right] = {}
_sources: list[RolesSource] = []


def declare(code: str, *roles: Role, legal_ref: LegalRef | None = None) -> str:
    """Declare a right (``room.verb_object``), who holds it by his seat, and on what it rests.

    Raises:
        ValueError: the right is declared already.
    """
    if code in RIGHTS:
        raise ValueError(f"right {code!r} is declared twice")
    RIGHTS[code] = Right(code, frozenset(roles), legal_ref)
    return code


def register_roles_source(source: RolesSource) -> None:
    """Register who can say which seats a user holds; called from ``ready()``."""
    _sources.append(source)


def roles_of(user: User | AnonymousUser | None, *, on: date) -> frozenset[Role]:
    """Return the seats that ``user`` holds on a day; none for the unknown, the inactive, nobody."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset().union(*(source(user, on) for source in _sources))


def has_right(user: User | AnonymousUser | None, code: str, *, on: date, subject: Any = None) -> bool:
    """Say whether ``user`` may do the act on a day, by his seat or by a grant on ``subject``.

    Raises:
        LookupError: no room declared the right.
    """
    right = RIGHTS.get(code)
    if right is None:
        raise LookupError(f"right {code!r} is not declared")
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    return bool(right.roles & roles_of(user, on=on))


def require_right(user: User | AnonymousUser | None, code: str, *, on: date, subject: Any = None) -> None:
    """Raise unless ``user`` may do the act.

    Raises:
        NotAllowed: he may not.
        LookupError: no room declared the right.
    """
    if not has_right(user, code, on=on, subject=subject):
        raise NotAllowed(legal_ref=RIGHTS[code].legal_ref, act=code)
