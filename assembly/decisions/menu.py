"""The room's lines in the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import register
from assembly.decisions import desk


def register_menu() -> None:
    """Register the lines; called from ``ready()``."""
    group = _("Carrying out decisions")
    register(
        _("Chairman"),
        _("Instructions of the Chairman"),
        "decisions:instruction_list",
        "list-checks",
        227,
        right=desk.sees_control,
    )
    register(
        group,
        _("What waits for us"),
        "decisions:cabinet",
        "inbox",
        410,
        right=desk.work_of,
        count=desk.waiting_for_officer,
        is_hot=True,
    )
    register(
        group,
        _("Decisions under control"),
        "decisions:decisions",
        "gavel",
        420,
        right=desk.sees_control,
    )
    register(
        group,
        _("Assignments"),
        "decisions:assignments",
        "list-checks",
        430,
        right=desk.concern_of,
        count=desk.reports_to_check,
    )
    register(group, _("Considerations"), "decisions:considerations", "stamp", 440, right=desk.concern_of)
