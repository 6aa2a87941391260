"""The registry of number series: what a room numbers, what a number may be made of, how it is now.

A room registers its series in ``ready()``. What holds on a day stands in the table ``Setting`` under the key
``numbers.<code>``; where nothing stands, the template below does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembly.documents.refusals import SettingRefused

Words = str | Promise
N, YEAR = "n", "year"
LONGEST_TEMPLATE = 40
PLACE = re.compile(r"\{([a-z]+)\}")
BESIDE_A_DIGIT = re.compile(r"\d\{|\}\d|\}\{")
SIGNS = re.compile(r"[\w\-/. ]*")
PLACES: dict[str, Words] = {
    N: _("the count"),
    YEAR: _("the year of the act"),
    "body": _("the letter of the organ"),
    "region": _("the code of the region"),
    "session": _("the number of the Session"),
    "minutes": _("the number of the minutes"),
    "item": _("the number of the item of the agenda"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """What a number is shown with before it is given: the count it continues, the values of its places."""

    within: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers.

    Args:
        code: ``room.what_is_numbered``.
        name: what is numbered, in a few words.
        template: how it is numbered until the Head decides otherwise: ``{session}/{n}``.
        needed: places without which two papers could bear one number.
        offered: places that may be added.
        scope: the name of its count, ``minutes:{within}``; empty when nothing is counted.
        restarts: whether the count begins anew with a year until the Head decides otherwise.
        may_restart: whether that may be changed; a count within a Session does not follow the year.
        example: gives what the next number is shown with on a day.
    """

    code: str
    name: Words
    template: str
    needed: tuple[str, ...]
    offered: tuple[str, ...]
    scope: str
    restarts: bool
    may_restart: bool
    example: Callable[[date], Example]

    @property
    def key(self) -> str:
        """Return the key under which what was decided is kept."""
        return f"numbers.{self.code}"

    @property
    def places(self) -> list[tuple[str, Words]]:
        """Return the places that a template may have, with what each stands for."""
        return [(f"{{{name}}}", PLACES[name]) for name in (*self.needed, *self.offered)]

    def scope_of(self, within: str, *, year: int, restarts: bool) -> str:
        """Return the name of the count from which a number is taken."""
        scope = self.scope.format(within=within)
        return f"{scope}:{year}" if restarts else scope


@dataclass(frozen=True, slots=True)
class Rule:
    """How a series is numbered on a day; ``since`` is the first day of what was decided, ``None`` for the default."""

    template: str
    restarts: bool
    since: date | None = None


SERIES: dict[str, Series] = {}


def register_series(series: Series) -> None:
    """Register a series; called from ``ready()``.

    Raises:
        ValueError: the code is taken.
    """
    if series.code in SERIES:
        raise ValueError(f"number series {series.code!r} is registered twice")
    SERIES[series.code] = series


def written(template: str, values: Mapping[str, object]) -> str:
    """Return the number that a template makes of its values."""
    return PLACE.sub(lambda place: str(values[place[1]]), template)


def require_template(series: Series, template: str) -> None:
    """Raise unless a template makes a number of its own for each paper of the series.

    Raises:
        SettingRefused: a place is missing, unknown or repeated, or the signs cannot stand in a number.
    """
    named = PLACE.findall(template)
    allowed = {*series.needed, *series.offered}
    missing = [f"{{{name}}}" for name in series.needed if name not in named]
    unknown = [f"{{{name}}}" for name in named if name not in allowed]
    reason: Words = ""
    if missing:
        reason = _("A number needs: %(places)s. Without it two papers could bear one number.") % {
            "places": ", ".join(missing)
        }
    elif unknown:
        reason = _("This series does not know: %(places)s.") % {"places": ", ".join(unknown)}
    elif len(named) != len(set(named)):
        reason = _("Each place stands once.")
    elif BESIDE_A_DIGIT.search(template):
        reason = _("Between two places, and between a place and a digit, stands a sign: 2026-7, not 20267.")
    elif len(template) > LONGEST_TEMPLATE or not SIGNS.fullmatch(PLACE.sub("", template)):
        reason = _("A number is short, and of letters, digits, spaces and the signs / - . alone.")
    if reason:
        raise SettingRefused(reason=reason, field="template")
