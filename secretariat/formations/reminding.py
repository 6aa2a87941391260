"""Terms of commissions and working groups: chair, secretary and Secretariat are reminded of the closing report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.common.names import in_language
from assembly.deadlines.plans import Audience, ReminderPlan, Watched
from assembly.documents.selectors import setting_value
from assembly.people.models import Person
from secretariat.formations.enums import FormationState
from secretariat.formations.models import Formation
from secretariat.formations.services.formations import WRITERS, basis_of

REMIND_BEFORE = "formations.remind_before"
LETTER = "formations.term_ends"


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of those that work and whose term ends by ``until``."""
    found = Formation.objects.active().filter(until__lte=until, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock one that still works; one that is being acted on is left alone."""
    row = Formation.objects.select_for_update(of=("self",), skip_locked=True).active().filter(pk=key).first()
    if row is None or row.until is None or row.created_at is None:
        return None
    return Watched(subject_id=row.pk, term=row.until, since=day_of(row.created_at))


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: its chair and secretary, and the people of the Secretariat."""
    body = Formation.objects.values_list("body_id", flat=True).get(pk=key)
    leads = Q(memberships__body=body, memberships__role__in=WRITERS, memberships__term__contains=on)
    staff = Q(memberships__body__kind=BodyKind.SECRETARIAT, memberships__term__contains=on)
    return list(Person.objects.filter(leads | staff).distinct())


def path(key: int) -> str:
    """Return where the notice leads."""
    return f"/formations/own/{key}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names it by."""
    return {"formation_id": key}


def days_before(on: date) -> tuple[int, ...]:
    """Return how many working days before the end to remind, by the settings of a day."""
    days = str(setting_value(REMIND_BEFORE, on=on)).split(",")
    return tuple(int(part) for part in days if part.strip().isdigit())


def letter(stored: Mapping[str, Any], language: str) -> dict[str, Any] | None:
    """Compose a letter; a reminder is not due once the work has ended."""
    row = Formation.objects.get(pk=stored["formation_id"])
    if "term" in stored and row.state != FormationState.ACTIVE:
        return None
    return {
        "salutation": Person.objects.get(pk=stored["person_id"]).salutation(language),
        "name": in_language(row, "name", language),
        "aim": in_language(row, "aim", language),
        "date": date_format(row.until, "DATE_FORMAT") if row.until else "",
        "days": stored.get("days", ""),
        "basis": basis_of(row).cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("formations:formation", args=[row.pk]),
    }


PLAN = ReminderPlan(
    subject_type="formation",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages={"before": LETTER, "due": LETTER},
    path=path,
    context=context,
    before=days_before,
    is_over_at_term=True,
)
