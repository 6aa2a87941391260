"""Reads of the room: the Council's composition and rules on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Body, Membership, OfficeHolding
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on, organ
from assembly.law.competences import Competence, competences_for
from assembly.law.procedures import Procedure
from assembly.meetings.enums import MinutesState
from assembly.meetings.models import Minutes
from assembly.people.models import Person
from council.models import CouncilMeeting


@dataclass(frozen=True, slots=True)
class CouncilNow:
    """The Council on a day: seats in force, who of them count toward quorum, the rules that bind it."""

    body: Body
    seats: list[Membership]
    counted: int
    procedure: Procedure
    powers: tuple[Competence, ...]

    @property
    def quorum(self) -> int | None:
        """Return the least number present that makes the Council competent; none while it has no members."""
        return self.procedure.quorum.least_part(of=self.counted) if self.counted else None


def council_on(day: date) -> CouncilNow:
    """Return the Council as it stands on a day.

    Raises:
        Body.DoesNotExist: the register is empty.
        NoProcedure: no edition of its rules is in force on ``day``.
    """
    body = organ(BodyKind.COUNCIL)
    seats = members_on(body, day)
    return CouncilNow(
        body=body,
        seats=seats,
        counted=sum(seat.counts_toward_quorum for seat in seats),
        procedure=procedure_of(body, day),
        powers=competences_for(BodyKind.COUNCIL),
    )


DEPUTY_OFFICES = (OfficeKind.HEAD_OF_SECRETARIAT, OfficeKind.DEPUTY_CHAIR)
LANGUAGE_WORDS = {"kk": _("in Kazakh"), "ru": _("in Russian")}


@dataclass(frozen=True, slots=True)
class Missing:
    """An official text that is still to be written."""

    what: str | Promise
    language: str

    def __str__(self) -> str:
        return f"{self.what} ({LANGUAGE_WORDS[self.language]})"


def deputies_on(day: date) -> list[Person]:
    """Return who deputises the Chairman on a day: the head of the Secretariat first (п. 16, 17)."""
    holdings = (
        OfficeHolding.objects.filter(office__kind__in=DEPUTY_OFFICES)
        .in_force_on(day)
        .select_related("person", "office")
    )
    rank = {kind: place for place, kind in enumerate(DEPUTY_OFFICES)}
    ordered = sorted(holdings, key=lambda found: (rank[OfficeKind(found.office.kind)], found.office_id))
    return [found.person for found in ordered]


def missing_translations(council_meeting: CouncilMeeting) -> list[Missing]:
    """Return the official texts of a plan that lack their Kazakh or their Russian words."""
    return [
        Missing(what, language)
        for what, found, field in _official_texts(council_meeting)
        for language in LANGUAGE_WORDS
        if not getattr(found, f"{field}_{language}").strip()
    ]


def _official_texts(council_meeting: CouncilMeeting) -> Iterator[tuple[str | Promise, object, str]]:
    yield _("place"), council_meeting, "place"
    for item in council_meeting.planned_items.all():
        yield gettext("agenda item %(number)s") % {"number": item.number}, item, "title"


def has_signed_minutes(council_meeting: CouncilMeeting) -> bool:
    """Say whether the minutes of a convened sitting are signed by both who sign them."""
    return Minutes.objects.filter(
        meeting=council_meeting.meeting_id, meeting__isnull=False, state=MinutesState.SIGNED
    ).exists()
