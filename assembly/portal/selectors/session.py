"""The public page of a Session: its sittings with quorum and agenda, what it decided."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assembly.common.pieces import Chip
from assembly.decisions.public import CHIPS, public_decisions
from assembly.law.acts import ref_of
from assembly.law.refs import LegalRef
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.selectors import presence_at
from sessions.models import AssemblySession


@dataclass(frozen=True, slots=True)
class SittingShown:
    """A sitting with who was present when it opened, and the items that everybody may read."""

    meeting: Meeting
    items: list[AgendaItem]
    present: int
    hall: int
    legal_ref: LegalRef | None

    @property
    def remote(self) -> int:
        """Return how many took part remotely at the opening."""
        return self.present - self.hall


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A convened Session as everybody may read it."""

    assembly_session: AssemblySession
    sittings: list[SittingShown]
    decisions: list[tuple[Any, Chip]]


def session_shown(assembly_session: AssemblySession, *, on: date) -> SessionShown:
    """Return what the page of a Session shows; decisions stand as they are on a day."""
    meetings = [sitting.meeting for sitting in assembly_session.sittings.select_related("meeting")]
    rows = public_decisions(on=on).filter(meeting__in=meetings)
    return SessionShown(
        assembly_session,
        [_sitting(meeting) for meeting in meetings],
        [(decision, CHIPS[decision.public_state]) for decision in rows],
    )


def _sitting(meeting: Meeting) -> SittingShown:
    items = list(meeting.items.public().order_by("number"))
    present, hall = presence_at(meeting, meeting.opened_at) if meeting.opened_at else (0, 0)
    legal_ref = ref_of(meeting.quorum_ref) if meeting.quorum_ref else None
    return SittingShown(meeting, items, present, hall, legal_ref)
