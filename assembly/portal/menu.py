"""Whom the room's lines in the menu of the workspace are for."""

from typing import Any

from django.utils.timezone import localdate

from assembly.decisions.permissions import SEE_CONTROL
from assembly.people.rights import has_right


def reads_public_decisions(user: Any) -> bool:
    """Say whether the person reads decisions as everybody does, having no list of control."""
    return not has_right(user, SEE_CONTROL, on=localdate())
