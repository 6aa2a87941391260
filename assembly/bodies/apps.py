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
        from assembly.bodies import handovers, merging, messages, narrowing, paired_kinds, search, sentences
        from assembly.bodies.permissions import (
            COORDINATE_OFFICERS,
            IMPORT_REGISTERS,
            VIEW_OWN_REGION,
            VIEW_REGISTERS,
        )
        from assembly.bodies.selectors import can_read_papers, roles_by_seat
        from assembly.bodies.services.accreditations import ACCREDITATION_YEARS
        from assembly.bodies.services.flow import IMPORT_FLOW
        from assembly.bodies.services.imports import register_limits
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.readers import register_reader
        from assembly.people.doors import may
        from assembly.people.permissions import MERGE_PERSONS
        from assembly.people.rights import register_roles_source

        register_roles_source(roles_by_seat)
        merging.register()
        register_reader("accreditation", can_read_papers)
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
        narrowing.register()
        handovers.register()
        paired_kinds.register()
        register(
            "",
            _("Officers of my state body"),
            "bodies:own_officers",
            "users-round",
            90,
            right=may(COORDINATE_OFFICERS),
        )
        group, sees = _("Registers"), may(VIEW_REGISTERS)
        sees_some = may(VIEW_REGISTERS, VIEW_OWN_REGION)
        register(group, _("Bodies"), "bodies:body_list", "network", 505, right=sees_some)
        register(group, _("Members"), "bodies:member_list", "contact", 510, right=sees_some)
        register(
            group, _("Likely duplicates"), "bodies:duplicate_list", "merge", 515, right=may(MERGE_PERSONS)
        )
        register(group, _("Offices"), "bodies:office_list", "badge-check", 520, right=sees)
        register(group, _("Associations"), "bodies:association_list", "flower-2", 530, right=sees)
        register(group, _("State bodies"), "bodies:state_body_list", "building-2", 540, right=sees)
        register(group, _("Regional assemblies"), "bodies:region_list", "map", 550, right=sees)
        search.register()
        register(
            group, _("Import of registers"), "bodies:import_list", "file-up", 570, right=may(IMPORT_REGISTERS)
        )
