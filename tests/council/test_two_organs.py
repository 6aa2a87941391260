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
    members = draw(st.integers(1, 2_000))
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


RULES = (
    # Each with its whole, the share that the Regulation names, and whether the very share is enough.
    (session_has_quorum, "present", "members", Fraction(2, 3), True),
    (session_adopts, "votes_for", "present", Fraction(1, 2), False),
    (council_has_quorum, "present", "members", Fraction(2, 3), True),
    (council_adopts, "votes_for", "present", Fraction(2, 3), True),
)


@pytest.mark.parametrize(("rule", "part", "whole", "share", "is_enough"), RULES)
def test_each_rule_flips_once_and_where_the_exact_fraction_does_for_every_body_up_to_two_thousand(
    rule, part, whole, share, is_enough
):
    for size in range(1, 2_001):
        exact = share * size
        least = -(-exact.numerator // exact.denominator)
        if not is_enough and exact.denominator == 1:
            least += 1

        assert rule(**{part: least, whole: size, "on": DAY}), size
        assert not rule(**{part: least - 1, whole: size, "on": DAY}), size
        assert rule(**{part: size, whole: size, "on": DAY}), size
        assert not rule(**{part: 0, whole: size, "on": DAY}), size


@given(sittings())
def test_one_more_never_harms(sitting):
    members, present, votes = sitting

    for rule, part, whole, *_ in RULES:
        small, large = (present, members) if whole == "members" else (votes, present)
        if small < large and rule(**{part: small, whole: large, "on": DAY}):
            assert rule(**{part: small + 1, whole: large, "on": DAY})


@given(sittings())
def test_one_more_in_the_whole_never_helps(sitting):
    members, present, votes = sitting

    for rule, part, whole, *_ in RULES:
        small, large = (present, members) if whole == "members" else (votes, present)
        if not rule(**{part: small, whole: large, "on": DAY}):
            assert not rule(**{part: small, whole: large + 1, "on": DAY})


@given(sittings())
def test_both_quorums_agree_and_the_majorities_differ_only_between_half_and_two_thirds(sitting):
    members, present, votes = sitting

    quorums = {
        rule(present=present, members=members, on=DAY) for rule in (session_has_quorum, council_has_quorum)
    }
    assert len(quorums) == 1
    differ = session_adopts(votes_for=votes, present=present, on=DAY) is not council_adopts(
        votes_for=votes, present=present, on=DAY
    )
    assert differ is (Fraction(1, 2) < Fraction(votes, present) < Fraction(2, 3))


@pytest.mark.parametrize(
    ("present", "session_needs", "council_needs"),
    [(3, 2, 2), (4, 3, 3), (56, 29, 38), (84, 43, 56), (51, 26, 34)],
)
def test_the_least_votes_of_both(present, session_needs, council_needs):
    assert session_adopts(votes_for=session_needs, present=present, on=DAY)
    assert not session_adopts(votes_for=session_needs - 1, present=present, on=DAY)
    assert council_adopts(votes_for=council_needs, present=present, on=DAY)
    assert not council_adopts(votes_for=council_needs - 1, present=present, on=DAY)
