"""The room's line in the menu of the workspace."""

from typing import Any

from django.utils.timezone import localdate

from council.permissions import can_view_council


def sees_council(user: Any) -> bool:
    """Say whether the person reads the Council's page today."""
    return can_view_council(user, on=localdate())
