"""Terms that no law sets: the room's settings."""

from django.utils.translation import gettext_lazy as _

from assembly.decisions.services.considerations import CONSIDERATION_DAYS
from assembly.decisions.services.giving import LEAST_TERM_DAYS
from assembly.decisions.services.instructions import INSTRUCTIONS_ARE_PUBLIC
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
    register_setting(
        INSTRUCTIONS_ARE_PUBLIC,
        default=False,
        label=_("Instructions of the Chairman are published when he gives them"),
        note=_("Default: an instruction is published only when the Chairman says so. No act sets it."),
    )
