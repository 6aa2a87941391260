"""The room `assembly.portal` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.portal"
    label = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the public sections and the desk into the menus."""
        from assembly.audit.sentences import register_sentence
        from assembly.common.navigation import register, register_public
        from assembly.documents.verification import register_act_page
        from assembly.people.proofs import register_binding
        from assembly.people.second_factor import register_shown_code
        from assembly.portal import checks, menu  # noqa: F401 -- registers the checks
        from assembly.portal.binding import BINDING
        from assembly.portal.demo.codes import code_now
        from assembly.portal.selectors.decisions import page_of_act

        register_binding(BINDING)
        register_shown_code(code_now)
        register_public(_("Decisions"), "portal:decisions", 10)
        register_public(_("Addresses of the Assembly"), "portal:addresses", 20)
        register_public(_("Directions of work"), "portal:directions", 30)
        register_public(_("The law"), "portal:law", 60)
        register_act_page("decisions", page_of_act)
        register("", _("Waits for me"), "portal:desk", "inbox", 0)
        register("", _("My card"), "people:me", "contact-round", 20)
        # Who controls execution has a list of decisions of his own.
        register(
            _("Assembly"), _("Decisions"), "portal:decisions", "gavel", 340, right=menu.reads_public_decisions
        )
        register_sentence(
            "portal.backup_restored",
            _("The portal was restored from a backup that ends with seal № {seal}"),
            icon="archive-restore",
            state="late",
        )
