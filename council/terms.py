"""The Council's term of half a year (Закон об Ассамблее, ст. 10): watched, so that it is convened in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.common.clock import day_of
from assembly.deadlines.plans import Audience, ReminderPlan, Watched, register_plan
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.law.refs import LegalRef
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import Meeting
from assembly.outbox.kinds import register_kind
from assembly.people.models import Person
from council.services.rules import MEETING_TERM, next_meeting_due

REMIND_OF_TERM = "council.remind_of_term"
LETTER = "council.term_ends"


@dataclass(frozen=True, slots=True)
class CouncilTerm:
    """When the Council met last and until when it has to meet again."""

    last: Meeting
    met_on: date
    due_on: date
    legal_ref: LegalRef
    convened: Meeting | None

    @property
    def is_provided(self) -> bool:
        """Say whether a sitting is convened for a day within the term."""
        return self.convened is not None and day_of(self.convened.starts_at) <= self.due_on


def term_of_council() -> CouncilTerm | None:
    """Return the term that runs since the last sitting; none while no sitting is on record."""
    sittings = Meeting.objects.filter(body__kind=BodyKind.COUNCIL)
    last = sittings.filter(opened_at__isnull=False).order_by("-opened_at").first()
    if last is None or last.opened_at is None:
        return None
    met_on = day_of(last.opened_at)
    ahead = sittings.filter(
        state__in=[MeetingState.CONVENED, MeetingState.REGISTRATION], starts_at__gt=last.opened_at
    )
    return CouncilTerm(
        last=last,
        met_on=met_on,
        due_on=next_meeting_due(met_on),
        legal_ref=MEETING_TERM.legal_ref,
        convened=ahead.order_by("starts_at").first(),
    )


def due_by(until: date, after: int, limit: int) -> list[int]:
    """Return the key of the last sitting when its term ends by ``until`` and none is convened within it."""
    term = term_of_council()
    if term is None or term.is_provided or term.due_on > until or term.last.pk <= after:
        return []
    return [term.last.pk]


def lock(key: int) -> Watched | None:
    """Lock the last sitting; ``None`` when the Council has met since, or is convened in time."""
    row = Meeting.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
    term = term_of_council()
    if row is None or term is None or term.last.pk != key or term.is_provided:
        return None
    return Watched(subject_id=key, term=term.due_on, since=term.met_on)


def recipients(key: int, audience: Audience, on: date) -> Sequence[Person]:
    """Return whom to tell: the Chairman, who convenes, and the people of the Secretariat."""
    staff = Person.objects.filter(
        memberships__body__kind=BodyKind.SECRETARIAT, memberships__term__contains=on
    ).distinct()
    offices = (holder_of(kind, on) for kind in (OfficeKind.CHAIRMAN, OfficeKind.HEAD_OF_SECRETARIAT))
    return list({person.pk: person for person in (*offices, *staff) if person}.values())


def path(key: int) -> str:
    """Return where the notice leads."""
    return "/council/"


def context(key: int) -> dict[str, Any]:
    """Return what the letter names the sitting by."""
    return {"meeting_id": key}


def days_before(on: date) -> tuple[int, ...]:
    """Return how many working days before the end of the term to remind, by the settings of a day."""
    days = str(setting_value(REMIND_OF_TERM, on=on)).split(",")
    return tuple(int(part) for part in days if part.strip().isdigit())


def letter(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Compose the letter about the term that is about to end."""
    last = Meeting.objects.get(pk=stored["meeting_id"])
    assert last.opened_at is not None, "the term runs since a sitting that was held"
    return {
        "salutation": Person.objects.get(pk=stored["person_id"]).salutation(language),
        "met": date_format(day_of(last.opened_at)),
        "due": date_format(date.fromisoformat(stored["term"])),
        "basis": MEETING_TERM.legal_ref.cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("council:home"),
    }


PLAN = ReminderPlan(
    subject_type="council_term",
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
        REMIND_OF_TERM,
        "40,20,10,5",
        _("Reminders before half a year passes without a sitting of the Council, working days"),
        _("Default: no act sets when the portal reminds."),
    )
    register_kind(LETTER, _("The Council has to meet"), letter)
    register_plan(PLAN)
