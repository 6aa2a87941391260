from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.strategies import integers, sampled_from

from assembly.law.acts import REGULATION_IN_FORCE_FROM, regulation
from assembly.law.procedures import ProcedureEditions
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Comparison, Threshold, threshold_in_force
from council.services import rules as council
from sessions.services import rules as sessions

SESSION_QUORUM = Threshold(2, 3, Comparison.AT_LEAST, regulation("9"))
SESSION_MAJORITY = Threshold(1, 2, Comparison.MORE_THAN, regulation("10"))
COUNCIL_QUORUM = Threshold(2, 3, Comparison.AT_LEAST, regulation("14"))
COUNCIL_MAJORITY = Threshold(2, 3, Comparison.AT_LEAST, regulation("15"))
ON = date(2026, 11, 23)


def test_the_rules_of_session_and_council_are_those_of_the_regulation():
    session, of_council = sessions.PROCEDURE.on(ON), council.PROCEDURE.on(ON)

    assert (session.quorum, session.majority) == (SESSION_QUORUM, SESSION_MAJORITY)
    assert (of_council.quorum, of_council.majority) == (COUNCIL_QUORUM, COUNCIL_MAJORITY)


@pytest.mark.parametrize(
    ("threshold", "least"),
    [
        (SESSION_QUORUM, lambda whole: -(-2 * whole // 3)),  # «не менее двух третей»: 2/3 upwards
        (SESSION_MAJORITY, lambda whole: whole // 2 + 1),  # «более половины»
        (COUNCIL_QUORUM, lambda whole: -(-2 * whole // 3)),
        (COUNCIL_MAJORITY, lambda whole: -(-2 * whole // 3)),
    ],
)
def test_thresholds_equal_exact_fractions_for_every_whole_up_to_two_thousand(threshold, least):
    share = Fraction(threshold.numerator, threshold.denominator)
    is_inclusive = threshold.comparison is Comparison.AT_LEAST
    for whole in range(1, 2_001):
        needed = threshold.least_part(of=whole)
        assert needed == least(whole)
        assert threshold.is_met_by(needed, of=whole)
        assert not threshold.is_met_by(needed - 1, of=whole)
        at, below = Fraction(needed, whole), Fraction(needed - 1, whole)
        assert (at >= share, below >= share) == (True, False) if is_inclusive else (at > share >= below)


@pytest.mark.parametrize("threshold", [SESSION_QUORUM, SESSION_MAJORITY])
def test_every_part_of_every_whole_up_to_a_hundred_is_judged_as_a_fraction(threshold):
    share = Fraction(threshold.numerator, threshold.denominator)
    for whole in range(1, 101):
        for part in range(whole + 1):
            value = Fraction(part, whole)
            expected = value >= share if threshold.comparison is Comparison.AT_LEAST else value > share
            assert threshold.is_met_by(part, of=whole) is expected


@given(
    part=integers(0, 2_000),
    missing=integers(0, 2_000),
    numerator=integers(1, 9),
    rest=integers(0, 8),
    comparison=sampled_from(Comparison),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_threshold_agrees_with_rational_arithmetic(part, missing, numerator, rest, comparison):
    whole, denominator = max(part + missing, 1), numerator + rest
    assume(not (comparison is Comparison.MORE_THAN and rest == 0))
    threshold = Threshold(numerator, denominator, comparison, regulation("9"))
    share, bound = Fraction(part, whole), Fraction(numerator, denominator)

    expected = share >= bound if comparison is Comparison.AT_LEAST else share > bound
    assert threshold.is_met_by(part, of=whole) is expected
    least = threshold.least_part(of=whole)
    assert threshold.is_met_by(least, of=whole)
    assert least == 0 or not threshold.is_met_by(least - 1, of=whole)


@pytest.mark.parametrize(
    ("members", "quorum", "session_bare", "session_full"),
    [
        (76, 51, 26, 39),
        (84, 56, 29, 43),
        (384, 256, 129, 193),
        (526, 351, 176, 264),
        (583, 389, 195, 292),
    ],
)
def test_numbers_of_a_session_of_known_size(members, quorum, session_bare, session_full):
    assert SESSION_QUORUM.least_part(of=members) == quorum
    assert SESSION_MAJORITY.least_part(of=quorum) == session_bare
    assert SESSION_MAJORITY.least_part(of=members) == session_full


@pytest.mark.parametrize(("members", "quorum", "bare", "full"), [(76, 51, 34, 51), (84, 56, 38, 56)])
def test_numbers_of_a_council_of_known_size(members, quorum, bare, full):
    assert COUNCIL_QUORUM.least_part(of=members) == quorum
    assert COUNCIL_MAJORITY.least_part(of=quorum) == bare
    assert COUNCIL_MAJORITY.least_part(of=members) == full


@pytest.mark.parametrize(
    ("present", "members", "expected"),
    [
        (37, 56, False),  # 2/3 of 56 is 37 1/3: thirty-seven is one third short
        (38, 56, True),
        (38, 57, True),  # exactly two thirds: «не менее» includes the bound
        (37, 57, False),
        (2, 3, True),
        (6, 9, True),  # floor(2n/3)+1 would ask for seven
        (388, 583, False),
        (389, 583, True),
        (1, 1, True),
        (0, 1, False),
    ],
)
def test_quorum_is_two_thirds_of_all_members(present, members, expected):
    assert SESSION_QUORUM.is_met_by(present, of=members) is expected
    assert COUNCIL_QUORUM.is_met_by(present, of=members) is expected


@pytest.mark.parametrize(
    ("votes_for", "present", "expected"),
    [
        (195, 389, True),  # one more than half
        (194, 389, False),
        (200, 400, False),  # exactly half is not more than half
        (201, 400, True),
        (1, 1, True),
        (0, 1, False),
        (1, 2, False),  # a tie
    ],
)
def test_a_session_decision_takes_more_than_half_of_those_present(votes_for, present, expected):
    assert SESSION_MAJORITY.is_met_by(votes_for, of=present) is expected


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (1, 0), (-1, 3), (4, 3), (1, -1)])
def test_a_part_outside_its_whole_is_an_error_of_programming(part, whole):
    with pytest.raises(ValueError):
        SESSION_QUORUM.is_met_by(part, of=whole)


@pytest.mark.parametrize(
    ("numerator", "denominator", "comparison"),
    [
        (0, 3, Comparison.AT_LEAST),
        (4, 3, Comparison.AT_LEAST),
        (-1, 3, Comparison.AT_LEAST),
        (3, 3, Comparison.MORE_THAN),
    ],
)
def test_what_is_no_share_cannot_be_a_threshold(numerator, denominator, comparison):
    with pytest.raises(ValueError):
        Threshold(numerator, denominator, comparison, regulation("9"))


def test_no_whole_no_least_part():
    with pytest.raises(ValueError):
        SESSION_QUORUM.least_part(of=0)


def edition(numerator, since, until=None):
    ref = LegalRef(regulation("9").act, "9", since, in_force_until=until)
    return Threshold(numerator, 4, Comparison.AT_LEAST, ref)


def test_a_meeting_is_judged_by_the_edition_of_its_day():
    changed = date(2027, 1, 1)
    editions = (edition(2, REGULATION_IN_FORCE_FROM, changed), edition(3, changed))

    assert threshold_in_force(editions, on=date(2026, 12, 31)).numerator == 2
    assert threshold_in_force(editions, on=changed).numerator == 3


@pytest.mark.parametrize(
    "editions",
    [
        (),
        (edition(2, date(2027, 1, 1)),),
        (edition(2, REGULATION_IN_FORCE_FROM), edition(3, REGULATION_IN_FORCE_FROM)),
    ],
)
def test_without_exactly_one_edition_there_is_no_rule(editions):
    with pytest.raises(LookupError):
        threshold_in_force(editions, on=ON)


@pytest.mark.parametrize("procedure", [sessions.PROCEDURE, council.PROCEDURE])
def test_before_the_decree_nothing_is_computed(procedure: ProcedureEditions):
    procedure.on(REGULATION_IN_FORCE_FROM)
    with pytest.raises(LookupError):
        procedure.on(date(2024, 12, 26))
