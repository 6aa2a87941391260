"""Quorum, roll and presence of a sitting: what everybody asks, from one place."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from assembly.bodies.enums import PUBLIC_ORGANS, OfficeKind, SeatRole
from assembly.bodies.models import Body, Membership, OfficeHolding
from assembly.bodies.procedures import procedure_of
from assembly.bodies.regional import akim_of
from assembly.bodies.selectors import holder_of, members_on
from assembly.common.clock import day_of
from assembly.law.acts import ref_of
from assembly.law.refs import LegalRef
from assembly.meetings.enums import MeetingState, PresenceMode
from assembly.meetings.models import Meeting, PresenceSpan, RollEntry
from assembly.people.models import Person


@dataclass(frozen=True, slots=True)
class QuorumNow:
    """The quorum of a sitting at this moment, in persons.

    ``members`` are all members in force on the day who count; ``required`` is the least number that
    is enough; ``hall`` and ``remote`` add up to ``present``.
    """

    present: int
    hall: int
    remote: int
    members: int
    required: int
    is_met: bool
    legal_ref: LegalRef

    @property
    def absent(self) -> int:
        """Return how many members who count are not present."""
        return self.members - self.present

    @property
    def missing(self) -> int:
        """Return how many more are needed; zero when quorum is there."""
        return max(0, self.required - self.present)

    @property
    def reserve(self) -> int:
        """Return how many may leave before quorum is lost; zero when it is not there."""
        return max(0, self.present - self.required)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """From ``at`` on, ``present`` members who count took part."""

    at: datetime
    present: int


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How many of a region's members are on the roll and present."""

    name_kk: str
    name_ru: str
    name_en: str
    members: int
    present: int


def quorum_of(meeting: Meeting) -> QuorumNow:
    """Return the quorum of a sitting as its roll and presence stand now; in a closed one, at its end.

    Before registration nobody is present, and the whole is the number of members in force on the
    planned day. Ask under the meeting's lock before an act that depends on the answer.

    Raises:
        NoProcedure: no edition of the rule binds the body on the day of the sitting.

    Source:
        Положение (Указ от 27.12.2024 № 747), пункты 9 and 14: counted from all members.
    """
    if meeting.members_count is None or meeting.quorum_required is None:
        return _quorum_planned(meeting)
    figures = (
        PresenceSpan.objects.filter(meeting=meeting)
        .now()
        .counted()
        .aggregate(present=Count("pk"), remote=Count("pk", filter=Q(mode=PresenceMode.REMOTE)))
    )
    present, remote = figures["present"], figures["remote"]
    return QuorumNow(
        present=present,
        hall=present - remote,
        remote=remote,
        members=meeting.members_count,
        required=meeting.quorum_required,
        is_met=present >= meeting.quorum_required,
        legal_ref=ref_of(meeting.quorum_ref),
    )


def _quorum_planned(meeting: Meeting) -> QuorumNow:
    day = day_of(meeting.starts_at)
    rule = procedure_of(meeting.body, day).quorum
    members = Membership.objects.of(meeting.body).in_force_on(day).counted().count()
    required = rule.least_part(of=members) if members else 0
    return QuorumNow(0, 0, 0, members, required, is_met=False, legal_ref=rule.legal_ref)


def presence_curve(meeting: Meeting) -> list[CurvePoint]:
    """Return the steps of presence from the first registration on: members who count, in the order of time."""
    steps: dict[datetime, int] = {}
    spans = PresenceSpan.objects.filter(meeting=meeting).counted().values_list("span", flat=True)
    for span in spans:
        steps[span.lower] = steps.get(span.lower, 0) + 1
        if span.upper is not None:
            steps[span.upper] = steps.get(span.upper, 0) - 1
    points, present = [], 0
    for moment in sorted(steps):
        present += steps[moment]
        points.append(CurvePoint(moment, present))
    return points


def roll_of(
    meeting: Meeting, query: str = "", *, presence: str = "all", region_id: int | None = None
) -> QuerySet[RollEntry]:
    """Return the roll with each member's spans in ``spans_in_time``.

    Args:
        meeting: the sitting.
        query: a few letters of a name or a region, Kazakh letters folded.
        presence: ``all``, ``present``, ``absent`` or ``remote``.
        region_id: only members of this region.
    """
    open_spans = PresenceSpan.objects.filter(meeting=meeting).now()
    found = RollEntry.objects.filter(meeting=meeting)
    if query.strip():
        found = found.matching(query)
    if region_id is not None:
        found = found.filter(membership__region_id=region_id)
    if presence == "present":
        found = found.filter(pk__in=open_spans.values("entry"))
    elif presence == "remote":
        found = found.filter(pk__in=open_spans.remote().values("entry"))
    elif presence == "absent":
        found = found.exclude(pk__in=open_spans.values("entry"))
    in_time = Prefetch("spans", PresenceSpan.objects.order_by("span"), to_attr="spans_in_time")
    return found.select_related("membership__region").prefetch_related(in_time).order_by("number")


