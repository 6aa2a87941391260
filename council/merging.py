"""What this room says when two cards of one person become one."""

from django.db.models import Q

from assembly.people.merging import register_moving
from council.enums import ConveningState


def register() -> None:
    """Register it; called from ``ready()``. Who convened stays as it was written."""
    register_moving("council.CouncilMeeting", "deputy", only=~Q(state=ConveningState.CONVENED))
