"""The calendar of working days, and terms computed and explained by it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from assembly.common.pieces import Deadline, ReckoningLine, Words, deadline_of
from assembly.common.workdays import (
    Reckoning,
    working_days_after,
    working_days_before,
    working_days_between,
)
from assembly.deadlines.enums import DayKind
from assembly.deadlines.models import CalendarDay, CalendarYear

SATURDAY = 5


class Calendar:
    """The calendar as it stands now, read once: hand one to several questions of one page."""

    @cached_property
    def days(self) -> dict[date, CalendarDay]:
        """Days that differ from what their weekday says, or bear a name."""
        return {entry.day: entry for entry in CalendarDay.objects.all()}

    @cached_property
    def known_years(self) -> frozenset[int]:
        """Years whose holidays were entered."""
        return frozenset(CalendarYear.objects.values_list("year", flat=True))

    def is_working(self, day: date) -> bool:
        """Say whether a day is worked: the calendar's own entry decides, then the weekday."""
        entry = self.days.get(day)
        if entry is not None:
            return entry.kind == DayKind.WORKING
        return day.weekday() < SATURDAY

    def names_of(self, days: tuple[date, ...]) -> dict[date, str]:
        """Return the names of those of ``days`` that have one, in the reader's language."""
        return {day: self.days[day].name for day in days if day in self.days}

    def unknown_years(self, start: date, end: date) -> list[int]:
        """Return the years of a span whose holidays are not entered: a term there is provisional."""
        return [year for year in range(start.year, end.year + 1) if year not in self.known_years]


def is_working(day: date) -> bool:
    """Say whether ``day`` is worked."""
    return Calendar().is_working(day)


def term_after(start: date, working_days: int, *, calendar: Calendar | None = None) -> Reckoning:
    """Return the day that ends a term of working days; the day of the event is not counted.

    Args:
        start: the day of receipt or of the act.
        working_days: length of the term, zero or more.
        calendar: one read already, when several terms are asked at once.

    Raises:
        ValueError: the length is negative, or the term is too long to be one.
    """
    return working_days_after(start, working_days, is_working=(calendar or Calendar()).is_working)


def term_before(end: date, working_days: int, *, calendar: Calendar | None = None) -> date:
    """Return the day that lies ``working_days`` before ``end``: the day of a reminder.

    Raises:
        ValueError: the length is negative, or the term is too long to be one.
    """
    return working_days_before(end, working_days, is_working=(calendar or Calendar()).is_working)


def term_until(start: date, due_on: date, *, calendar: Calendar | None = None) -> Reckoning:
    """Return the reckoning of a term whose last day was named: how many working days it holds.

    Raises:
        ValueError: the last day is before the start, or the term is too long to be one.
    """
    if due_on < start:
        raise ValueError(f"a term from {start} back to {due_on}")
    worked = (calendar or Calendar()).is_working
    count = working_days_between(start, due_on, is_working=worked)
    between = tuple(day for day in _days_after(start, due_on) if not worked(day))
    return Reckoning(start, count, due_on, between)


def working_days_left(due_on: date, on: date, *, calendar: Calendar | None = None) -> int:
    """Count the working days after ``on`` up to ``due_on``; negative when the term is past."""
    return working_days_between(on, due_on, is_working=(calendar or Calendar()).is_working)


def explain(
    reckoning: Reckoning, *, on: date, begun: Words, rule: Words, calendar: Calendar | None = None
) -> Deadline:
    """Return what ``{% deadline %}`` shows: the day, how far it is, and how it was computed.

    Args:
        reckoning: see :func:`term_after` and :func:`term_until`.
        on: the reader's day.
        begun: what the term is counted from: “Received”, “Sent”.
        rule: the rule in words with its source, or that the day was named.
        calendar: one read already, when several terms stand on one page.
    """
    known = calendar or Calendar()
    term = deadline_of(
        reckoning,
        on=on,
        left=working_days_left(reckoning.due_on, on, calendar=known),
        begun=begun,
        rule=rule,
        holidays=known.names_of(reckoning.skipped),
    )
    unknown = known.unknown_years(reckoning.start, reckoning.due_on)
    if not unknown:
        return term
    years = ", ".join(str(year) for year in unknown)
    doubt = ReckoningLine(
        "triangle-alert", _("Provisional: the holidays of this year are not entered"), years
    )
    return replace(term, lines=(*term.lines, doubt))


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
