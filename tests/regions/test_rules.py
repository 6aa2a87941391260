"""Quarters, and what the figures of a report must fit."""

from datetime import date

import pytest

from regions.quarters import Quarter, quarter_of, reported_on
from regions.services.rules import figures_too_large


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day, quarter):
    assert quarter_of(day) == quarter


def test_what_is_reported_on_is_the_last_quarter_that_is_over():
    assert reported_on(date(2026, 9, 30)) == Quarter(2026, 2)
    assert reported_on(date(2026, 10, 1)) == Quarter(2026, 3)
    assert reported_on(date(2026, 1, 1)) == Quarter(2025, 4)


def test_a_quarter_knows_its_days_and_its_neighbours():
    third = Quarter(2026, 3)
    assert (third.first_on, third.last_on) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (third.previous, third.following) == (Quarter(2026, 2), Quarter(2026, 4))
    assert Quarter(2026, 4).following == Quarter(2027, 1)
    assert (third.code, third.roman) == ("2026-3", "III")


def test_there_is_no_fifth_quarter():
    with pytest.raises(ValueError, match="no quarter 5"):
        Quarter(2026, 5)


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        ({"mediations": 4, "mediations_settled": 4}, []),
        ({"mediations": 4, "mediations_settled": 5}, [("mediations_settled", "mediations")]),
        ({"appeals": 0, "appeals_answered": 1}, [("appeals_answered", "appeals")]),
        ({"appeals_answered": 1}, []),  # the whole is not known yet
    ],
)
def test_a_part_is_never_larger_than_its_whole(figures, wrong):
    assert figures_too_large(figures) == wrong
