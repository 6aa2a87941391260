"""The room's line in the menu of the workspace."""

from typing import Any

from django.utils.timezone import localdate

from assembly.people.rights import roles_of
from sessions.querysets import SEES_ALL, SEES_CONVENED


def sees_sessions(user: Any) -> bool:
    """Say whether the person reads Sessions: the Chairman, the Secretariat, members."""
    return bool(roles_of(user, on=localdate()) & (SEES_ALL | SEES_CONVENED))
