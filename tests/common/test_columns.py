"""Columns are recognised by their headers, wherever they stand."""

import io

import pytest

from assembly.bodies.imports.members import COLUMNS
from assembly.common.books import Limits, read_book
from assembly.common.columns import find_table, plain_header, rows_below
from tests.bodies.books import book, shared

KAZAKH = (
    "Р/с №",
    "Тегі, аты, әкесінің аты",
    "ЖСН",
    "Туған күні",
    "Өңірі",
    "Мүшелік басталған күні",
    "Кеңес мүшесі",
)
RUSSIAN = ("Дата вступления", "Фамилия", "Имя", "Отчество", "ИИН (12 цифр)", "Регион проживания", "Эл. почта")


def sheets_of(content):
    return read_book(io.BytesIO(content), limits=Limits())


@pytest.mark.parametrize(
    ("headers", "codes"),
    [
        (KAZAKH, {"name": 1, "iin": 2, "birth_on": 3, "region": 4, "since": 5, "council": 6}),
        (
            RUSSIAN,
            {
                "since": 0,
                "family_name": 1,
                "given_name": 2,
                "patronymic": 3,
                "iin": 4,
                "region": 5,
                "email": 6,
            },
        ),
        (("ЖСН / ИИН", "Ф. И. О.", "Член\nс"), {"iin": 0, "name": 1, "since": 2}),
        (("ДАТА РОЖДЕНИЯ", "фио", "член совета (да/нет)"), {"birth_on": 0, "name": 1, "council": 2}),
    ],
)
def test_headers_are_known_in_either_language_and_any_order(headers, codes):
    table = find_table(sheets_of(book(("Лист", [headers]))), COLUMNS)
    assert table.places == codes


def test_the_table_is_found_on_another_sheet_and_further_down():
    sheets = sheets_of(
        book(
            ("Пояснения", [("Как заполнять",), ("Имя", "пишите полностью")]),
            ("Тізім", [("Тізілім",), (), ("Бекітілді", "14.10.2026"), (), KAZAKH, (1, "Сынақов Сынақ")]),
        )
    )
    table = find_table(sheets, COLUMNS)
    assert (table.sheet, sheets[1].lines[table.header].number) == (1, 5)


def test_no_table_is_found_where_no_header_is_known():
    assert find_table(sheets_of(book(("Лист", [("Товар", "Цена"), ("Сахар", 100)]))), COLUMNS) is None


def test_blank_lines_subtotals_numbering_and_repeated_headers_are_no_rows():
    content = book(
        ("Лист", [
            ("№", "Ф.И.О.", "ИИН", "Член с"), (1, 2, 3, 4), (1, "Сынақов Сынақ", "061211600012", "14.10.2025"), (),
            (None, "Итого на странице: 1"), ("№", "Ф.И.О.", "ИИН", "Член с"), (2, None, "970740001013", None),
        ])
    )  # fmt: skip
    sheets = sheets_of(content)
    table = find_table(sheets, COLUMNS)
    rows = rows_below(sheets[0], table, needs=("name", "family_name"))
    assert [line.number for line in rows] == [3, 7]


def test_the_register_as_secretariats_keep_it_has_587_rows():
    sheets = sheets_of(shared("members-register.xlsx"))
    table = find_table(sheets, COLUMNS)
    assert len(table.places) == 14
    assert sum(1 for _line in rows_below(sheets[0], table, needs=("name",))) == 587


def test_headers_are_compared_without_signs_and_kazakh_letters():
    assert plain_header(" Туған  күні: ") == plain_header("туган куни")
