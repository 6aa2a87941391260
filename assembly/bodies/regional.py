"""Who acts for a regional assembly: its secretariat works (п. 19), the akim chairs ex officio (ст. 14).

Both follow from seats and offices by query, so that nobody has to remember to take them away. A colleague of the
secretary may be granted the same work by hand; that grant alone lies in guardian's table.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from assembly.bodies.models import Body, BodyUserGrant, Membership, OfficeHolding
from assembly.bodies.permissions import WORK_FOR_REGION
from assembly.people.enums import Standing
from assembly.people.models import Person

CODENAME = WORK_FOR_REGION.partition(".")[2]


def assemblies_worked_for(user: Any, *, on: date) -> Any:
    """Return the keys of the regional assemblies for whose secretariat ``user`` works on a day, as a subquery."""
    seats = (
        Membership.objects.filter(person__user=_known(user), role=SeatRole.SECRETARY)
        .in_force_on(on)
        .order_by()
        .values("body")
    )
    by_seat_or_grant = Q(pk__in=seats) | Q(pk__in=granted_bodies(user))
    return Body.objects.filter(by_seat_or_grant, kind=BodyKind.REGIONAL_ASSEMBLY).order_by().values("pk")


def granted_bodies(user: Any) -> Any:
    """Return the keys of the bodies for which ``user`` was granted the work of their secretariat, as a subquery."""
    granted = BodyUserGrant.objects.filter(
        user=_known(user), user__is_active=True, permission__codename=CODENAME
    )
    return granted.order_by().values("content_object")


def grantees_of(assembly_id: int) -> Any:
    """Return the grants by which colleagues work for a regional assembly, of those who can sign in."""
    return BodyUserGrant.objects.filter(
        content_object=assembly_id, permission__codename=CODENAME, user__is_active=True
    ).select_related("user__person")


def is_secretary(user: Any, assembly_id: int, *, on: date) -> bool:
    """Say whether ``user`` has the very seat of the secretary of a regional assembly on a day."""
    seats = Membership.objects.filter(
        person__user=_known(user), body=assembly_id, role=SeatRole.SECRETARY
    ).in_force_on(on)
    return bool(seats.exists())


def assemblies_led_by(user: Any, *, on: date) -> Any:
    """Return the keys of the regional assemblies that ``user`` chairs on a day, as a subquery."""
    person = _known(user)
    akims = (
        OfficeHolding.objects.filter(person__user=person, office__kind=OfficeKind.AKIM)
        .in_force_on(on)
        .order_by()
        .values("office__region")
    )
    seats = (
        Membership.objects.filter(person__user=person, role=SeatRole.CHAIR)
        .in_force_on(on)
        .order_by()
        .values("body")
    )
    return (
        Body.objects.filter(Q(region__in=akims) | Q(pk__in=seats), kind=BodyKind.REGIONAL_ASSEMBLY)
        .order_by()
        .values("pk")
    )


def works_for(user: Any, assembly_id: int, *, on: date) -> bool:
    """Say whether ``user`` works for the secretariat of this regional assembly on a day."""
    return Body.objects.filter(pk=assembly_id, pk__in=assemblies_worked_for(user, on=on)).exists()


def is_led_by(user: Any, assembly_id: int, *, on: date) -> bool:
    """Say whether ``user`` chairs this regional assembly on a day."""
    return Body.objects.filter(pk=assembly_id, pk__in=assemblies_led_by(user, on=on)).exists()


def standing_over(user: Any, subject: Any, on: date) -> frozenset[Standing] | None:
    """Return what ``user`` is to a regional assembly on a day; ``None`` for whatever is no regional assembly."""
    if not isinstance(subject, Body) or subject.kind != BodyKind.REGIONAL_ASSEMBLY:
        return None
    asked = ((Standing.SECRETARIAT, works_for), (Standing.CHAIR, is_led_by))
    return frozenset(standing for standing, is_so in asked if is_so(user, subject.pk, on=on))


def akim_of(body: Body, *, on: date) -> Person | None:
    """Return the akim who chairs a regional assembly ex officio on a day; nobody for a vacancy."""
    holding = (
        OfficeHolding.objects.filter(office__kind=OfficeKind.AKIM, office__region=body.region_id)
        .in_force_on(on)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    return holding.person if holding else None


def _known(user: Any) -> int:
    """Return the key of somebody signed in and active; one that nobody has for the rest."""
    is_known = getattr(user, "is_authenticated", False) and user.is_active
    return user.pk if is_known else 0
