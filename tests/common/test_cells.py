"""What cells say, as secretaries write them."""

from datetime import date

import pytest

from assembly.common.books import Cell
from assembly.common.cell_notes import NOTES, level_of, register_notes, words_of
from assembly.common.cells import (
    CellFault,
    Note,
    in_two_languages,
    read_day,
    read_email,
    read_full_name,
    read_language,
    read_name,
    read_phone,
    read_sex,
    read_text,
    read_yes,
)


def text(value):
    return Cell("text", value)


@pytest.mark.parametrize(
    "written",
    ["28.02.2024", "2024-02-28", "28 февраля 2024 г.", "28 февраля 2024", "28/02/2024", "28.02.2024 г.",
     "2024 ж. 28 ақпан", "2024 жылғы 28 ақпан", "«28» февраля 2024 года", "28.2.2024"],
)  # fmt: skip
def test_a_day_is_read_in_each_of_its_forms(written):
    assert read_day(text(written)).value == date(2024, 2, 28)


def test_a_day_of_the_sheet_is_a_day():
    assert read_day(Cell("date", "2024-02-29")).value == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (read_day, text("31.02.2024"), "day_impossible"),
        (read_day, text("29 февраля 2023 г."), "day_impossible"),
        (read_day, text("вчера"), "day_unreadable"),
        (read_day, text("28 мартобря 2024"), "day_unreadable"),
        (read_day, Cell("number", "45350"), "day_unreadable"),
        (read_day, text("01.01.1899"), "day_early"),
        (read_text, Cell("formula", "=A1"), "formula"),
        (read_text, text("=A1"), "formula"),
        (read_text, text("@SUM(1)"), "formula"),
        (read_text, Cell("fault", "#REF!"), "sheet_fault"),
        (read_text, Cell("long", "ж…"), "too_long"),
        (read_text, text("<script>alert(1)</script>"), "markup"),
        (read_text, text("a &lt; b"), "markup"),
        (read_full_name, text("Иванчук"), "name_short"),
        (read_name, text("Сынақ3в"), "name_signs"),
        (read_name, text("Сынақw"), "name_signs"),
        (read_name, text("Сынақов?"), "name_signs"),
        (read_phone, text("нет"), "phone_unreadable"),
        (read_phone, text("12"), "phone_unreadable"),
        (read_email, text("не почта"), "email_wrong"),
        (read_yes, text("может быть"), "yes_unclear"),
        (read_sex, text("?"), "sex_unclear"),
        (read_language, text("эсперанто"), "language_unclear"),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(read, cell, code):
    with pytest.raises(CellFault) as fault:
        read(cell)
    assert fault.value.note.code == code
    assert level_of(fault.value.note) == "error"
    assert words_of(fault.value.note)


@pytest.mark.parametrize(
    ("written", "name", "codes"),
    [
        ("Сафина Эмма Болатқызы", ("Сафина", "Эмма", "Болатқызы"), []),
        ("Юлдашев  Павел Серікұлы\u00a0", ("Юлдашев", "Павел", "Серікұлы"), ["spaces_removed"]),
        ("Ивaнчук Гүлнәр", ("Иванчук", "Гүлнәр", ""), ["latin_replaced"]),
        ("САФИНА Эмма", ("Сафина", "Эмма", ""), ["capitals"]),
        ("Мамин-Сибиряк Ілияс Әлі оглы", ("Мамин-Сибиряк", "Ілияс", "Әлі оглы"), []),
        ("Smith John", ("Smith", "John", ""), ["name_latin"]),
    ],
)
def test_a_name_is_read_and_what_was_put_right_is_said(written, name, codes):
    found = read_full_name(text(written))
    assert found.value == name
    assert [note.code for note in found.notes] == codes


@pytest.mark.parametrize(
    ("written", "number", "codes"),
    [
        ("+7 (701) 000-31-41", "+77010003141", []),
        ("8701 000 6746", "+77010006746", []),
        ("701 000 67 46", "+77010006746", []),
        ("+49 30 901820", "+49 30 901820", ["phone_kept"]),
    ],
)
def test_a_telephone_is_one_in_each_spelling(written, number, codes):
    found = read_phone(text(written))
    assert (found.value, [note.code for note in found.notes]) == (number, codes)


def test_an_address_gets_small_letters():
    found = read_email(text("MEMBER@Portal.EXAMPLE"))
    assert (found.value, [note.code for note in found.notes]) == ("member@portal.example", ["lowered"])


@pytest.mark.parametrize("word", ["да", "иә", "Да", "+", "ИӘ", "иә / да", "есть", "бар"])
def test_yes_is_yes(word):
    assert read_yes(text(word)).value is True


@pytest.mark.parametrize("word", ["нет", "жоқ", "-", "жоқ / нет"])
def test_no_is_no(word):
    assert read_yes(text(word)).value is False


@pytest.mark.parametrize(
    ("word", "value"),
    [("ер", "male"), ("муж.", "male"), ("М", "male"), ("әйел", "female"), ("Ж", "female"), ("жен.", "female"),
     ("әйел / жен.", "female")],
)  # fmt: skip
def test_sex_is_read(word, value):
    assert read_sex(text(word)).value == value


@pytest.mark.parametrize(
    ("word", "value"),
    [("русский", "ru"), ("рус", "ru"), ("каз.", "kk"), ("қаз", "kk"), ("орыс", "ru"), ("англ", "en")],
)
def test_language_is_read(word, value):
    assert read_language(text(word)).value == value


def test_a_text_goes_under_the_language_of_its_letters():
    assert in_two_languages("Областной маслихат") == {"ru": "Областной маслихат"}
    assert in_two_languages("төраға") == {"kk": "төраға"}
    assert in_two_languages("Облыстық мәслихат / Областной маслихат") == {
        "kk": "Облыстық мәслихат",
        "ru": "Областной маслихат",
    }
    assert in_two_languages("") == {}


def test_every_remark_has_one_wording():
    with pytest.raises(ValueError, match="two wordings"):
        register_notes("error", {"formula": "again"})
    assert {level for level, _words in NOTES.values()} == {"error", "warning", "info"}
    assert words_of(Note("latin_replaced", {"was": "{x}"})).endswith("{x}")
