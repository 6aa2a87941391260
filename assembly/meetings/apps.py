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
        """Declare rights, register flows, desks, the menu and the paper of minutes."""
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.meetings import (
            desk,
            handovers,
            menu,
            merging,
            messages,
            numbering,
            paper,
            permissions,
            search,
            sentences,
        )
        from assembly.meetings.services.flow import ITEM_FLOW, MEETING_FLOW
        from assembly.meetings.services.minutes import PAPER
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source

        assert permissions.RUN_MEETING, "importing the module declares the rights"
        register_flow("meetings.meeting", MEETING_FLOW)
        register_series(numbering.SERIES)
        register_flow("meetings.agenda_item", ITEM_FLOW)
        register_renderer(PAPER, paper.minutes_paper, paper.can_read_minutes, _("PDF of the minutes"))
        register_sealed_paper(PAPER)
        register_desk_source(desk.desk_of_member)
        register_desk_source(desk.desk_of_presiding)
        register_desk_source(desk.desk_of_staff)
        register(_("Assembly"), _("Meetings"), "meetings:list", "calendar", 320, right=menu.sees_meetings)
        register_kind("meetings.invited", _("Invitation to a sitting"), messages.compose_invitation)
        sentences.register()
        search.register()
        merging.register()
        handovers.register()
