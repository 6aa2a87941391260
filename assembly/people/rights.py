"""Who may do what: rights are declared beside the acts, seats are asked, nothing is copied.

A room declares each right of its acts with the roles that hold it and the paragraph it rests on.
Which roles a user has on a day is answered by sources registered by the rooms that know seats
(``bodies``). What is granted by hand to one person for one object lies in guardian's tables.

Some bodies have people of their own: a regional assembly its secretariat and its chair. Over such a body a right
that names their standing is theirs, each over his own body alone, and is no longer the seats' of the Assembly.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from assembly.common.errors import NotAllowed
from assembly.law.refs import LegalRef
from assembly.people.enums import Role, Standing
from assembly.people.models import User

RolesSource = Callable[[User, date], frozenset[Role]]
StandingsSource = Callable[[User, Any, date], frozenset[Standing] | None]


@dataclass(frozen=True, slots=True)
class Right:
    """An act that only some may do."""

    code: str
    roles: frozenset[Role]
    legal_ref: LegalRef | None
    own: frozenset[Standing] = frozenset()


RIGHTS: dict[str, Right] = {}
_sources: list[RolesSource] = []
_standings: list[StandingsSource] = []
_kept: ContextVar[dict[tuple[Any, date], frozenset[Role]] | None] = ContextVar("roles_kept", default=None)


@contextmanager
def roles_kept() -> Iterator[None]:
    """Ask for each user's seats once while a page is read.

    A menu of twenty lines asks for twenty rights. Only reading is covered: an act asks anew, under
    its lock, and nothing is kept from one request to the next.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def declare(code: str, *roles: Role, own: Iterable[Standing] = (), legal_ref: LegalRef | None = None) -> str:
    """Declare a right (``room.verb_object``), who holds it by his seat, and on what it rests.

    ``own`` names who holds it over a body that has people of its own, in place of ``roles``.

    Raises:
        ValueError: the right is declared already.
    """
    if code in RIGHTS:
        raise ValueError(f"right {code!r} is declared twice")
    RIGHTS[code] = Right(code, frozenset(roles), legal_ref, frozenset(own))
    return code


def register_roles_source(source: RolesSource) -> None:
    """Register who can say which seats a user holds; called from ``ready()``."""
    _sources.append(source)


def register_standings_source(source: StandingsSource) -> None:
    """Register who can say what a user is to a body with people of its own; called from ``ready()``.

    The source answers ``None`` for whatever is no such body, at no cost.
    """
    _standings.append(source)


def roles_of(user: User | AnonymousUser | None, *, on: date) -> frozenset[Role]:
    """Return the seats that ``user`` holds on a day; none for the unknown, the inactive, nobody."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    kept = _kept.get()
    if kept is None:
        return _ask(user, on)
    if (user.pk, on) not in kept:
        kept[user.pk, on] = _ask(user, on)
    return kept[user.pk, on]


def _ask(user: User, on: date) -> frozenset[Role]:
    return frozenset().union(*(source(user, on) for source in _sources))


def has_right(user: User | AnonymousUser | None, code: str, *, on: date, subject: Any = None) -> bool:
    """Say whether ``user`` may do the act on a day, by his seat or by a grant on ``subject``.

    Over a ``subject`` that has people of its own a right declared for them is theirs alone.

    Raises:
        LookupError: no room declared the right.
    """
    right = RIGHTS.get(code)
    if right is None:
        raise LookupError(f"right {code!r} is not declared")
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    standing = _standing_over(user, subject, on) if right.own and subject is not None else None
    if standing is not None:
        return bool(right.own & standing)
    return bool(right.roles & roles_of(user, on=on)) or is_granted(user, code, subject)


def _standing_over(user: User, subject: Any, on: date) -> frozenset[Standing] | None:
    """Return what ``user`` is to a body with people of its own; ``None`` when it is no such body."""
    found = [standing for source in _standings if (standing := source(user, subject, on)) is not None]
    return frozenset().union(*found) if found else None


def is_granted(user: User, code: str, subject: Any) -> bool:
    """Say whether the right was granted by hand on ``subject``, to the user or to a group of his.

    Only records with guardian tables of their own (``user_grants``, ``group_grants``, direct foreign
    keys) can carry grants. Being a system administrator grants nothing here.
    """
    if not hasattr(subject, "user_grants"):
        return False
    codename = code.partition(".")[2]
    return bool(
        subject.user_grants.filter(user=user, permission__codename=codename).exists()
        or subject.group_grants.filter(group__user=user, permission__codename=codename).exists()
    )


def require_right(user: User | AnonymousUser | None, code: str, *, on: date, subject: Any = None) -> None:
    """Raise unless ``user`` may do the act.

    Raises:
        NotAllowed: he may not.
        LookupError: no room declared the right.
    """
    if not has_right(user, code, on=on, subject=subject):
        raise NotAllowed(legal_ref=RIGHTS[code].legal_ref, act=code)
