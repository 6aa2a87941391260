"""Terms of signing in that no law fixes. The floor above keeps their values; until it does, defaults hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

PROOF_MINUTES = "people.proof_minutes"
HALL_MINUTES = "people.proof_minutes_in_hall"
GRACE_DAYS = "people.second_factor_grace_days"


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its default and its words."""

    default: int
    label: Any
    note: Any


TERMS: dict[str, Term] = {
    PROOF_MINUTES: Term(
        15,
        _("Before an act that binds: minutes since one has shown who he is"),
        _("Not fixed by law. After that the password or a code is asked for before the act is done."),
    ),
    HALL_MINUTES: Term(
        240,
        _("In the hall: minutes since one has shown who he is"),
        _("Not fixed by law. Closing a poll must not wait for a password; a sign-in of this age suffices."),
    ),
    GRACE_DAYS: Term(
        0,
        _("Days to set up a second factor"),
        _(
            "Not fixed by law. Counted from the day of this value, or of the account if it is younger; 0: at once."
        ),
    ),
}

Reader = Callable[[str, date], tuple[Any, date | None]]
_readers: list[Reader] = []


def use_reader(reader: Reader) -> None:
    """Say who keeps the values: ``(key, day) -> (value, since when or None)``; called from ``ready()``."""
    _readers[:] = [reader]


def term_on(key: str, *, on: date) -> tuple[int, date | None]:
    """Return a term on a day, and the day since which it holds when somebody has set it.

    Raises:
        LookupError: there is no such term.
    """
    default = TERMS[key].default
    for reader in _readers:
        value, since = reader(key, on)
        return int(value), since
    return default, None
