"""What the pages of the room show, as plain values for their templates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.common.names import language_now
from assembly.common.pieces import Chip
from assembly.law.acts import regulation
from assembly.law.competences import competence_of
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Threshold
from assembly.meetings.models import MeetingInvitation
from assembly.people.rights import has_right
from sessions.enums import SessionState
from sessions.models import AssemblySession, PlannedItem, Sitting
from sessions.permissions import DRAFT_SESSION
from sessions.selectors import Answers, Missing, answers_of, members_to_invite, missing_translations
from sessions.services.rules import PROCEDURE

CHIPS = {
    SessionState.DRAFT: ("", "pencil-line"),
    SessionState.PUT: ("info", "hourglass"),
    SessionState.CONVENED: ("ok", "landmark"),
    SessionState.ARCHIVED: ("", "archive"),
}


def chip_of(assembly_session: AssemblySession) -> Chip:
    """Return the state of a Session as a chip."""
    state = SessionState(assembly_session.state)
    kind, icon = CHIPS[state]
    return Chip(kind, icon, state.label)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An agenda item with the competence it rests on."""

    item: PlannedItem
    competence: str
    legal_ref: LegalRef


@dataclass(frozen=True, slots=True)
class SittingCard:
    """A sitting with the answers to its invitation, and the reader's own invitation."""

    sitting: Sitting
    answers: Answers
    quorum: Threshold | None
    mine: MeetingInvitation | None


@dataclass(frozen=True, slots=True)
class SessionPage:
    """All that the page of a Session shows."""

    assembly_session: AssemblySession
    chip: Chip
    agenda: list[AgendaLine]
    missing: list[Missing]
    sittings: list[SittingCard]
    is_staff: bool
    is_draft: bool
    convening: LegalRef


def page_of(assembly_session: AssemblySession, user: Any, *, on: date) -> SessionPage:
    """Gather what the page of a Session shows to ``user``."""
    is_draft = assembly_session.state == SessionState.DRAFT
    return SessionPage(
        assembly_session=assembly_session,
        chip=chip_of(assembly_session),
        agenda=agenda_of(assembly_session),
        missing=missing_translations(assembly_session) if is_draft else [],
        sittings=_sittings_of(assembly_session, user),
        is_staff=has_right(user, DRAFT_SESSION, on=on),
        is_draft=is_draft,
        convening=regulation("5", "5"),
    )


def agenda_of(assembly_session: AssemblySession) -> list[AgendaLine]:
    """Return the planned agenda, each item with its competence and paragraph."""
    lines = []
    for item in assembly_session.planned_items.all():
        competence = competence_of(item.competence)
        lines.append(AgendaLine(item, competence.name(language_now()), competence.legal_ref))
    return lines


def rows_of_putting(assembly_session: AssemblySession, *, on: date) -> list[tuple[Any, Any]]:
    """Return what will happen when the Session is put to the Chairman, for the confirmation."""
    return [
        (
            _("What will happen"),
            _("The draft of the order goes to the Chairman's desk; he is told by letter."),
        ),
        (_("If he signs"), _("The Session is convened: only his act does it.")),
        (_("Date and time"), date_format(localtime(assembly_session.starts_at), "DATETIME_FORMAT")),
        (_("Place"), assembly_session.place),
        (_("Agenda items"), assembly_session.planned_items.count()),
        (_("Invitations to members of the Assembly"), members_to_invite(on)),
    ]


def _sittings_of(assembly_session: AssemblySession, user: Any) -> list[SittingCard]:
    cards = []
    for sitting in assembly_session.sittings.select_related("meeting"):
        meeting = sitting.meeting
        cards.append(
            SittingCard(
                sitting=sitting,
                answers=answers_of(meeting),
                quorum=quorum_on(localtime(meeting.starts_at).date()),
                mine=MeetingInvitation.objects.filter(meeting=meeting, person__user=user).first(),
            )
        )
    return cards


def quorum_on(day: date) -> Threshold | None:
    """Return the Session's quorum rule of a day; none where no edition is in force (archive records)."""
    try:
        return PROCEDURE.on(day).quorum
    except LookupError:
        return None
