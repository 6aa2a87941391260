"""The room `council` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "council"
    label = "council"
    verbose_name = _("Council")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the Council's procedure, numbering and menu line."""
        from assembly.bodies.enums import BodyKind
        from assembly.bodies.procedures import register_procedure
        from assembly.common.navigation import register
        from assembly.decisions.numbering import register_numbering
        from council import menu, numbering
        from council.services import rules

        register_procedure(BodyKind.COUNCIL, rules.PROCEDURE)
        register_numbering(BodyKind.COUNCIL, numbering.NUMBERING)
        register(_("Assembly"), _("Council"), "council:home", "users-round", 330, right=menu.sees_council)
