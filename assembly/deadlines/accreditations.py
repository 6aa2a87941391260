"""Accreditations that are about to end: the Secretariat is reminded, so that a renewal comes in time.

The register itself stands on the floor below, which knows no reminders.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Accreditation
from assembly.deadlines.plans import Audience, ReminderPlan, Watched, register_plan
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.law.acts import law_article
from assembly.outbox.kinds import register_kind
from assembly.people.models import Person

REMIND_OF_ACCREDITATION = "deadlines.remind_of_accreditation"
LETTER = "deadlines.accreditation_ends"
LAST_DAY = timedelta(days=1)


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of terms of accreditation that end by ``until`` and that nobody renews."""
    found = Accreditation.objects.not_renewed().filter(term__endswith__lte=until + LAST_DAY, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock a term that nobody renews yet; one that is being acted on is left alone."""
    row = (
        Accreditation.objects.select_for_update(of=("self",), skip_locked=True)
        .not_renewed()
        .filter(pk=key)
        .first()
    )
    if row is None or row.term is None or row.decided_on is None:
        return None
    return Watched(subject_id=row.pk, term=row.term.upper - LAST_DAY, since=row.decided_on)


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: the people of the Secretariat."""
    staff = Person.objects.filter(
        memberships__body__kind=BodyKind.SECRETARIAT, memberships__term__contains=on
    )
    return list(staff.distinct())


def path(key: int) -> str:
    """Return where the notice leads."""
    association = Accreditation.objects.values_list("association_id", flat=True).get(pk=key)
    return f"/registers/associations/{association}/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the term by."""
    return {"accreditation_id": key}


def days_before(on: date) -> tuple[int, ...]:
    """Return how many working days before the end the Secretariat is told, by the settings of a day."""
    days = str(setting_value(REMIND_OF_ACCREDITATION, on=on)).split(",")
    return tuple(int(part) for part in days if part.strip().isdigit())


def letter(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Compose the letter about an accreditation that is about to end."""
    row = Accreditation.objects.select_related("association").get(pk=stored["accreditation_id"])
    return {
        "salutation": Person.objects.get(pk=stored["person_id"]).salutation(language),
        "name": row.association.name,
        "number": row.entry_number,
        "date": date_format(date.fromisoformat(stored["term"])),
        "days": stored["days"],
        "basis": law_article("15").cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("bodies:association_card", args=[row.association_id]),
    }


PLAN = ReminderPlan(
    subject_type="accreditation",
    due_by=due_by,
    lock=lock,
    recipients=recipients,
    messages={"before": LETTER, "due": LETTER},
    path=path,
    context=context,
    before=days_before,
    is_over_at_term=True,
)


def register() -> None:
    """Register the plan, its letter and its setting; called from ``ready()``."""
    register_setting(
        REMIND_OF_ACCREDITATION,
        "60,30,10,3",
        _("Reminders before an accreditation ends, working days"),
        _("Default: no act sets when the portal reminds."),
    )
    register_kind(LETTER, _("Accreditation is about to end"), letter)
    register_plan(PLAN)
