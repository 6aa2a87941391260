"""Arithmetic of working days. Pure: the calendar is an argument."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

IsWorking = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
# A term longer than this is an error of entry, not a term; it also bounds the loops below.
MOST_DAYS = 3_000


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a term was computed: what a reader sees when he asks «why this day?»."""

    start: date
    working_days: int
    due_on: date
    skipped: tuple[date, ...]


def working_days_after(start: date, count: int, *, is_working: IsWorking) -> Reckoning:
    """Return the ``count``-th working day after ``start``; the day of the event is not counted.

    Args:
        start: the day of receipt or of the act.
        count: working days, zero or more; zero gives ``start`` itself, or the next working day.
        is_working: says whether a day is worked.

    Raises:
        ValueError: ``count`` is negative, or the term would be longer than ``MOST_DAYS`` days.
    """
    if count < 0:
        raise ValueError(f"a term of {count} working days")
    day, left, skipped = start, count, []
    if count == 0:
        while not is_working(day):
            skipped.append(day)
            day += ONE_DAY
            _check_span(start, day)
        return Reckoning(start, 0, day, tuple(skipped))
    while left:
        day += ONE_DAY
        _check_span(start, day)
        if is_working(day):
            left -= 1
        else:
            skipped.append(day)
    return Reckoning(start, count, day, tuple(skipped))


def working_days_before(end: date, count: int, *, is_working: IsWorking) -> date:
    """Return the ``count``-th working day before ``end``.

    Raises:
        ValueError: ``count`` is negative, or the span is longer than ``MOST_DAYS`` days.
    """
    if count < 0:
        raise ValueError(f"{count} working days")
    day, left = end, count
    while left:
        day -= ONE_DAY
        _check_span(day, end)
        if is_working(day):
            left -= 1
    return day


def working_days_between(start: date, end: date, *, is_working: IsWorking) -> int:
    """Count the working days after ``start`` up to and including ``end``; negative when ``end`` is past."""
    if end < start:
        return -working_days_between(end, start, is_working=is_working)
    _check_span(start, end)
    return sum(is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def _check_span(start: date, end: date) -> None:
    if (end - start).days > MOST_DAYS:
        raise ValueError(f"a term from {start} to {end} is too long")
