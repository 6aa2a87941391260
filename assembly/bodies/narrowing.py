"""Filters that this room adds to the list of persons: by seat, office or post, and by region."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import BodyKind, OfficerRole
from assembly.bodies.models import Membership, OfficeHolding, Region, StateBodyOfficer
from assembly.common.names import language_now
from assembly.common.search import kazakh_order
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE
from assembly.people.narrowing import Narrowing, register_narrowing

OFFICE, NOWHERE = "office", "nowhere"
POSTS = (OfficerRole.OFFICER, OfficerRole.COORDINATOR, OfficerRole.HEAD)


def seat_choices() -> list[tuple[str, Any]]:
    """Return what somebody can be: a member of an organ, a holder of an office, an officer, nothing."""
    return [
        *BodyKind.choices,
        (OFFICE, pgettext_lazy("filter", "Holders of offices")),
        *((post.value, post.label) for post in POSTS),
        (NOWHERE, pgettext_lazy("filter", "Without a seat, an office or a post")),
    ]


def by_seat(persons: Any, value: str, on: date) -> Any:
    """Return the persons who are this on a day."""
    seats = Membership.objects.in_force_on(on).filter(person=OuterRef("pk"))
    offices = OfficeHolding.objects.in_force_on(on).filter(person=OuterRef("pk"))
    posts = StateBodyOfficer.objects.in_force_on(on).filter(person=OuterRef("pk"))
    if value == NOWHERE:
        return persons.filter(~Exists(seats), ~Exists(offices), ~Exists(posts))
    if value == OFFICE:
        return persons.filter(Exists(offices))
    if value in OfficerRole.values:
        return persons.filter(Exists(posts.filter(role=value)))
    return persons.filter(Exists(seats.filter(body__kind=value)))


def region_choices() -> list[tuple[str, Any]]:
    """Return the regions in the Kazakh order of their names."""
    name = f"name_{language_now()}"
    order = kazakh_order(name, alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)
    return [(region.code, region.name) for region in Region.objects.order_by(order)]


def by_region(persons: Any, value: str, on: date) -> Any:
    """Return the persons of a region on a day: by a seat, by its assembly, or by a state body there."""
    there = Q(region__code=value) | Q(body__region__code=value)
    seats = Membership.objects.in_force_on(on).filter(there, person=OuterRef("pk"))
    posts = StateBodyOfficer.objects.in_force_on(on).filter(
        state_body__region__code=value, person=OuterRef("pk")
    )
    return persons.filter(Exists(seats) | Exists(posts))


def register() -> None:
    """Register the filters; called from ``ready()``."""
    register_narrowing(Narrowing("seat", _("Role or body"), seat_choices, by_seat))
    register_narrowing(Narrowing("region", _("Region"), region_choices, by_region))
