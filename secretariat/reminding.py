"""How terms of appeals are reminded of: a plan for triage, a plan for the answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assembly.bodies.selectors import staff_on
from assembly.deadlines.plans import Audience, ReminderPlan, Watched, register_plan
from assembly.decisions.selectors import heads_of_secretariat
from assembly.people.models import Person
from secretariat.models import CitizenAppeal

TRIAGE_BEFORE = (1,)


def triage_due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of appeals that await triage and whose term of triage comes by ``until``."""
    found = CitizenAppeal.objects.awaiting_triage().filter(triage_due_on__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of appeals under consideration that are due by ``until``."""
    found = CitizenAppeal.objects.in_work().filter(due_on__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock_for_triage(key: int) -> Watched | None:
    """Lock an appeal that still awaits triage; one that is being acted on is left alone."""
    appeal = _free().awaiting_triage().filter(pk=key).first()
    return Watched(appeal.pk, appeal.triage_due_on, appeal.registered_on) if appeal else None


def lock(key: int) -> Watched | None:
    """Lock an appeal that is still under consideration; one that is being acted on is left alone."""
    appeal = _free().in_work().filter(pk=key).first()
    return Watched(appeal.pk, appeal.due_on, appeal.given_on) if appeal and appeal.given_on else None


def triage_recipients(_key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell of an appeal that awaits triage: the staff, then the head."""
    if audience is Audience.EXECUTORS:
        return staff_on(on)
    return heads_of_secretariat(on=on) if audience is Audience.HEAD else []


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell of an appeal: its executor, then the head of the Secretariat, who is his own."""
    if audience is Audience.EXECUTORS:
        appeal = CitizenAppeal.objects.select_related("executor").get(pk=key)
        return [appeal.executor] if appeal.executor else []
    return heads_of_secretariat(on=on) if audience is Audience.HEAD else []


def path(key: int) -> str:
    """Return where the notice leads."""
    return f"/secretariat/appeals/{key}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the appeal by."""
    return {"appeal_id": key}


def _free() -> Any:
    return CitizenAppeal.objects.select_for_update(of=("self",), skip_locked=True)


LETTERS = {name: f"secretariat.appeal_{name}" for name in ("before", "due", "overdue", "escalation")}
TRIAGE_PLAN = ReminderPlan(
    subject_type="appeal_triage",
    due_by=triage_due_by,
    lock=lock_for_triage,
    recipients=triage_recipients,
    messages=LETTERS,
    path=path,
    context=context,
    before=lambda _on: TRIAGE_BEFORE,
)
PLAN = ReminderPlan(
    subject_type="appeal",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages=LETTERS,
    path=path,
    context=context,
)


def register() -> None:
    """Register the plans; called from ``ready()``."""
    register_plan(TRIAGE_PLAN)
    register_plan(PLAN)
