"""Who signs in with a second factor, and whether he has one.

The Chairman, his deputies, the Secretariat and the coordinators of state bodies act for others: for them it is a duty.
Rooms that know further offices register them. Everybody else is offered it.
"""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from assembly.common.clock import day_of
from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import roles_of
from assembly.people.terms import GRACE_DAYS, term_on

# What proves a person a second time; recovery codes only stand in for one of these.
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ROLES_BOUND = frozenset(
    {
        Role.CHAIRMAN,
        Role.DEPUTY_CHAIR,
        Role.HEAD_OF_SECRETARIAT,
        Role.SECRETARIAT,
        Role.STATE_COORDINATOR,
    }
)

DutySource = Callable[[User, date], bool]
ShownCode = Callable[[User], str]
_sources: list[DutySource] = []
_shown: list[ShownCode] = []


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


def is_due(user: User, *, on: date) -> bool:
    """Say whether a user must set a second factor up before anything else.

    The term to do so is counted from the day that its present value took effect, or from the opening
    of the account when that is later; by default there is none.
    """
    if has_second_factor(user) or not must_have_second_factor(user, on=on):
        return False
    days, since = term_on(GRACE_DAYS, on=on)
    began = max(since or date.min, day_of(user.date_joined))
    return on >= began + timedelta(days=days)


def used_name(user_id: int, code: str) -> str:
    """Return the name under which a code of an application is remembered as used."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return f"portal.code:{user_id}:{hashlib.sha256(digits.encode()).hexdigest()}"


def register_shown_code(source: ShownCode) -> None:
    """Register who shows the code of an invented person; called from ``ready()`` of the demonstration."""
    _shown[:] = [source]


def shown_code(user: User) -> str:
    """Return the code that the page itself may show, under DEMO alone; else an empty string."""
    return _shown[0](user) if settings.DEMO and _shown else ""


def is_last_of(user: User, authenticator: Authenticator) -> bool:
    """Say whether nothing but recovery codes would remain without ``authenticator``."""
    others = Authenticator.objects.filter(user_id=user.pk, type__in=PRIMARY).exclude(pk=authenticator.pk)
    return not others.exists()
