"""A year as twelve months of weeks: what the page of the calendar draws."""

import calendar
from dataclasses import dataclass
from datetime import date

from assembly.deadlines.enums import DayKind
from assembly.deadlines.models import CalendarDay
from assembly.deadlines.selectors import Calendar

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's table: ``look`` is the class of its cell, ``name`` is read aloud."""

    number: int
    day: date
    look: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day (to be named by the page) and weeks, Monday first, ``None`` for blanks."""

    first: date
    weeks: list[list[Day | None]]
    working_days: int


def months_of(year: int, *, today: date, known: Calendar) -> list[Month]:
    """Return the twelve months of ``year`` as the calendar stands."""
    rows = calendar.Calendar(firstweekday=0)
    months = []
    for number in MONTHS:
        weeks = [
            [_day(day, today, known) if day.month == number else None for day in week]
            for week in rows.monthdatescalendar(year, number)
        ]
        worked = sum(known.is_working(cell.day) for week in weeks for cell in week if cell)
        months.append(Month(date(year, number, 1), weeks, worked))
    return months


def _day(day: date, today: date, known: Calendar) -> Day:
    entry = known.days.get(day)
    looks = [_look(day, entry, known)]
    if day == today:
        looks.append("today")
    return Day(day.day, day, " ".join(look for look in looks if look), entry.name if entry else "")


def _look(day: date, entry: CalendarDay | None, known: Calendar) -> str:
    if entry is not None:
        return "hol" if entry.kind == DayKind.OFF else "worked"
    return "" if known.is_working(day) else "off"
