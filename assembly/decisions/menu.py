"""The room's lines in the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import register
from assembly.decisions import desk


def register_menu() -> None:
    """Register the lines; called from ``ready()``."""
    state_body, control = _("State body"), _("Control of execution")
    register(
        state_body,
        _("What waits for us"),
        "decisions:cabinet",
        "inbox",
        410,
        right=desk.carries_out,
        count=desk.waiting_for_officer,
        is_hot=True,
    )
    register(
        control,
        _("Decisions under control"),
        "decisions:decisions",
        "scroll-text",
        420,
        right=desk.sees_control,
    )
    register(
        control,
        _("Assignments"),
        "decisions:assignments",
        "list-checks",
        430,
        right=desk.works_here,
        count=desk.reports_to_check,
    )
    register(control, _("Considerations"), "decisions:considerations", "landmark", 440, right=desk.works_here)
