"""What the pages of the directions show, and how the room tells the floors below about them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.chairman.enums import DirectionsState
from assembly.chairman.matters import MatterKind, register_matter_kind
from assembly.chairman.menu import sees_the_desk
from assembly.chairman.models import DirectionsEdition, Matter
from assembly.chairman.services import directions
from assembly.chairman.services.flow import DIRECTIONS_FLOW
from assembly.common.flow import register_flow
from assembly.common.navigation import register as register_line
from assembly.common.pieces import Chip
from assembly.common.search_sources import Source, register_source
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.models import Version
from assembly.documents.selectors import current_version
from assembly.documents.verification import register_act_page

LOOKS = {
    DirectionsState.PREPARED: ("info", "pencil-line"),
    DirectionsState.WITH_CHAIRMAN: ("info", "hourglass"),
    DirectionsState.SET: ("ok", "file-check"),
}


def chip_of(edition: DirectionsEdition) -> Chip:
    """Return where an edition stands."""
    state = DirectionsState(edition.state)
    return Chip(*LOOKS[state], state.label)


def panels_of_setting(*, matter: Matter, on: date) -> list[tuple[Any, Any]]:
    """Return what signing will do, for the Chairman's desk."""
    edition = DirectionsEdition.objects.filter(matter=matter).select_related("document").first()
    if edition is None:
        return []
    former = DirectionsEdition.objects.published().exclude(pk=edition.pk).first()
    rows: list[tuple[Any, Any]] = [
        (_("What will happen"), _("The directions of work are set and stand on the portal for everybody.")),
        (_("Version"), directions.newest(edition).number),
    ]
    if former and former.act:
        rows.append((_("What they replace"), former.act.reference))
    return rows


def page_of_matter(*, matter: Matter) -> str:
    """Return the page of the edition of this matter."""
    found = DirectionsEdition.objects.filter(matter=matter).values_list("pk", flat=True).first()
    return reverse("chairman:directions_edition", args=[found]) if found else ""


def page_of_act(act: Any) -> str:
    """Return the public page of the edition that an act sets, or an empty string."""
    found = DirectionsEdition.objects.published().filter(act=act).values_list("pk", flat=True).first()
    return reverse("portal:directions_edition", args=[found]) if found else ""


def text_of(edition: DirectionsEdition) -> Version:
    """Return the text of an edition that was set, with its corrections."""
    assert edition.act is not None, "an edition that is published has its act"
    version = current_version(edition.act)
    assert version is not None, "the act of directions has its text"
    return version


def of_search(user: Any, on: date) -> Any:
    """Return the editions that can be found: those the Chairman set, by everybody."""
    del user, on
    return DirectionsEdition.objects.published()


def register() -> None:
    """Register flow, matter, page of the act, menus, the source of the search; called from ``ready()``."""
    name = gettext_lazy("Directions of work")
    register_flow("chairman.directions", DIRECTIONS_FLOW)
    register_matter_kind(
        MatterKind(
            code=directions.SET,
            label=gettext_lazy("Setting the directions of work"),
            legal_ref=directions.PARAGRAPH,
            act_kind=ActKind.ORDER,
            require_signable=directions.require_settable,
            effect=directions.set_directions,
            panels=panels_of_setting,
            release=directions.release_directions,
            subject_url=page_of_matter,
            act_access=ActAccess.PUBLIC,
        )
    )
    register_act_page("directions", page_of_act)
    register_line(
        gettext_lazy("Chairman"), name, "chairman:directions_list", "compass", 225, right=sees_the_desk
    )
    register_source(
        Source(
            code="directions", heading=name, icon="compass", called=("направлени", "бағыт", "direction"), order=8,
            rows=of_search, index="act", prefix="act__",
            titles=("act__title_kk", "act__title_ru", "act__title_en"), label="act__number", day="act__signed_on",
            page="portal:directions_edition",
        )
    )  # fmt: skip
