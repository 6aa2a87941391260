"""The home page: the next Session, what was decided, what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Membership
from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.bodies.selectors import RegionNow, regions_on
from assembly.common.clock import start_of
from assembly.common.names import language_now
from assembly.decisions.enums import AssignmentState
from assembly.decisions.models import Assignment, Decision
from assembly.decisions.public import public_decisions
from assembly.documents.selectors import current_version
from assembly.law.procedures import Procedure
from assembly.meetings.models import AgendaItem, Meeting
from assembly.portal.selectors.texts import quote_of
from sessions.models import AssemblySession

SHOWN_DECISIONS = 4


@dataclass(frozen=True, slots=True)
class NextSession:
    """The Session that is convened and not over: its sitting and agenda."""

    assembly_session: AssemblySession
    meeting: Meeting | None
    items: list[AgendaItem]

    @property
    def is_live(self) -> bool:
        """Say whether members are being registered or sit right now."""
        return self.meeting is not None and self.meeting.is_live


@dataclass(frozen=True, slots=True)
class Execution:
    """How the assignments given in a year stand, in assignments."""

    year: int
    total: int
    done: int
    late: int
    nearest_on: date | None

    @property
    def in_progress(self) -> int:
        """Return how many are neither done nor late."""
        return self.total - self.done - self.late


@dataclass(frozen=True, slots=True)
class Feature:
    """The latest address with the beginning of its text."""

    decision: Any
    quote: str
    language: str


@dataclass(frozen=True, slots=True)
class SessionRule:
    """The rule of the Session with the numbers of a day: how many members, how many are enough."""

    procedure: Procedure
    members: int

    @property
    def required(self) -> int:
        """Return the least number of members present."""
        return self.procedure.quorum.least_part(of=self.members)


def next_session(*, on: date) -> NextSession | None:
    """Return the convened Session that begins soonest, today's included."""
    found = (
        AssemblySession.objects.convened().filter(starts_at__gte=start_of(on)).order_by("starts_at").first()
    )
    if found is None:
        return None
    sitting = found.sittings.select_related("meeting").first()
    if sitting is None:
        return NextSession(found, None, [])
    items = sitting.meeting.items.public().order_by("number")
    return NextSession(found, sitting.meeting, list(items))


def execution_in(year: int, *, on: date) -> Execution:
    """Return how the assignments given in a year stand on a day; unpublished instructions are left out."""
    given = Assignment.objects.public().filter(given_on__year=year)
    late = given.overdue(on)
    figures = given.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=AssignmentState.OFF_CONTROL)),
        nearest_on=Min("due_on", filter=~Q(state=AssignmentState.OFF_CONTROL) & Q(due_on__gte=on)),
    )
    return Execution(year=year, late=late.count(), **figures)


def feature_of(*, on: date) -> Feature | None:
    """Return the latest address of the Assembly."""
    rows = public_decisions(on=on).filter(address__isnull=False).select_related("version")
    decision = rows.prefetch_related("address__publications").first()
    if decision is None:
        return None
    quote, language = quote_of(current_version(decision.act) or decision.version, language_now())
    return Feature(decision, quote, language)


def latest_decisions(*, besides: Decision | None, on: date) -> list[Any]:
    """Return the latest decisions, without the one that is shown large."""
    rows = public_decisions(on=on)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return list(rows[:SHOWN_DECISIONS])


def session_rule(*, on: date) -> SessionRule | None:
    """Return the Session's rule with today's number of members; nothing while the register is empty."""
    body = Body.objects.filter(kind=BodyKind.ASSEMBLY).first()
    if body is None:
        return None
    members = Membership.objects.of(body).in_force_on(on).counted().count()
    try:
        return SessionRule(procedure_of(body, on), members) if members else None
    except NoProcedure:
        return None


def regions_with_chairs(*, on: date) -> list[RegionNow]:
    """Return the regions, when the register knows their assemblies."""
    return [region for region in regions_on(on) if region.assembly is not None]
