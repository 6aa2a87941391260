"""Who holds which seat on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, TextField, Value
from django.db.models.functions import Cast

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole, SeatRole
from assembly.bodies.models import Body, Membership, Office, OfficeHolding, Region, StateBodyOfficer
from assembly.bodies.permissions import VIEW_REGISTERS
from assembly.common.names import language_now
from assembly.common.search import kazakh_order
from assembly.people.enums import Role
from assembly.people.handovers import successors_among
from assembly.people.models import Person, User
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE
from assembly.people.rights import has_right

ROLE_OF_BODY = {
    BodyKind.ASSEMBLY: Role.MEMBER,
    BodyKind.COUNCIL: Role.COUNCIL_MEMBER,
    BodyKind.SECRETARIAT: Role.SECRETARIAT,
}
ROLE_OF_OFFICE = {
    OfficeKind.CHAIRMAN: Role.CHAIRMAN,
    OfficeKind.HEAD_OF_SECRETARIAT: Role.HEAD_OF_SECRETARIAT,
    OfficeKind.DEPUTY_CHAIR: Role.DEPUTY_CHAIR,
}


def roles_by_seat(user: User, on: date) -> frozenset[Role]:
    """Return the roles that follow from the seats, offices and posts of ``user`` on a day; one query."""
    roles: set[Role] = set()
    for what, kind, seat in _held_by(user, on):
        if what == "seat" and kind in ROLE_OF_BODY:
            roles.add(ROLE_OF_BODY[BodyKind(kind)])
        elif what == "seat" and kind == BodyKind.REGIONAL_ASSEMBLY and seat == SeatRole.SECRETARY:
            roles.add(Role.REGIONAL_SECRETARY)
        elif what == "office" and kind in ROLE_OF_OFFICE:
            roles.add(ROLE_OF_OFFICE[OfficeKind(kind)])
        elif what == "post":
            roles.add(Role.STATE_OFFICER)
            if seat in {OfficerRole.COORDINATOR, OfficerRole.HEAD}:
                roles.add(Role.STATE_COORDINATOR)
    # The head of the Secretariat is one of its people, and a deputy of the Chairman (п. 17).
    if Role.HEAD_OF_SECRETARIAT in roles:
        roles |= {Role.SECRETARIAT, Role.DEPUTY_CHAIR}
    return frozenset(roles)


def _held_by(user: User, on: date) -> Iterable[tuple[str, str, str]]:
    """Return what ``user`` holds on a day: seat, office or post; the kind of body or office; his role in it."""
    held = (
        (Membership, "seat", "body__kind", "role"),
        (OfficeHolding, "office", "office__kind", Value("")),
        (StateBodyOfficer, "post", Value(""), "role"),
    )
    seats, offices, posts = (
        model.objects.filter(person__user=user)
        .in_force_on(on)
        .order_by()
        .values_list(Value(what), _text(kind), _text(role))
        for model, what, kind, role in held
    )
    return seats.union(offices, posts)


def _text(column: str | Value) -> Cast:
    return Cast(column, TextField())


def organ(kind: BodyKind) -> Body:
    """Return the one body of a kind that exists once.

    Raises:
        Body.DoesNotExist: the register is empty.
    """
    return Body.objects.get(kind=kind)


def members_on(body: Body, on: date) -> "list[Membership]":
    """Return the seats in force in ``body`` on a day, with their persons, in the Kazakh order of names."""
    return list(
        Membership.objects.of(body)
        .in_force_on(on)
        .select_related("person", "region", "association", "basis")
        .order_by("person__sort_key", "person__given_name", "pk")
    )


def holder_of(kind: OfficeKind, on: date) -> Person | None:
    """Return who holds the office of this kind on a day; ``None`` for a vacancy."""
    holding = (
        OfficeHolding.objects.filter(office__kind=kind)
        .in_force_on(on)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    return holding.person if holding else None


def staff_on(on: date) -> "list[Person]":
    """Return the Secretariat's people who can sign in on a day, its head among them, in the order of names."""
    seats = (
        Membership.objects.in_force_on(on)
        .filter(body__kind=BodyKind.SECRETARIAT)
        .select_related("person__user")
        .order_by("person__sort_key", "pk")
    )
    persons = {seat.person_id: seat.person for seat in seats}
    head = holder_of(OfficeKind.HEAD_OF_SECRETARIAT, on)
    if head is not None:
        persons.setdefault(head.pk, head)
    return successors_among(persons.values())


def state_bodies_of(user: User, on: date) -> "list[int]":
    """Return the keys of the state bodies for which ``user`` acts on a day."""
    return list(
        StateBodyOfficer.objects.filter(person__user=user)
        .in_force_on(on)
        .values_list("state_body_id", flat=True)
    )


def office_of(kind: OfficeKind) -> Office:
    """Return the one office of a kind that exists once."""
    return Office.objects.get(kind=kind)


@dataclass(frozen=True, slots=True)
class OfficeNow:
    """An office with who holds it on a day, or nobody."""

    office: Office
    holding: OfficeHolding | None


def offices_on(on: date) -> list[OfficeNow]:
    """Return all offices with their holders on a day, the Chairman first; a vacancy is a line, not a gap."""
    holdings = {
        holding.office_id: holding
        for holding in OfficeHolding.objects.in_force_on(on).select_related("person", "basis")
    }
    rank = {kind: place for place, kind in enumerate(OfficeKind.values)}
    offices = sorted(
        Office.objects.select_related("region"), key=lambda office: (rank[office.kind], office.pk)
    )
    return [OfficeNow(office, holdings.get(office.pk)) for office in offices]


@dataclass(frozen=True, slots=True)
class RegionNow:
    """A region with its assembly and who chairs it on a day: the akim ex officio."""

    region: Region
    assembly: Body | None
    chair: Person | None
    members_count: int


def regions_on(on: date) -> list[RegionNow]:
    """Return the regions in the Kazakh order of their names, each with assembly, chair and size."""
    seats = Q(memberships__term__contains=on)
    bodies = {
        body.region_id: body
        for body in Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY).annotate(
            members_count=Count("memberships", filter=seats)
        )
    }
    akims = {
        holding.office.region_id: holding.person
        for holding in OfficeHolding.objects.filter(office__kind=OfficeKind.AKIM)
        .in_force_on(on)
        .select_related("office", "person")
    }
    name = f"name_{language_now()}"
    order = kazakh_order(name, alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)
    return [
        RegionNow(
            region=region,
            assembly=bodies.get(region.pk),
            chair=akims.get(region.pk),
            members_count=getattr(bodies.get(region.pk), "members_count", 0),
        )
        for region in Region.objects.order_by(order)
    ]


def can_read_papers(user: User, accreditation_id: int, on: date) -> bool:
    """Say whether ``user`` may download the papers of an application: the Secretariat alone."""
    return has_right(user, VIEW_REGISTERS, on=on)
