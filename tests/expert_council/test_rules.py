"""Rounds of an election, and thresholds that no law sets."""

from datetime import date

import pytest

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import procedure_of
from assembly.documents.refusals import SettingRefused
from assembly.documents.services.portal_settings import change_setting
from assembly.law.acts import not_by_law, ref_of
from assembly.law.thresholds import Comparison, Threshold, is_share, threshold_from
from expert_council.services.rules import (
    MAJORITY_KEY,
    QUORUM_KEY,
    CandidateVotes,
    RoundResult,
    result_of_round,
)
from tests.expert_council.makers import make_head
from tests.factories import NOON, make_body

REF = not_by_law(QUORUM_KEY)


@pytest.mark.parametrize(
    ("votes", "number", "expected"),
    [
        ([(1, 3, True)], 1, RoundResult(elected=1)),
        ([(1, 3, True), (2, 4, True)], 1, RoundResult(elected=2)),  # most votes among those who reach it
        ([(1, 3, True), (2, 3, True), (3, 1, False)], 1, RoundResult(carried=(1, 2))),  # a tie goes on
        ([(1, 3, True), (2, 3, True)], 2, RoundResult()),  # and after the last round fails
        ([(1, 2, False), (2, 1, False), (3, 2, False)], 1, RoundResult(carried=(1, 3))),
        (
            [(1, 2, False), (2, 1, False), (3, 1, False)],
            1,
            RoundResult(carried=(1, 2, 3)),
        ),  # level with the second
        ([(1, 2, False), (2, 1, False)], 2, RoundResult()),
        ([(1, 0, False)], 1, RoundResult()),  # one candidate who failed does not go on alone
        ([(1, 2, False), (2, 3, True)], 2, RoundResult(elected=2)),
    ],
)
def test_how_a_round_ends(votes, number, expected):
    assert result_of_round([CandidateVotes(*one) for one in votes], number=number) == expected


def test_a_round_without_candidates_is_a_mistake():
    with pytest.raises(ValueError, match="without candidates"):
        result_of_round([], number=1)


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("2/3", Threshold(2, 3, Comparison.AT_LEAST, REF)),
        ("> 1/2", Threshold(1, 2, Comparison.MORE_THAN, REF)),
        (" 1 / 1 ", Threshold(1, 1, Comparison.AT_LEAST, REF)),
    ],
)
def test_a_share_is_read_as_it_is_written(words, share):
    assert threshold_from(words, legal_ref=REF) == share


@pytest.mark.parametrize("words", ["", "2", "3/2", ">1/1", "0/2", "а/б", "66%", "-1/2"])
def test_what_is_no_share_is_refused(words):
    assert not is_share(words)


def test_what_no_law_sets_says_so_in_every_language():
    assert [REF.cite(language) for language in ("kk", "ru", "en")] == [
        "заңда белгіленбеген, портал параметрі",
        "законом не установлено, параметр портала",
        "not set by law, a setting of the portal",
    ]
    assert ref_of(REF.code) == REF


@pytest.mark.django_db
def test_the_council_takes_its_thresholds_from_settings_of_the_day():
    body, head = make_body(BodyKind.EXPERT_COUNCIL), make_head()
    before = procedure_of(body, NOON.date())
    change_setting(
        key=QUORUM_KEY, value=">1/2", from_on=date(2026, 12, 1), basis_id=None, actor=head, at=NOON
    )

    assert (before.quorum.numerator, before.quorum.denominator) == (2, 3)
    assert procedure_of(body, NOON.date()) == before
    after = procedure_of(body, date(2026, 12, 1))
    assert (after.quorum.numerator, after.quorum.comparison) == (1, Comparison.MORE_THAN)
    assert after.majority == before.majority


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["две трети", "3/2", ""])
def test_a_threshold_that_cannot_be_read_is_not_kept(value):
    head = make_head()

    with pytest.raises(SettingRefused):
        change_setting(key=MAJORITY_KEY, value=value, from_on=NOON.date(), basis_id=None, actor=head, at=NOON)
