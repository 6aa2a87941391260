"""How terms of assignments are reminded of: the room's plan for the reminder run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assembly.deadlines.plans import Audience, ReminderPlan, Watched
from assembly.decisions.models import Assignment
from assembly.decisions.selectors import executors_of, heads_of, heads_of_secretariat
from assembly.people.models import Person


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of assignments that await their executor and are due by ``until``."""
    found = Assignment.objects.awaiting_executor().filter(due_on__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock an assignment that still awaits its executor; one that is being acted on is left alone."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",), skip_locked=True)
        .awaiting_executor()
        .filter(pk=key)
        .first()
    )
    if assignment is None:
        return None
    return Watched(subject_id=assignment.pk, term=assignment.due_on, since=assignment.given_on)


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell about an assignment."""
    if audience is Audience.SECRETARIAT:
        return heads_of_secretariat(on=on)
    assignment = Assignment.objects.get(pk=key)
    if audience is Audience.HEAD:
        return heads_of(assignment, on=on)
    return executors_of(assignment, on=on)


def path(key: int) -> str:
    """Return where the notice leads."""
    return f"/control/assignments/{key}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the assignment by."""
    return {"assignment_id": key}


PLAN = ReminderPlan(
    subject_type="assignment",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages={
        "before": "decisions.reminder_before",
        "due": "decisions.reminder_due",
        "overdue": "decisions.reminder_overdue",
        "escalation": "decisions.reminder_escalation",
    },
    path=path,
    context=context,
)
