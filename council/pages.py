"""What the pages of the room show, as plain values for their templates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.bodies.enums import OfficeKind
from assembly.common.names import language_now
from assembly.common.pieces import Chip
from assembly.decisions.models import Decision
from assembly.documents.models import Rendition
from assembly.law.acts import regulation
from assembly.law.competences import competence_of
from assembly.law.refs import LegalRef
from assembly.people.models import User
from assembly.people.rights import has_right
from council.enums import ConveningState
from council.excerpts import PAPER as EXCERPT
from council.models import CouncilMeeting, PlannedItem
from council.permissions import CONVENE_MEETING, ORDER_EXCERPT, is_staff
from council.selectors import Missing, council_on, has_signed_minutes, missing_translations

CHIPS = {
    ConveningState.DRAFT: ("", "pencil-line"),
    ConveningState.PUT: ("info", "hourglass"),
    ConveningState.AGREED: ("warn", "badge-check"),
    ConveningState.CONVENED: ("ok", "users-round"),
}


def chip_of(council_meeting: CouncilMeeting) -> Chip:
    """Return how far the convening is as a chip."""
    state = ConveningState(council_meeting.state)
    kind, icon = CHIPS[state]
    return Chip(kind, icon, state.label)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An agenda item with the competence it rests on."""

    item: PlannedItem
    competence: str
    legal_ref: LegalRef


@dataclass(frozen=True, slots=True)
class CouncilMeetingPage:
    """All that the page of a prepared sitting shows."""

    council_meeting: CouncilMeeting
    chip: Chip
    convener: str
    agenda: list[AgendaLine]
    missing: list[Missing]
    prepares: bool
    convenes: bool
    sees_matter: bool
    orders_excerpts: bool
    paragraph: LegalRef

    @property
    def is_draft(self) -> bool:
        """Say whether the plan can be changed."""
        return self.council_meeting.state == ConveningState.DRAFT

    @property
    def is_agreed(self) -> bool:
        """Say whether the deputy may convene."""
        return self.council_meeting.state == ConveningState.AGREED

    @property
    def may_convene(self) -> bool:
        """Say whether the deputy is offered the button: also without the agreement, so that he is told what lacks."""
        return self.convenes and self.council_meeting.state != ConveningState.CONVENED


def page_of(council_meeting: CouncilMeeting, user: User, *, on: date) -> CouncilMeetingPage:
    """Gather what the page of a prepared sitting shows to ``user``."""
    staff = is_staff(user, on=on)
    is_own = council_meeting.deputy is not None and council_meeting.deputy.user_id == user.pk
    is_draft = council_meeting.state == ConveningState.DRAFT
    return CouncilMeetingPage(
        council_meeting=council_meeting,
        chip=chip_of(council_meeting),
        convener=convener_of(council_meeting),
        agenda=agenda_of(council_meeting),
        missing=missing_translations(council_meeting) if is_draft else [],
        prepares=staff or is_own,
        convenes=is_own and has_right(user, CONVENE_MEETING, on=on),
        sees_matter=bool(council_meeting.matter and (staff or council_meeting.matter.put_by_id == user.pk)),
        orders_excerpts=has_right(user, ORDER_EXCERPT, on=on) and has_signed_minutes(council_meeting),
        paragraph=regulation("12"),
    )


def convener_of(council_meeting: CouncilMeeting) -> str:
    """Return who convenes, by name or by office."""
    if council_meeting.deputy:
        return council_meeting.deputy.full_name
    return str(OfficeKind.CHAIRMAN.label)


def agenda_of(council_meeting: CouncilMeeting) -> list[AgendaLine]:
    """Return the planned agenda, each item with its competence and paragraph."""
    lines = []
    for item in council_meeting.planned_items.all():
        competence = competence_of(item.competence)
        lines.append(AgendaLine(item, competence.name(language_now()), competence.legal_ref))
    return lines


def rows_of_putting(council_meeting: CouncilMeeting) -> list[tuple[Any, Any]]:
    """Return what will happen when the sitting is put to the Chairman, for the confirmation."""
    if council_meeting.deputy:
        happens = (
            _("If he agrees"),
            _("The deputy may convene the meeting; nobody is invited before he does."),
        )
    else:
        happens = (_("If he signs"), _("The Council is convened and its members are invited."))
    return [
        (
            _("What will happen"),
            _("The draft of the act goes to the Chairman's desk; he is told by letter."),
        ),
        happens,
        *_particulars(council_meeting),
    ]


def rows_of_convening(council_meeting: CouncilMeeting, *, on: date) -> list[tuple[Any, Any]]:
    """Return what will happen when the deputy convenes, for the confirmation."""
    return [
        (
            _("What will happen"),
            _("The meeting is convened and its members are invited by letter and notice."),
        ),
        *_particulars(council_meeting),
        (_("Invitations to members of the Council"), len(council_on(on).seats)),
    ]


def _particulars(council_meeting: CouncilMeeting) -> list[tuple[Any, Any]]:
    return [
        (_("Who convenes"), convener_of(council_meeting)),
        (_("Date and time"), date_format(localtime(council_meeting.starts_at), "DATETIME_FORMAT")),
        (_("Place"), council_meeting.place),
        (_("Agenda items"), council_meeting.planned_items.count()),
    ]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision of the sitting with the excerpt from its minutes, once it was ordered."""

    decision: Decision
    excerpt: Rendition | None


def decisions_of(council_meeting: CouncilMeeting) -> list[DecisionLine]:
    """Return the decisions of the sitting with their excerpts, in two queries."""
    if council_meeting.meeting is None:
        return []
    found = list(
        Decision.objects.filter(meeting=council_meeting.meeting).select_related("act").order_by("pk")
    )
    subjects = [f"decision:{decision.pk}" for decision in found]
    excerpts = {
        order.subject: order
        for order in Rendition.objects.filter(template=EXCERPT, subject__in=subjects).order_by("pk")
    }
    return [DecisionLine(decision, excerpts.get(f"decision:{decision.pk}")) for decision in found]
