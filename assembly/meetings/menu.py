"""The room's line in the menu of the workspace."""

from typing import Any

from django.utils.timezone import localdate

from assembly.meetings.querysets import SEES_ALL
from assembly.people.enums import Role
from assembly.people.rights import roles_of

SITS = frozenset({Role.MEMBER, Role.COUNCIL_MEMBER, Role.REGIONAL_SECRETARY})


def sees_meetings(user: Any) -> bool:
    """Say whether the person reads sittings: those who see all of them, members of the organs, who runs those of a region."""
    return bool(roles_of(user, on=localdate()) & (SEES_ALL | SITS))
