"""The registers in the search: persons, bodies, state bodies, associations for the Secretariat, regions for everybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat, Trim
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Association, Body, Region, StateBody
from assembly.bodies.permissions import VIEW_REGISTERS
from assembly.common.navigation import address_of
from assembly.common.search_sources import Source, register_source
from assembly.people.models import Person
from assembly.people.permissions import VIEW_PERSONS
from assembly.people.rights import has_right

NAMES = ("name_kk", "name_ru", "name_en")
FULL_NAME = Trim(Concat("family_name", Value(" "), "given_name", Value(" "), "patronymic"))


def persons(user: Any, on: date) -> Any:
    """Return the persons whom ``user`` may read (п. 17)."""
    return Person.objects.unmerged() if has_right(user, VIEW_PERSONS, on=on) else None


def state_bodies(user: Any, on: date) -> Any:
    """Return the state bodies that ``user`` may read."""
    return StateBody.objects.all() if has_right(user, VIEW_REGISTERS, on=on) else None


def associations(user: Any, on: date) -> Any:
    """Return the associations that ``user`` may read."""
    return Association.objects.all() if has_right(user, VIEW_REGISTERS, on=on) else None


def regions(user: Any, on: date) -> Any:
    """Return the regions; everybody may read them."""
    return Region.objects.all()


def association_url(user: Any, row: Mapping[str, Any]) -> str:
    """Return the list of associations with this one in it."""
    return f"{address_of('bodies:association_list')}?{urlencode({'q': row['title_kk']})}"


def region_url(user: Any, row: Mapping[str, Any]) -> str:
    """Return the public page of a region; its target is its code."""
    return address_of("regions:region_page", f"{row['target']:02d}")


def register() -> None:
    """Say what of this room, and of the register of persons that it shows, can be found."""
    register_source(
        Source(
            code="persons", heading=_("Persons"), icon="users-round", order=50, rows=persons, index="person",
            titles=(FULL_NAME,), page="bodies:member_card",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="bodies", heading=_("Bodies"), icon="users", order=60, titles=NAMES, index="body",
            rows=lambda user, on: Body.objects.visible_to(user, on=on),
            page="bodies:body_page",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="state_bodies", heading=_("State bodies"), icon="building-2", order=62, titles=NAMES,
            index="state_body", rows=state_bodies,
            page="bodies:state_body_card",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="associations", heading=_("Associations"), icon="flower-2", order=64, titles=NAMES,
            index="association", rows=associations, url=association_url,
        )
    )  # fmt: skip
    register_source(
        Source(
            code="regions", heading=_("Regional assemblies"), icon="map", order=90, titles=NAMES, index="region",
            rows=regions, target="code", url=region_url,
        )
    )  # fmt: skip