def counts_by_region(meeting: Meeting) -> list[RegionCount]:
    """Return members and present members of each region, those without a region last."""
    rows = (
        RollEntry.objects.filter(meeting=meeting)
        .counted()
        .values("membership__region__name_kk", "membership__region__name_ru", "membership__region__name_en")
        .annotate(
            members=Count("pk", distinct=True),
            present=Count(
                "pk", filter=Q(spans__isnull=False, spans__span__endswith__isnull=True), distinct=True
            ),
            code=Max("membership__region__code"),
        )
        .order_by("code")
    )
    return [
        RegionCount(
            name_kk=row["membership__region__name_kk"] or "",
            name_ru=row["membership__region__name_ru"] or "",
            name_en=row["membership__region__name_en"] or "",
            members=row["members"],
            present=row["present"],
        )
        for row in rows
    ]


def entry_of(meeting: Meeting, person: Person | None) -> RollEntry | None:
    """Return a person's entry in the frozen roll, or nothing."""
    return RollEntry.objects.filter(meeting=meeting, person=person).first() if person else None


def presence_of(meeting: Meeting, person: Person | None) -> PresenceSpan | None:
    """Return the open span of a person: how and since when he takes part; nothing when he does not."""
    if person is None:
        return None
    return PresenceSpan.objects.filter(meeting=meeting, entry__person=person).now().first()


def presiding_options(meeting: Meeting, at: datetime) -> list[Person]:
    """Return who may be named as presiding.

    At a Session or the Council the Chairman and his deputies in office on the day; in a body that the
    Secretariat coordinates, and in a region, its own members, chair and deputies first; in a region the akim before all.
    """
    if meeting.body.kind not in dict(PUBLIC_ORGANS):
        seats = members_on(meeting.body, day_of(at))
        rank = {SeatRole.CHAIR: 0, SeatRole.DEPUTY_CHAIR: 1}
        persons = [seat.person for seat in sorted(seats, key=lambda seat: rank.get(SeatRole(seat.role), 2))]
        akim = akim_of(meeting.body, on=day_of(at)) if meeting.body.region_id else None
        return list(dict.fromkeys([akim, *persons] if akim else persons))
    kinds = [OfficeKind.CHAIRMAN, OfficeKind.HEAD_OF_SECRETARIAT, OfficeKind.DEPUTY_CHAIR]
    holdings = (
        OfficeHolding.objects.filter(office__kind__in=kinds)
        .in_force_on(day_of(at))
        .select_related("person", "office")
        .order_by("office__kind", "pk")
    )
    return list({holding.person_id: holding.person for holding in holdings}.values())


def presiding_by_office(body: Body, on: date) -> Person | None:
    """Return who presides when nobody is named: the Chairman of the Assembly; in a region its akim (ст. 14)."""
    return akim_of(body, on=on) if body.region_id else holder_of(OfficeKind.CHAIRMAN, on)


def live_facts(meeting: Meeting) -> tuple[Hashable, ...]:
    """Return what an open page of the sitting shows, as one value: when it changes, pages refresh.

    Two queries, whatever the size of the roll; the row of the sitting is given.
    """
    spans = PresenceSpan.objects.filter(meeting=meeting).aggregate(
        last=Max("pk"), now=Count("pk", filter=Q(span__endswith__isnull=True))
    )
    items = tuple(meeting.items.order_by("number").values_list("number", "state", "draft_id"))
    return (meeting.pk, meeting.state, spans["last"], spans["now"], items)


def is_going(meeting: Meeting) -> bool:
    """Say whether the sitting has neither ended nor been cancelled."""
    return meeting.state not in {MeetingState.CLOSED, MeetingState.CANCELLED}


def presence_at(meeting: Meeting, at: datetime) -> tuple[int, int]:
    """Return how many members who count took part at a moment, and how many of them in the hall."""
    figures = (
        PresenceSpan.objects.filter(meeting=meeting, span__contains=at)
        .counted()
        .aggregate(present=Count("pk"), hall=Count("pk", filter=Q(mode=PresenceMode.HALL)))
    )
    return figures["present"], figures["hall"]


def participants_count(meeting: Meeting) -> int:
    """Return how many members on the roll took part for any time at all."""
    return RollEntry.objects.filter(meeting=meeting, spans__isnull=False).distinct().count()
