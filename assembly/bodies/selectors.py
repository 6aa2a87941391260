"""Who holds which seat on a day."""

from datetime import date

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.bodies.models import Body, Membership, Office, OfficeHolding, StateBodyOfficer
from assembly.people.enums import Role
from assembly.people.models import Person, User

ROLE_OF_BODY = {
    BodyKind.ASSEMBLY: Role.MEMBER,
    BodyKind.COUNCIL: Role.COUNCIL_MEMBER,
    BodyKind.SECRETARIAT: Role.SECRETARIAT,
}
ROLE_OF_OFFICE = {
    OfficeKind.CHAIRMAN: Role.CHAIRMAN,
    OfficeKind.HEAD_OF_SECRETARIAT: Role.HEAD_OF_SECRETARIAT,
}


def roles_by_seat(user: User, on: date) -> frozenset[Role]:
    """Return the roles that follow from the seats, offices and posts of ``user`` on a day."""
    seats = Membership.objects.filter(person__user=user).in_force_on(on).values_list("body__kind", "role")
    roles: set[Role] = set()
    for kind, seat in seats:
        if kind in ROLE_OF_BODY:
            roles.add(ROLE_OF_BODY[BodyKind(kind)])
        elif kind == BodyKind.REGIONAL_ASSEMBLY and seat == "secretary":
            roles.add(Role.REGIONAL_SECRETARY)
    offices = (
        OfficeHolding.objects.filter(person__user=user).in_force_on(on).values_list("office__kind", flat=True)
    )
    for kind in offices:
        if kind in ROLE_OF_OFFICE:
            roles.add(ROLE_OF_OFFICE[OfficeKind(kind)])
    # The head of the Secretariat is one of its people (п. 17).
    if Role.HEAD_OF_SECRETARIAT in roles:
        roles.add(Role.SECRETARIAT)
    posts = StateBodyOfficer.objects.filter(person__user=user).in_force_on(on).values_list("role", flat=True)
    for post in posts:
        roles.add(Role.STATE_OFFICER)
        if post in {OfficerRole.COORDINATOR, OfficerRole.HEAD}:
            roles.add(Role.STATE_COORDINATOR)
    return frozenset(roles)


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
        .select_related("person", "region", "association")
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
