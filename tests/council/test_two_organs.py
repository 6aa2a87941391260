"""The thresholds of the Session and of the Council side by side, against exact fractions."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.services.rules import council_adopts, council_has_quorum
from sessions.services.rules import session_adopts, session_has_quorum

DAY = date(2026, 12, 8)


@st.composite
def sittings(draw):
    members = draw(st.integers(1, 1_000))
    present = draw(st.integers(1, members))
    return members, present, draw(st.integers(0, present))


@given(sittings())
def test_both_quorums_are_two_thirds_of_all_members(sitting):
    members, present, _votes = sitting
    expected = Fraction(present, members) >= Fraction(2, 3)

    assert council_has_quorum(present=present, members=members, on=DAY) is expected
    assert session_has_quorum(present=present, members=members, on=DAY) is expected


@given(sittings())
def test_the_session_needs_more_than_half_and_the_council_two_thirds_of_those_present(sitting):
    _members, present, votes = sitting
    share = Fraction(votes, present)

    assert session_adopts(votes_for=votes, present=present, on=DAY) is (share > Fraction(1, 2))
    assert council_adopts(votes_for=votes, present=present, on=DAY) is (share >= Fraction(2, 3))


@given(sittings())
def test_what_the_council_adopts_the_session_would_adopt(sitting):
    _members, present, votes = sitting

    if council_adopts(votes_for=votes, present=present, on=DAY):
        assert session_adopts(votes_for=votes, present=present, on=DAY)


@given(sittings(), st.integers(0, 50))
def test_whoever_abstains_or_keeps_silent_stays_in_the_base(sitting, silent):
    _members, present, votes = sitting

    if not council_adopts(votes_for=votes, present=present, on=DAY):
        assert not council_adopts(votes_for=votes, present=present + silent, on=DAY)
    if not session_adopts(votes_for=votes, present=present, on=DAY):
        assert not session_adopts(votes_for=votes, present=present + silent, on=DAY)


@pytest.mark.parametrize(
    ("present", "session_needs", "council_needs"),
    [(3, 2, 2), (4, 3, 3), (56, 29, 38), (84, 43, 56), (51, 26, 34)],
)
def test_the_least_votes_of_both(present, session_needs, council_needs):
    assert session_adopts(votes_for=session_needs, present=present, on=DAY)
    assert not session_adopts(votes_for=session_needs - 1, present=present, on=DAY)
    assert council_adopts(votes_for=council_needs, present=present, on=DAY)
    assert not council_adopts(votes_for=council_needs - 1, present=present, on=DAY)
