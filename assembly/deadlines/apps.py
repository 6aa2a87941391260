"""The room `assembly.deadlines` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.deadlines"
    label = "deadlines"
    verbose_name = _("Deadlines")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rights, word the events, stand in the menu, register the plan of reminders as settings."""
        from assembly.audit.sentences import register_sentence
        from assembly.common.navigation import register
        from assembly.deadlines import accreditations
        from assembly.deadlines.permissions import CHANGE_CALENDAR
        from assembly.deadlines.services.reminders import (
            REMIND_BEFORE,
            TO_HEAD_AFTER,
            TO_SECRETARIAT_AFTER,
        )
        from assembly.documents.portal_settings import register_setting
        from assembly.people.doors import may
        from assembly.people.merging import register_staying

        register_staying("deadlines.Reminder", "recipient", "the ledger is written once")
        register(
            _("Registers"),
            _("Calendar of working days"),
            "deadlines:this_year",
            "calendar-days",
            570,
            right=may(CHANGE_CALENDAR),
        )
        register_sentence(
            "deadlines.year_added", _("The holidays of the year {year} were entered"), icon="calendar-plus"
        )
        register_sentence("deadlines.day_changed", _("The day {day} was changed"), icon="calendar-cog")
        accreditations.register()
        default = _("Default: no act sets when the portal reminds.")
        register_setting(REMIND_BEFORE, "10,5,3,1", _("Reminders before the term, working days"), default)
        register_setting(TO_HEAD_AFTER, 3, _("Head of the body is told after, working days late"), default)
        register_setting(
            TO_SECRETARIAT_AFTER,
            5,
            _("Head of the Secretariat is told after, working days late"),
            default,
        )
