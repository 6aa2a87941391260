"""What of voting no law sets: settings of the room, and the bounds that keep a question readable."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.documents.portal_settings import register_setting

LEAST_TELLERS = "voting.least_tellers"
# The question names them all and has 600 letters.
MOST_TELLERS = 9


def is_number_of_tellers(value: Any) -> bool:
    """Say whether so many can be asked for."""
    return isinstance(value, int) and 1 <= value <= MOST_TELLERS


def register() -> None:
    """Register the settings; called from ``ready()``."""
    register_setting(
        LEAST_TELLERS,
        2,
        _("Least number of tellers in the counting commission of a sitting"),
        _("Default: no act sets it; nobody counts alone."),
        is_valid=is_number_of_tellers,
    )
