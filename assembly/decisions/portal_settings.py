"""Terms that no law sets: the room's settings."""

from django.utils.translation import gettext_lazy as _

from assembly.decisions.services.assignments import LEAST_TERM_DAYS
from assembly.decisions.services.considerations import CONSIDERATION_DAYS
from assembly.documents.portal_settings import register_setting


def register_settings() -> None:
    """Register the settings; called from ``ready()``."""
    register_setting(
        CONSIDERATION_DAYS,
        30,
        _("Term for considering a decision, working days"),
        _(
            "Default term: the Regulation makes consideration of the Session's decisions mandatory "
            "but sets no term."
        ),
    )
    register_setting(
        LEAST_TERM_DAYS,
        2,
        _("Least term of an assignment, working days"),
        _("Default: no act sets the least term of an assignment."),
    )
