"""The three deputies of the Chairman on a day: who, whence, until when the rotation lasts; a vacancy is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Office, OfficeHolding
from assembly.bodies.selectors import holder_of
from assembly.chairman.menu import sees_the_deputies
from assembly.chairman.models import DeputyTerm
from assembly.chairman.permissions import APPOINT_DEPUTY
from assembly.chairman.services.deputies import OFFICES, PARAGRAPH
from assembly.common.navigation import register as register_line
from assembly.deadlines.plans import Audience, ReminderPlan, Watched, register_plan
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.outbox.kinds import register_kind
from assembly.people.desk import DeskItem, register_desk_source
from assembly.people.models import Person, User
from assembly.people.rights import has_right

REMIND_OF_ROTATION = "chairman.remind_of_rotation"
LETTER = "chairman.rotation_ends"
LAST_DAY = timedelta(days=1)
# The letters come by the settings; page and desk show two months ahead that the period is about to end.
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DeputyNow:
    """An office of a deputy on a day: its holder with his rotation, or a vacancy."""

    office: Office
    holding: OfficeHolding | None
    term: DeputyTerm | None
    on: date

    @property
    def is_head(self) -> bool:
        """Say whether this is the head of the Secretariat, a deputy ex officio (п. 17)."""
        return self.office.kind == OfficeKind.HEAD_OF_SECRETARIAT

    @property
    def last_day(self) -> date | None:
        """Return the last day of the period of rotation."""
        return self.term.rotation_until - LAST_DAY if self.term else None

    @property
    def is_over(self) -> bool:
        """Say whether the period is over while the deputy is still in office."""
        return self.term is not None and self.term.rotation_until <= self.on

    @property
    def is_soon(self) -> bool:
        """Say whether the period is about to end."""
        return self.term is not None and not self.is_over and self.term.rotation_until - self.on <= SOON


def deputies_now(on: date) -> list[DeputyNow]:
    """Return the three offices with their holders on a day, the head of the Secretariat first; two queries."""
    holdings = {
        holding.office_id: holding
        for holding in OfficeHolding.objects.filter(office__kind__in=OFFICES)
        .in_force_on(on)
        .select_related("person", "basis", "deputy_term__association", "deputy_term__recommendation")
    }
    rank = {kind: place for place, kind in enumerate(OFFICES)}
    offices = sorted(
        Office.objects.filter(kind__in=OFFICES), key=lambda one: (rank[OfficeKind(one.kind)], one.pk)
    )
    return [
        DeputyNow(office, holding, getattr(holding, "deputy_term", None), on)
        for office in offices
        for holding in [holdings.get(office.pk)]
    ]


def _running() -> Any:
    """Return the terms of deputies whom no act has relieved."""
    return DeputyTerm.objects.filter(holding__term__endswith__isnull=True)


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return keys of terms whose period of rotation ends by ``until``."""
    found = _running().filter(rotation_until__lte=until + LAST_DAY, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def lock(key: int) -> Watched | None:
    """Lock a term of a deputy who is still in office; one that is being acted on is left alone."""
    row = (
        DeputyTerm.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=key, holding__term__endswith__isnull=True)
        .select_related("holding")
        .first()
    )
    if row is None:
        return None
    return Watched(subject_id=row.pk, term=row.rotation_until - LAST_DAY, since=row.holding.term.lower)


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: the Chairman, who sets the rotation, the Secretariat, the deputy himself."""
    staff = Person.objects.filter(
        memberships__body__kind=BodyKind.SECRETARIAT, memberships__term__contains=on
    ).distinct()
    deputy = DeputyTerm.objects.select_related("holding__person").get(pk=key).holding.person
    told = (holder_of(OfficeKind.CHAIRMAN, on), deputy, *staff)
    return list({person.pk: person for person in told if person}.values())


def path(key: int) -> str:
    """Return where the notice leads."""
    return "/chairman/deputies/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the term by."""
    return {"deputy_term_id": key}


def days_before(on: date) -> tuple[int, ...]:
    """Return how many working days before the end of the period to remind, by the settings of a day."""
    days = str(setting_value(REMIND_OF_ROTATION, on=on)).split(",")
    return tuple(int(part) for part in days if part.strip().isdigit())


def letter(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Compose the letter about a period of rotation that is about to end."""
    row = DeputyTerm.objects.select_related("holding__person", "association").get(pk=stored["deputy_term_id"])
    return {
        "salutation": Person.objects.get(pk=stored["person_id"]).salutation(language),
        "name": row.holding.person.full_name,
        "association": row.association.name,
        "date": date_format(date.fromisoformat(stored["term"])),
        "basis": PARAGRAPH.cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("chairman:deputies"),
    }


def desk_of_rotation(user: User, on: date) -> list[DeskItem]:
    """Remind who keeps the offices of deputies whose rotation ends (п. 16)."""
    if not has_right(user, APPOINT_DEPUTY, on=on):
        return []
    return [_rotation(row) for row in deputies_now(on) if row.is_over or row.is_soon]


def _rotation(row: DeputyNow) -> DeskItem:
    assert row.holding is not None, "a rotation is somebody's"
    return DeskItem(
        title=gettext("Rotation of a deputy: %(name)s") % {"name": row.holding.person.full_name},
        reason=gettext(
            "The period of rotation is over; the next deputy is appointed by the President's order."
        )
        if row.is_over
        else gettext("The period of rotation is about to end; the Council recommends the next deputy."),
        url=reverse("chairman:deputies"),
        action=gettext("Open the deputies"),
        icon="calendar-clock",
        due_on=row.last_day,
        tone="hot" if row.is_over else "warm",
        legal_ref=PARAGRAPH,
        order=45,
    )


PLAN = ReminderPlan(
    subject_type="deputy_term",
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
    """Register the plan, its letter, its setting, the desk and the line of the menu; called from ``ready()``."""
    register_line(
        _("Chairman"),
        _("Deputies of the Chairman"),
        "chairman:deputies",
        "users-round",
        230,
        right=sees_the_deputies,
    )
    register_desk_source(desk_of_rotation)
    register_setting(
        REMIND_OF_ROTATION,
        "60,30,10,3",
        _("Reminders before the rotation of a deputy ends, working days"),
        _("Default: no act sets when the portal reminds."),
    )
    register_kind(LETTER, _("The rotation of a deputy is about to end"), letter)
    register_plan(PLAN)
