"""The room's lines in the menu of the workspace."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assembly.chairman.models import Matter
from assembly.chairman.permissions import SIGN_MATTER
from assembly.chairman.querysets import SEES_THE_DESK
from assembly.common.navigation import register
from assembly.people.enums import Role
from assembly.people.rights import has_right, roles_of


def sees_the_desk(user: Any) -> bool:
    """Say whether the person sees the Chairman's matters: he himself and the Secretariat."""
    return bool(roles_of(user, on=localdate()) & SEES_THE_DESK)


def waiting_for(user: Any) -> tuple[QuerySet[Matter], ...]:
    """Return the matters that wait for this very person, to be counted."""
    return (Matter.objects.waiting(),) if has_right(user, SIGN_MATTER, on=localdate()) else ()


def sees_the_deputies(user: Any) -> bool:
    """Say whether the person sees the deputies and their rotation: the Chairman, the Secretariat, deputies."""
    return bool(roles_of(user, on=localdate()) & (SEES_THE_DESK | {Role.DEPUTY_CHAIR}))


def register_lines() -> None:
    """Register the lines of matters and of orders; called from ``ready()``."""
    group = _("Chairman")
    register(
        group, _("Matters for the Chairman"), "chairman:matters", "feather", 210,
        right=sees_the_desk, count=waiting_for, is_hot=True,
    )  # fmt: skip
    register(group, _("Orders"), "chairman:acts", "scroll-text", 220, right=sees_the_desk)
