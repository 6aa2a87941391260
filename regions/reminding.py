"""How terms of regional reports are reminded of: the room's plan for the reminder run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assembly.bodies.enums import OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.deadlines.plans import Audience, ReminderPlan, Watched
from assembly.people.models import Person
from regions.models import RegionalReport
from regions.selectors import leaders_of, workers_of


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of reports that await their region and are due by ``until``."""
    found = RegionalReport.objects.awaiting_region().filter(due_on__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock a report that still awaits its region; one that is being acted on is left alone."""
    report = (
        RegionalReport.objects.select_for_update(of=("self",), skip_locked=True)
        .awaiting_region()
        .filter(pk=key)
        .first()
    )
    if report is None:
        return None
    return Watched(subject_id=report.pk, term=report.due_on, since=report.told_on)


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: the region's secretariat, then the akim who chairs, then the head of the Secretariat."""
    if audience is Audience.SECRETARIAT:
        head = holder_of(OfficeKind.HEAD_OF_SECRETARIAT, on)
        return [head] if head else []
    assembly_id = RegionalReport.objects.values_list("assembly_id", flat=True).get(pk=key)
    return (leaders_of if audience is Audience.HEAD else workers_of)(assembly_id, on=on)


def path(key: int) -> str:
    """Return where the notice leads."""
    return f"/regions/reports/{key}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the report by."""
    return {"report_id": key}


PLAN = ReminderPlan(
    subject_type="regional_report",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages={
        "before": "regions.reminder_before",
        "due": "regions.reminder_due",
        "overdue": "regions.reminder_overdue",
        "escalation": "regions.reminder_escalation",
    },
    path=path,
    context=context,
)
