"""Who acts for a regional assembly: its secretariat works (п. 19), the akim chairs ex officio (ст. 14).

Both follow from seats and offices by query, so that nobody has to remember to take them away.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from assembly.bodies.models import Body, Membership, OfficeHolding


def assemblies_worked_for(user: Any, *, on: date) -> Any:
    """Return the keys of the regional assemblies for whose secretariat ``user`` works on a day, as a subquery."""
    seats = (
        Membership.objects.filter(person__user=_known(user), role=SeatRole.SECRETARY)
        .in_force_on(on)
        .order_by()
        .values("body")
    )
    return Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY, pk__in=seats).order_by().values("pk")


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


def _known(user: Any) -> int:
    """Return the key of somebody signed in and active; one that nobody has for the rest."""
    is_known = getattr(user, "is_authenticated", False) and user.is_active
    return user.pk if is_known else 0
