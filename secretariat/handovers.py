"""Open work that this room knows: appeals that a person considers."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.handovers import staff
from assembly.people.handovers import HandoverKind, OpenWork, register_handover
from assembly.people.models import Person
from secretariat.models import CitizenAppeal
from secretariat.services.triage import change_executor

APPEALS = "secretariat.appeals"


def appeals_of(person: Person, _on: date) -> list[OpenWork]:
    """Return the appeals under consideration whose executor is the person."""
    mine = CitizenAppeal.objects.in_work().filter(executor=person).order_by("due_on", "pk")
    return [OpenWork(one.pk, f"№ {one.number}. {one.subject}", "", one.due_on) for one in mine]


def register() -> None:
    """Register the kind; called from ``ready()``."""
    register_handover(HandoverKind(APPEALS, _("Appeals he considers"), appeals_of, staff, change_executor))
