"""The room `assembly.meetings` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.meetings"
    label = "meetings"
    verbose_name = _("Meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare rights and register the flows."""
        from assembly.common.flow import register_flow
        from assembly.meetings import permissions  # noqa: F401  -- rights are declared at import
        from assembly.meetings.services.flow import ITEM_FLOW, MEETING_FLOW

        register_flow("meeting", MEETING_FLOW)
        register_flow("agenda item", ITEM_FLOW)
