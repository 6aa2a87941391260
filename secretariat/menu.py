"""The room's lines in the menus."""

from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import register, register_public
from assembly.people.doors import may
from secretariat import desk
from secretariat.permissions import SEE_DUE, VIEW_APPEALS


def register_menu() -> None:
    """Register the lines; called from ``ready()``."""
    group = _("Appeals of citizens")
    register("", _("What is due"), "secretariat:due_list", "calendar-clock", 10, right=may(SEE_DUE))
    register_public(_("Send an appeal"), "secretariat:appeal_send", 50)
    register(
        group,
        _("Appeals"),
        "secretariat:appeal_list",
        "mail-question-mark",
        450,
        right=desk.appeals_of,
        count=desk.waiting_appeals,
    )
    register(
        group,
        _("Register an appeal"),
        "secretariat:appeal_register",
        "mail-plus",
        455,
        right=may(VIEW_APPEALS),
    )
    register(
        group,
        _("Figures of appeals"),
        "secretariat:appeal_figures",
        "chart-column",
        460,
        right=may(VIEW_APPEALS),
    )
