"""Who signs in with a second factor, and whether he has one.

The Chairman, the Secretariat and the coordinators of state bodies act for others: for them it is a duty.
Rooms that know further offices register them. Everybody else is offered it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator

from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import roles_of

# What proves a person a second time; recovery codes only stand in for one of these.
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ROLES_BOUND = frozenset({Role.CHAIRMAN, Role.HEAD_OF_SECRETARIAT, Role.SECRETARIAT, Role.STATE_COORDINATOR})

DutySource = Callable[[User, date], bool]
_sources: list[DutySource] = []


def register_duty(source: DutySource) -> None:
    """Register who else must have a second factor; called from ``ready()``."""
    _sources.append(source)


def must_have_second_factor(user: User, *, on: date) -> bool:
    """Say whether the seats that ``user`` holds on a day ask for a second factor.

    A system administrator holds no seat and reaches everything that is looked at: he is bound too.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(
        user.is_staff or ROLES_BOUND & roles_of(user, on=on) or any(source(user, on) for source in _sources)
    )


def has_second_factor(user: User) -> bool:
    """Say whether ``user`` has an application or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=PRIMARY).exists()


def factors_of(user: User) -> dict[str, list[Any]]:
    """Return what a user has by its type, each wrapped by allauth; a passkey knows its name."""
    found: dict[str, list[Any]] = {kind.value: [] for kind in Authenticator.Type}
    for authenticator in Authenticator.objects.filter(user_id=user.pk).order_by("created_at"):
        found[authenticator.type].append(authenticator.wrap())
    return found


def is_last_of(user: User, authenticator: Authenticator) -> bool:
    """Say whether nothing but recovery codes would remain without ``authenticator``."""
    others = Authenticator.objects.filter(user_id=user.pk, type__in=PRIMARY).exclude(pk=authenticator.pk)
    return not others.exists()
