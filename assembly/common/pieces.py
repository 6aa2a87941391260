"""What the pieces of the interface are made of: plain values that a room fills and a template draws.

A room never writes markup for a deadline or a timeline; it hands over these values, so that the same
thing looks and is called the same on every page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.workdays import Reckoning
from assembly.law.refs import LegalRef

Words = str | Promise
ONE_DAY = timedelta(days=1)
DAYS_IN_WEEK = 7
# A calendar of more weeks than this is a wall of numbers: the lines above it say the same.
MOST_WEEKS = 12
# Lower bounds, in per cent, of the five steps of a map, from the second step up.
MAP_STEPS = (70, 80, 88, 95)


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in a word: ``kind`` is ok, info, warn, bad, live or empty; never colour alone."""

    kind: str
    icon: str
    word: Words


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One step of an object's way: ``state`` is done, now, late or todo."""

    state: str
    what: Words
    when: Words = ""
    more: Words = ""
    legal_ref: LegalRef | None = None
    icon: str = ""

    @property
    def sign(self) -> str:
        """Return the icon inside the dot."""
        return self.icon or {"done": "check", "now": "loader", "late": "triangle-alert"}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step of long work: ``state`` is done, now or todo; ``note`` says how far or how long."""

    state: str
    what: Words
    note: Words = ""

    @property
    def sign(self) -> str:
        """Return the icon before the step."""
        return {"done": "circle-check", "now": "loader"}.get(self.state, "circle")


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map: ISO 3166-2 number, names, what it stands at and its step of five.

    ``value`` is a share in per cent; where a tile shows a state instead, ``icon`` draws it and ``word`` says it.
    """

    code: str
    name: Words
    short: Words
    value: int
    url: str
    step: int
    is_current: bool = False
    icon: str = ""
    word: Words = ""


@dataclass(frozen=True, slots=True)
class ReckoningLine:
    """One line of how a day was computed."""

    icon: str
    what: Words
    value: Words


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the small calendar: off, hol, past, today, end or plain; ``word`` says it aloud."""

    number: int
    kind: str = ""
    word: Words = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, how far it is, and how it was computed."""

    due_on: date
    left: int
    lines: Sequence[ReckoningLine]
    days: Sequence[CalendarDay] = ()
    title: Words = ""

    @property
    def distance(self) -> str:
        """Return how far the day is, in words without plural forms."""
        if self.left > 0:
            return _("Working days left: %(days)s") % {"days": self.left}
        if self.left == 0:
            return pgettext("term", "today")
        return _("Working days late: %(days)s") % {"days": -self.left}


def map_step(percent: int) -> int:
    """Return the step of the map, 1 to 5, of a share in whole per cent."""
    return 1 + sum(percent >= bound for bound in MAP_STEPS)


def day_and_month(day: date) -> str:
    """Return a day without its year: «24 желтоқсан», «24 декабря», “24 December”."""
    return date_format(day, "MONTH_DAY_FORMAT")


def deadline_of(
    reckoning: Reckoning,
    *,
    on: date,
    left: int,
    begun: Words,
    rule: Words,
    holidays: Mapping[date, str] | None = None,
) -> Deadline:
    """Return a deadline with its reckoning: start, rule, what was passed over, the last day.

    Args:
        reckoning: how the term was computed.
        on: the reader's day, marked in the calendar.
        left: working days from ``on`` to the last day; negative when it is past.
        begun: what the term is counted from: “Received”, “Sent”.
        rule: the rule in words with its source: “15 working days, APPC, article 76”.
        holidays: names of the skipped days that are no weekends.
    """
    named = {day: name for day, name in (holidays or {}).items() if day in reckoning.skipped}
    plain = len(reckoning.skipped) - len(named)
    lines = [
        ReckoningLine("flag", begun, day_and_month(reckoning.start)),
        ReckoningLine("scale", rule, _("from %(day)s") % {"day": day_and_month(reckoning.start + ONE_DAY)}),
    ]
    if plain:
        lines.append(ReckoningLine("calendar-off", _("Days off passed over"), str(plain)))
    lines += [ReckoningLine("calendar-off", name, day_and_month(day)) for day, name in sorted(named.items())]
    lines.append(ReckoningLine("calendar-check", _("Last day of the term"), day_and_month(reckoning.due_on)))
    days = calendar_of(reckoning, on=on, holidays=named)
    return Deadline(reckoning.due_on, left, tuple(lines), days)


def calendar_of(reckoning: Reckoning, *, on: date, holidays: Mapping[date, str]) -> tuple[CalendarDay, ...]:
    """Return the weeks from the start to the last day, Monday first; empty when there are too many."""
    first = reckoning.start - timedelta(days=reckoning.start.weekday())
    last = reckoning.due_on + timedelta(days=DAYS_IN_WEEK - 1 - reckoning.due_on.weekday())
    if (last - first).days >= MOST_WEEKS * DAYS_IN_WEEK:
        return ()
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return tuple(calendar_day(day, reckoning, on=on, holidays=holidays) for day in span)


def calendar_day(day: date, reckoning: Reckoning, *, on: date, holidays: Mapping[date, str]) -> CalendarDay:
    """Return how one day of the calendar is drawn and read aloud."""
    if day == reckoning.due_on:
        return CalendarDay(day.day, "end", _("last day"))
    if day in holidays:
        return CalendarDay(day.day, "hol", holidays[day])
    if day <= reckoning.start or day > reckoning.due_on or day in reckoning.skipped:
        return CalendarDay(
            day.day, "off today" if day == on else "off", pgettext("term", "today") if day == on else ""
        )
    if day == on:
        return CalendarDay(day.day, "past today", pgettext("term", "today"))
    return CalendarDay(day.day, "past" if day < on else "")
