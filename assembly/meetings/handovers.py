"""Open work that this room knows: sittings whose secretary a person is and whose minutes are not composed yet."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.handovers import staff
from assembly.common.clock import day_of
from assembly.common.names import in_language
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import Meeting
from assembly.meetings.services.handing import change_secretary
from assembly.people.handovers import HandoverKind, OpenWork, register_handover
from assembly.people.models import Person

SITTINGS = "meetings.sittings"


def sittings_of(person: Person, _on: date) -> list[OpenWork]:
    """Return the sittings that the person keeps as secretary; composed minutes name who kept them."""
    mine = (
        Meeting.objects.filter(secretary=person, minutes__isnull=True)
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts_at", "pk")
    )
    return [
        OpenWork(meeting.pk, in_language(meeting, "title"), due_on=day_of(meeting.starts_at))
        for meeting in mine
    ]


def register() -> None:
    """Register the kind; called from ``ready()``."""
    register_handover(
        HandoverKind(SITTINGS, _("Sittings whose secretary he is"), sittings_of, staff, change_secretary)
    )
