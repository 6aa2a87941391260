"""Which reminders are due on a day: the plan as a table."""

from datetime import date

import pytest

from assembly.deadlines.plans import Audience
from assembly.deadlines.services.reminder_steps import Schedule, steps_due

SCHEDULE = Schedule(before=(10, 5, 3, 1), to_head_after=3, to_secretariat_after=5)
TERM = date(2026, 12, 24)  # a Thursday
SINCE = date(2026, 11, 23)


def weekdays(day):
    return day.weekday() < 5


def kinds_on(day, *, since=SINCE, term=TERM, is_working=weekdays):
    return [
        step.kind
        for step in steps_due(term=term, since=since, on=day, schedule=SCHEDULE, is_working=is_working)
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 9), []),  # eleven working days are left
        (date(2026, 12, 10), ["before_10"]),
        (date(2026, 12, 11), ["before_10"]),  # made up, if yesterday's night was slept through
        (date(2026, 12, 12), []),  # a Saturday
        (date(2026, 12, 17), ["before_5"]),
        (date(2026, 12, 20), []),  # a Sunday
        (date(2026, 12, 21), ["before_3"]),
        (date(2026, 12, 22), ["before_3"]),
        (date(2026, 12, 23), ["before_1"]),
        (date(2026, 12, 24), ["due"]),
        (date(2026, 12, 25), ["overdue_1"]),
        (date(2026, 12, 26), []),
        (date(2026, 12, 28), ["overdue_2"]),
        (date(2026, 12, 29), ["overdue_3", "escalation_head"]),
        (date(2026, 12, 30), ["overdue_4", "escalation_head"]),
        (date(2026, 12, 31), ["overdue_5", "escalation_head", "escalation_secretariat"]),
    ],
)
def test_the_latest_step_alone_is_due(day, expected):
    assert kinds_on(day) == expected


def test_days_are_counted_as_they_are_left_not_as_the_step_is_called():
    (step,) = steps_due(term=TERM, since=SINCE, on=date(2026, 12, 15), schedule=SCHEDULE, is_working=weekdays)
    assert (step.kind, step.days, step.audience) == ("before_10", 7, Audience.EXECUTORS)


def test_steps_from_before_the_assignment_was_given_are_left_out():
    given = date(2026, 12, 18)
    assert kinds_on(date(2026, 12, 18), since=given) == []
    assert kinds_on(date(2026, 12, 21), since=given) == ["before_3"]


def test_a_term_that_fell_on_a_day_off_is_reminded_of_on_the_last_day_worked():
    holiday = date(2026, 12, 24)

    def is_working(day):
        return weekdays(day) and day != holiday

    assert kinds_on(date(2026, 12, 23), is_working=is_working) == ["due"]
    assert kinds_on(holiday, is_working=is_working) == []
    assert kinds_on(date(2026, 12, 25), is_working=is_working) == ["overdue_1"]
