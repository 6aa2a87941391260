"""How terms of opinions are reminded of: the room's plan for the reminder run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.common.clock import day_of
from assembly.deadlines.plans import Audience, ReminderPlan, Watched
from assembly.people.models import Person
from expert_council.models import OpinionRequest
from expert_council.permissions import LEADERS


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of opinions that the experts still owe and that are due by ``until``."""
    found = OpinionRequest.objects.awaiting_experts().filter(due_on__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock an opinion that is still owed; one that is being acted on is left alone."""
    row = (
        OpinionRequest.objects.select_for_update(of=("self",), skip_locked=True)
        .awaiting_experts()
        .filter(pk=key)
        .first()
    )
    return Watched(subject_id=row.pk, term=row.due_on, since=day_of(row.asked_at)) if row else None


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: the experts; when late, the leaders of the Council and the head of the Secretariat."""
    if audience is Audience.SECRETARIAT:
        head = holder_of(OfficeKind.HEAD_OF_SECRETARIAT, on)
        return [head] if head else []
    if audience is Audience.HEAD:
        seats = {
            "memberships__body__kind": BodyKind.EXPERT_COUNCIL,
            "memberships__role__in": LEADERS,
            "memberships__term__contains": on,
        }
        return list(Person.objects.filter(**seats).distinct())
    return list(Person.objects.filter(opinions__request=key))


def path(key: int) -> str:
    """Return where the notice leads."""
    return f"/experts/opinions/{key}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the opinion by."""
    return {"request_id": key}


PLAN = ReminderPlan(
    subject_type="opinion_request",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages={
        "before": "expert_council.reminder_before",
        "due": "expert_council.reminder_before",
        "overdue": "expert_council.reminder_overdue",
        "escalation": "expert_council.reminder_overdue",
    },
    path=path,
    context=context,
)
