from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import dates, integers

from assembly.common.workdays import working_days_after, working_days_before, working_days_between

MONDAY = date(2026, 11, 23)
HOLIDAY = date(2026, 11, 25)


def on_weekdays(day):
    return day.weekday() < 5


def with_holiday(day):
    return on_weekdays(day) and day != HOLIDAY


@pytest.mark.parametrize(
    ("start", "count", "due_on", "skipped"),
    [
        (MONDAY, 1, date(2026, 11, 24), 0),  # the day of receipt is not counted
        (MONDAY, 2, date(2026, 11, 26), 1),  # over the holiday
        (MONDAY, 4, date(2026, 11, 30), 3),  # and over the weekend
        (date(2026, 11, 27), 1, date(2026, 11, 30), 2),
        (date(2026, 11, 28), 1, date(2026, 11, 30), 1),  # received on a Saturday
        (MONDAY, 0, MONDAY, 0),
        (HOLIDAY, 0, date(2026, 11, 26), 1),  # a term of no days on a day off ends on the next working day
    ],
)
def test_a_term_ends_on_a_working_day(start, count, due_on, skipped):
    found = working_days_after(start, count, is_working=with_holiday)

    assert (found.due_on, len(found.skipped), found.working_days, found.start) == (
        due_on,
        skipped,
        count,
        start,
    )


@pytest.mark.parametrize(
    ("end", "count", "expected"),
    [(MONDAY, 0, MONDAY), (MONDAY, 1, date(2026, 11, 20)), (date(2026, 11, 26), 1, date(2026, 11, 24))],
)
def test_a_reminder_lies_working_days_before(end, count, expected):
    assert working_days_before(end, count, is_working=with_holiday) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, date(2026, 11, 27), 3),
        (date(2026, 11, 27), MONDAY, -3),
        (date(2026, 11, 27), date(2026, 11, 29), 0),
    ],
)
def test_days_left_are_counted_without_the_first(start, end, expected):
    assert working_days_between(start, end, is_working=with_holiday) == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=dates(date(2020, 1, 1), date(2040, 1, 1)), count=integers(1, 200))
def test_counting_back_and_forth_agrees(start, count):
    due_on = working_days_after(start, count, is_working=on_weekdays).due_on

    assert on_weekdays(due_on)
    assert working_days_between(start, due_on, is_working=on_weekdays) == count
    assert working_days_before(due_on, count, is_working=on_weekdays) <= start


def test_terms_that_are_none():
    with pytest.raises(ValueError):
        working_days_after(MONDAY, -1, is_working=on_weekdays)
    with pytest.raises(ValueError):
        working_days_before(MONDAY, -1, is_working=on_weekdays)
    with pytest.raises(ValueError):
        working_days_after(MONDAY, 5, is_working=lambda day: False)
    with pytest.raises(ValueError):
        working_days_after(MONDAY, 0, is_working=lambda day: False)
    with pytest.raises(ValueError):
        working_days_between(MONDAY, date(2099, 1, 1), is_working=on_weekdays)
