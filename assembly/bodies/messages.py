"""Letters of the room: an import that was written, or was not."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assembly.bodies.enums import RegisterKind
from assembly.bodies.services.imports import FAILED, IMPORTED
from assembly.outbox.kinds import Context, register_kind
from assembly.people.enums import Role
from assembly.people.letter_choices import register_choosable


def compose(context: Context, language: str) -> dict[str, Any]:
    """Return what the letter says: which register, how many rows, where to look. No name stands in it."""
    with override(language):
        register = str(RegisterKind(context["register"]).label)
    return {
        "register": register,
        "rows": context["rows"],
        "url": f"{settings.PORTAL_ADDRESS}/{language}/registers/imports/{context['import_id']}/",
    }


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_kind(IMPORTED, _("A register was imported"), compose)
    register_choosable(IMPORTED, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT)
    register_kind(FAILED, _("A register was not imported"), compose)
