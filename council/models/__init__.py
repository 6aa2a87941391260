"""Sittings of the Council on their way to being convened."""

from council.models.council_meetings import CouncilMeeting, PlannedItem

__all__ = ["CouncilMeeting", "PlannedItem"]
