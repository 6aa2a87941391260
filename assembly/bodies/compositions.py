"""Composition of a body on a day, what changed between two days, and the body's own history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.models import Body, Membership
from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.bodies.querysets import BodyQuerySet, MembershipQuerySet
from assembly.common.pieces import TimelineEntry
from assembly.common.search import containing
from assembly.documents.models import Act
from assembly.law.procedures import Procedure

RANK = {kind: place for place, kind in enumerate(BodyKind.values)}
# Who leads stands first.
ROLE_RANK = {SeatRole.CHAIR: 0, SeatRole.DEPUTY_CHAIR: 1, SeatRole.SECRETARY: 2, SeatRole.MEMBER: 3}
MOST_ENTRIES = 60


def rule_of(body: Body, on: date) -> Procedure | None:
    """Return the quorum and the majority that bind a body on a day; ``None`` where no rule is in force."""
    try:
        return procedure_of(body, on)
    except NoProcedure:
        return None


@dataclass(frozen=True, slots=True)
class BodyNow:
    """A body on a day: how many sit in it, how many of them are counted, how many make a quorum."""

    body: Body
    members_count: int
    counted_count: int
    procedure: Procedure | None

    @property
    def required(self) -> int | None:
        """Return how many of the counted make a quorum; ``None`` without members or without a rule."""
        if self.procedure is None or not self.counted_count:
            return None
        return self.procedure.quorum.least_part(of=self.counted_count)


def bodies_on(
    bodies: BodyQuerySet, on: date, *, kind: str = "", words: str = "", with_ended: bool = False
) -> list[BodyNow]:
    """Return the bodies with their sizes on a day, in the order of the Regulation, then by name.

    Args:
        bodies: those that the reader may see.
        on: the day.
        kind: only bodies of this kind.
        words: only bodies in whose name these words stand.
        with_ended: also those that exist no more on that day.
    """
    found = containing(bodies, words, "name_kk", "name_ru", "name_en")
    if kind:
        found = found.filter(kind=kind)
    if not with_ended:
        found = found.exclude(ended_on__lte=on)
    seats = Q(memberships__term__contains=on)
    counted = seats & Q(memberships__counts_toward_quorum=True)
    rows = found.annotate(
        members_count=Count("memberships", filter=seats), counted_count=Count("memberships", filter=counted)
    ).select_related("region", "parent")
    # A rule is one for a kind of body: the settings behind it are asked once, however many commissions there are.
    rules: dict[str, Procedure | None] = {}
    for body in rows:
        if body.kind not in rules:
            rules[body.kind] = rule_of(body, on)
    return [
        BodyNow(body, body.members_count, body.counted_count, rules[body.kind])
        for body in sorted(rows, key=lambda body: (RANK[body.kind], body.name, body.pk))
    ]


def body_on(body: Body, on: date) -> BodyNow:
    """Return one body on a day."""
    sizes = (
        Membership.objects.of(body)
        .in_force_on(on)
        .aggregate(all=Count("pk"), counted=Count("pk", filter=Q(counts_toward_quorum=True)))
    )
    return BodyNow(body, sizes["all"], sizes["counted"], rule_of(body, on))


def leaders_on(seats: MembershipQuerySet) -> list[Membership]:
    """Return those of the seats that are more than a member's: chair, deputies, secretary, in this order."""
    leading = seats.exclude(role=SeatRole.MEMBER).select_related("person", "basis")
    return sorted(leading, key=lambda seat: (ROLE_RANK[SeatRole(seat.role)], seat.person.sort_key))


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to a body after one day until another: the seats that began and those that ended.

    ``before + len(came) - len(left) == after`` always holds: who came and left meanwhile stands in both.
    """

    since: date
    on: date
    before: int
    after: int
    came: Sequence[Membership]
    left: Sequence[Membership]


def changes_between(body: Body, since: date, on: date) -> Changes:
    """Return which seats began and which ended after ``since`` and not later than ``on``.

    Args:
        body: the body.
        since: the earlier day; its composition is what the changes start from.
        on: the later day.
    """
    seats = Membership.objects.of(body).select_related("person", "basis", "end_basis", "association")
    by_name = ("person__sort_key", "person__given_name", "pk")
    came = seats.filter(term__startswith__gt=since, term__startswith__lte=on).order_by(
        "term__startswith", *by_name
    )
    left = seats.filter(term__endswith__gt=since, term__endswith__lte=on).order_by("term__endswith", *by_name)
    return Changes(
        since=since,
        on=on,
        before=Membership.objects.of(body).in_force_on(since).count(),
        after=Membership.objects.of(body).in_force_on(on).count(),
        came=list(came),
        left=list(left),
    )


def history_of_body(body: Body) -> list[TimelineEntry]:
    """Return the history of a body, oldest first: formed, seats given and ended by day and act, ended.

    Seats of one day and one act are one line: a decree that forms an organ gives hundreds of them.
    """
    seats = Membership.objects.of(body)
    given = seats.values("term__startswith", "basis").annotate(number=Count("pk")).order_by()
    ended = (
        seats.filter(term__endswith__isnull=False)
        .values("term__endswith", "end_basis")
        .annotate(number=Count("pk"))
        .order_by()
    )
    steps = [
        *((row["term__startswith"], 0, row["number"], row["basis"]) for row in given),
        *((row["term__endswith"], 1, row["number"], row["end_basis"]) for row in ended),
    ]
    acts = _acts_by_key([body.basis_id, *(step[3] for step in steps)])
    entries = []
    if body.formed_on:
        entries.append((body.formed_on, _entry(_("Formed"), body.formed_on, acts.get(body.basis_id), "flag")))
    for day, has_ended, number, act in steps:
        entries.append((day, _entry(_seats_words(number, has_ended=bool(has_ended)), day, acts.get(act),
                                    "log-out" if has_ended else "armchair")))  # fmt: skip
    if body.ended_on:
        entries.append((body.ended_on, _entry(_("Exists no more"), body.ended_on, None, "circle-x")))
    return [entry for _day, entry in sorted(entries, key=lambda pair: pair[0])][-MOST_ENTRIES:]


def _seats_words(number: int, *, has_ended: bool) -> str:
    if has_ended:
        return ngettext("%(number)s seat ended", "%(number)s seats ended", number) % {"number": number}
    return ngettext("%(number)s seat given", "%(number)s seats given", number) % {"number": number}


def _acts_by_key(keys: Iterable[Any]) -> dict[Any, Act]:
    return Act.objects.in_bulk({key for key in keys if key is not None})


def _entry(what: str, day: date, act: Act | None, icon: str) -> TimelineEntry:
    return TimelineEntry(
        state="done", what=what, when=date_format(day), more=act.reference if act else "", icon=icon
    )
