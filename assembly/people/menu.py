"""What this room puts into the menu of the workspace."""

from django.utils.translation import gettext_lazy as _

from assembly.common import navigation
from assembly.people import permissions
from assembly.people.doors import may
from assembly.people.duties import waiting_paired


def register_menu() -> None:
    """Register the lines; called from ``ready()``."""
    group = _("Work of the Secretariat")
    navigation.register(
        group,
        _("Persons and sign-in"),
        "people:person_list",
        "users",
        810,
        right=may(permissions.VIEW_PERSONS),
    )
    navigation.register(
        group,
        _("Acts for two persons"),
        "people:paired_list",
        "users-round",
        815,
        right=may(permissions.VIEW_PAIRED),
        count=waiting_paired,
    )
    navigation.register(
        group,
        _("What was sent"),
        "outbox:message_list",
        "mails",
        820,
        right=may(permissions.VIEW_MESSAGES),
    )
    navigation.register(
        group,
        _("Journal of acts"),
        "audit:events",
        "history",
        830,
        right=may(permissions.VIEW_EVENTS),
    )
    navigation.register(
        group,
        _("Journal of views"),
        "people:access_list",
        "eye",
        835,
        right=may(permissions.VIEW_ACCESS),
    )
