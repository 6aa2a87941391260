"""The Session: the highest organ, gathered in one or more sittings."""

from sessions.models.assembly_sessions import AssemblySession, PlannedItem, Sitting

__all__ = ["AssemblySession", "PlannedItem", "Sitting"]
