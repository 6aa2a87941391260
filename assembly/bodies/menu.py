"""What this room puts into the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from assembly.bodies.permissions import (
    COORDINATE_OFFICERS,
    IMPORT_REGISTERS,
    VIEW_OWN_REGION,
    VIEW_REGISTERS,
)
from assembly.common.navigation import register
from assembly.people.doors import may
from assembly.people.permissions import MERGE_PERSONS


def register_menu() -> None:
    """Register the lines; called from ``ready()``."""
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
    register(group, _("Likely duplicates"), "bodies:duplicate_list", "merge", 515, right=may(MERGE_PERSONS))
    register(group, _("Offices"), "bodies:office_list", "badge-check", 520, right=sees)
    register(group, _("Associations"), "bodies:association_list", "flower-2", 530, right=sees)
    register(group, _("State bodies"), "bodies:state_body_list", "building-2", 540, right=sees)
    register(group, _("Regional assemblies"), "bodies:region_list", "map", 550, right=sees)
    register(
        group, _("Import of registers"), "bodies:import_list", "file-up", 570, right=may(IMPORT_REGISTERS)
    )
