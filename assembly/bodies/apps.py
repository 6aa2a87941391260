"""The room `assembly.bodies` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.bodies"
    label = "bodies"
    verbose_name = _("Bodies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rights; answer who holds which seat; word the events; stand in the menu."""
        from assembly.bodies import (
            handovers,
            menu,
            merging,
            messages,
            narrowing,
            paired_kinds,
            portraits,
            search,
            sentences,
        )
        from assembly.bodies.regional import standing_over
        from assembly.bodies.resealing import reseal_imports
        from assembly.bodies.selectors import can_read_papers, roles_by_seat
        from assembly.bodies.services.accreditations import ACCREDITATION_YEARS
        from assembly.bodies.services.flow import IMPORT_FLOW
        from assembly.bodies.services.imports import register_limits
        from assembly.common.flow import register_flow
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.readers import register_reader
        from assembly.people.rights import register_roles_source, register_standings_source
        from assembly.people.rotation import register_reseal

        register_roles_source(roles_by_seat)
        register_standings_source(standing_over)
        merging.register()
        register_reader("accreditation", can_read_papers)
        portraits.register()
        register_setting(
            ACCREDITATION_YEARS,
            3,
            _("Accreditation of an association, years"),
            _("Term by default: no act known to the portal sets how long an accreditation lasts."),
        )
        sentences.register()
        messages.register()
        register_flow("bodies.import", IMPORT_FLOW)
        register_limits()
        register_reseal("bodies.imports", reseal_imports)
        narrowing.register()
        handovers.register()
        paired_kinds.register()
        menu.register_menu()
        search.register()
