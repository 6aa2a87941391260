"""Open work that this room knows: assignments that a person controls, and those he works on as an officer."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.handovers import officers_in_scope, scope_of, staff
from assembly.decisions.models import Assignment
from assembly.decisions.services.handing import change_controller, change_officer
from assembly.people.handovers import HandoverKind, OpenWork, register_handover
from assembly.people.models import Person

CONTROLS, WORKS = "decisions.controls", "decisions.works"


def controls_of(person: Person, _on: date) -> list[OpenWork]:
    """Return the assignments under control whose controller is the person."""
    mine = Assignment.objects.under_control().filter(controller=person)
    return [_work(assignment) for assignment in mine.with_names().order_by("due_on", "pk")]


def works_of(person: Person, _on: date) -> list[OpenWork]:
    """Return the assignments of state bodies on which the person works."""
    mine = Assignment.objects.under_control().filter(officer=person, lead_state_body__isnull=False)
    return [
        _work(assignment, scope_of(assignment.lead_state_body_id or 0))
        for assignment in mine.with_names().order_by("due_on", "pk")
    ]


def _work(assignment: Assignment, scope: str = "") -> OpenWork:
    return OpenWork(assignment.pk, f"№ {assignment.number}. {assignment.title}", scope, assignment.due_on)


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_handover(
        HandoverKind(CONTROLS, _("Assignments under his control"), controls_of, staff, change_controller)
    )
    register_handover(
        HandoverKind(WORKS, _("Assignments he works on"), works_of, officers_in_scope, change_officer)
    )
