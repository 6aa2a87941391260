"""The Session's quorum and majority, and the words of the order that convenes it. No database."""

from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor
from zoneinfo import ZoneInfo

import pytest

from sessions.services.convening_text import (
    Convening,
    order_in_kazakh,
    order_in_russian,
    ordinal_kk,
    ordinal_ru,
)
from sessions.services.rules import MAJORITY_EDITIONS, QUORUM_EDITIONS, session_adopts, session_has_quorum

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("present", "members", "expected"),
    [
        (
            388,
            583,
            False,
        ),  # 2/3 of 583 is 388 2/3: three hundred eighty-eight is two thirds of a person short
        (389, 583, True),
        (256, 384, True),  # exactly two thirds: «не менее» includes the bound
        (255, 384, False),
        (0, 1, False),
        (1, 1, True),
    ],
)
def test_session_quorum_is_two_thirds_of_all_members(present, members, expected):
    assert session_has_quorum(present=present, members=members, on=DAY) is expected


@pytest.mark.parametrize(
    ("votes_for", "present", "expected"),
    [
        (195, 389, True),
        (194, 389, False),
        (206, 412, False),  # exactly half: «более половины» does not include the bound
        (207, 412, True),
        (0, 1, False),
        (1, 1, True),
        (1, 2, False),
    ],
)
def test_session_adopts_by_more_than_half_of_those_present(votes_for, present, expected):
    assert session_adopts(votes_for=votes_for, present=present, on=DAY) is expected


def test_thresholds_equal_exact_fractions_for_all_sizes():
    for whole in range(1, 2_001):
        assert QUORUM_EDITIONS[0].least_part(of=whole) == ceil(Fraction(2, 3) * whole)
        assert MAJORITY_EDITIONS[0].least_part(of=whole) == floor(Fraction(1, 2) * whole) + 1


def test_before_the_regulation_nothing_is_computed():
    with pytest.raises(LookupError):
        session_has_quorum(present=1, members=1, on=date(2024, 12, 26))


@pytest.mark.parametrize(
    ("number", "kazakh", "russian"),
    [
        (1, "бірінші", "первую"),
        (9, "тоғызыншы", "девятую"),
        (10, "оныншы", "десятую"),
        (13, "он үшінші", "тринадцатую"),
        (20, "жиырмасыншы", "двадцатую"),
        (36, "отыз алтыншы", "тридцать шестую"),
        (40, "қырқыншы", "сороковую"),
        (99, "тоқсан тоғызыншы", "девяносто девятую"),
        (100, "", ""),
    ],
)
def test_sessions_are_counted_in_words(number, kazakh, russian):
    assert (ordinal_kk(number), ordinal_ru(number)) == (kazakh, russian)


def test_every_number_in_words_is_unlike_the_others():
    assert len({ordinal_kk(number) for number in range(1, 100)}) == 99
    assert len({ordinal_ru(number) for number in range(1, 100)}) == 99


def test_the_order_says_the_whole_plan_in_both_languages():
    starts_at = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    kazakh = order_in_kazakh(Convening(36, starts_at, "Бірлік", "Астана қаласы", ["А туралы", "Б туралы"]))
    russian = order_in_russian(Convening(36, starts_at, "Единство", "город Астана", ["Об А", "О Б"]))

    assert "отыз алтыншы (XXXVI) Сессиясы шақырылсын" in kazakh
    assert "2026\xa0жылғы 26\xa0қараша, сағат 10:00. Орны: Астана қаласы." in kazakh
    assert "1) А туралы;\n2) Б туралы." in kazakh
    assert "5-тармағының 5) тармақшасына сәйкес" in kazakh
    assert "Созвать тридцать шестую (XXXVI) Сессию Ассамблеи народа Казахстана" in russian
    assert "26\xa0ноября 2026\xa0года, 10:00. Место: город Астана." in russian
    assert "1) Об А;\n2) О Б." in russian
    assert "подпунктом 5) пункта 5" in russian
