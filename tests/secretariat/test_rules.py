"""Terms and grounds: days in, days out."""

from datetime import date

import pytest

from assembly.common.errors import TransitionRefused
from secretariat.enums import AppealEvent, AppealState
from secretariat.services.flow import APPEAL_FLOW
from secretariat.services.rules import is_for_secretariat, months_after, registration_day


def is_weekday(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 11, 23), 9, date(2026, 11, 23)),  # Monday morning
        (date(2026, 11, 23), 17, date(2026, 11, 23)),  # the last hour of the working day
        (date(2026, 11, 23), 18, date(2026, 11, 24)),  # after hours: the next working day
        (date(2026, 11, 27), 20, date(2026, 11, 30)),  # Friday evening: Monday
        (date(2026, 11, 28), 10, date(2026, 11, 30)),  # Saturday: Monday
    ],
)
def test_an_appeal_is_registered_at_once_or_on_the_next_working_day(day, hour, expected):
    assert registration_day(day, hour, day_ends=18, is_working=is_weekday) == expected


def test_a_calendar_without_a_working_day_is_broken():
    with pytest.raises(ValueError, match="no working day after 2026-11-23"):
        registration_day(date(2026, 11, 23), 20, day_ends=18, is_working=lambda day: False)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),  # February has no 31st
        (date(2027, 12, 31), 2, date(2028, 2, 29)),  # a leap year
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(day, months, expected):
    assert months_after(day, months) == expected


def test_a_term_of_no_months_is_none():
    with pytest.raises(ValueError, match="a term of 0 months"):
        months_after(date(2026, 11, 23), 0)


@pytest.mark.parametrize(
    ("is_national", "is_interethnic", "expected"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_the_secretariat_considers_what_has_both_grounds(is_national, is_interethnic, expected):
    assert is_for_secretariat(is_national=is_national, is_interethnic=is_interethnic) is expected


@pytest.mark.parametrize("state", AppealState)
@pytest.mark.parametrize("event", AppealEvent)
def test_appeal_flow_is_exactly_this_table(state, event):
    allowed = {
        ("registered", "accept"): "consideration",
        ("registered", "redirect"): "redirected",
        ("consideration", "extend"): "extended",
        ("consideration", "answer"): "answered",
        ("extended", "answer"): "answered",
    }
    if (state, event) in allowed:
        assert APPEAL_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            APPEAL_FLOW.next_state(state, event)
