"""Letters of the room: an import that was written, or was not; rights given or taken."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assembly.bodies.enums import RegisterKind
from assembly.bodies.models import Membership, OfficeHolding, StateBodyOfficer
from assembly.bodies.services.imports import FAILED, IMPORTED
from assembly.bodies.services.rights_news import GRANTED, TAKEN
from assembly.outbox.kinds import Context, register_kind
from assembly.people.enums import Role
from assembly.people.letter_choices import register_choosable
from assembly.people.models import Person


def compose(context: Context, language: str) -> dict[str, Any]:
    """Return what the letter says: which register, how many rows, where to look. No name stands in it."""
    with override(language):
        register = str(RegisterKind(context["register"]).label)
    return {
        "register": register,
        "rows": context["rows"],
        "url": f"{settings.PORTAL_ADDRESS}/{language}/registers/imports/{context['import_id']}/",
    }


def _words(what: str, holding_id: int) -> tuple[str, str]:
    """Return what was given in words, and the act on which it rests where there is one."""
    if what == "membership":
        seat = Membership.objects.select_related("body", "basis").get(pk=holding_id)
        return f"{seat.body.name}, {seat.get_role_display()}", seat.basis.reference if seat.basis else ""
    if what == "officeholding":
        office = OfficeHolding.objects.select_related("office", "basis").get(pk=holding_id)
        return office.office.name, office.basis.reference if office.basis else ""
    post = StateBodyOfficer.objects.select_related("state_body").get(pk=holding_id)
    return f"{post.state_body.name}, {post.get_role_display()}", ""


def compose_rights(context: Context, language: str) -> dict[str, Any]:
    """Return what a person reads about rights that were given to him or taken from him."""
    words, basis = _words(context["what"], context["holding_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "words": words,
        "basis": basis,
        "day": date_format(date.fromisoformat(context["day"])),
        "url": settings.PORTAL_ADDRESS + reverse("people:me"),
    }


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_kind(IMPORTED, _("A register was imported"), compose)
    register_kind(GRANTED, _("Rights in the portal given"), compose_rights)
    register_kind(TAKEN, _("Rights in the portal ended"), compose_rights)
    register_choosable(IMPORTED, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT)
    register_kind(FAILED, _("A register was not imported"), compose)
