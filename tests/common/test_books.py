"""Reading workbooks that strangers made."""

import io

import pytest
from django.utils import translation

from assembly.common.books import BookRejected, Cell, Limits, read_book, sheets_as_plain, sheets_from_plain
from tests.bodies.books import book, with_part

PLAIN = book(("Лист", [("а", 1), ("б", 2)]))
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
SHEET = "xl/worksheets/sheet1.xml"


def read(content, **limits):
    return read_book(io.BytesIO(content), limits=Limits(**limits))


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (b"", {}, "он пустой."),
        (b"x" * (1024 * 1024 + 1), {"megabytes": 1}, "он слишком большой, допустимо: 1 МБ."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, {}, "он под паролем или в старом формате (.xls)."),
        ("ФИО;ИИН\n".encode(), {}, "его содержимое не книга таблиц (.xlsx)."),
        (b"PK\x03\x04broken", {}, "он повреждён или это не книга таблиц."),
        (with_part(PLAIN, "xl/vbaProject.bin", b"macro"), {}, "в нём макросы."),
        (with_part(PLAIN, SHEET, BOMB), {}, "в нём объявлены сущности, чего табличные программы не делают."),
        (with_part(PLAIN, "xl/sharedStrings.xml", BOMB.replace(b"DOCTYPE", b"doctype")), {},
         "в нём объявлены сущности, чего табличные программы не делают."),
        (with_part(PLAIN, SHEET, BOMB.decode().encode("utf-16")), {}, "он повреждён или это не книга таблиц."),
        (with_part(PLAIN, "xl/media/large.xml", b"0" * 3 * 1024 * 1024), {"expanded_megabytes": 2},
         "в распакованном виде он больше допустимого."),
        (with_part(PLAIN, "xl/media/dense.bin", b"0" * 20 * 1024 * 1024), {"expansion": 100},
         "в распакованном виде он больше допустимого."),
        (with_part(PLAIN, SHEET, b"<worksheet><sheetData><row"), {}, "он повреждён или это не книга таблиц."),
        (book(("Лист", [(n,) for n in range(12)])), {"rows": 10}, "в нём слишком много строк, допустимо: 10."),
        (book(*((f"Л{n}", [(1,)]) for n in range(4))), {"sheets": 3}, "в нём слишком много листов, допустимо: 3."),
        (book(("Лист", [(None, " ")])), {}, "в нём ничего нет."),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_its_reason(content, limits, words):
    with translation.override("ru"), pytest.raises(BookRejected) as refusal:
        read(content, **limits)
    with translation.override("ru"):
        assert refusal.value.message() == f"Файл не прочитан: {words}"


def test_cells_are_read_as_they_are_and_formulas_are_never_computed():
    content = book(
        ("Лист", [("текст", 7, 7.5, True, "=1+1", '=HYPERLINK("http://x")', "ж" * 600, None, "конец")])
    )
    cells = read(content)[0].lines[0].cells
    assert [cell.kind for cell in cells] == [
        "text", "number", "number", "truth", "formula", "formula", "long", "empty", "text",
    ]  # fmt: skip
    assert cells[1] == Cell("number", "7")
    assert cells[4].text == "=1+1"
    assert len(cells[6].text) == 41


def test_the_stated_size_of_a_sheet_is_not_believed():
    content = PLAIN.replace(b"", b"")
    lying = with_part(
        content,
        SHEET,
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row></sheetData></worksheet>',
    )
    with pytest.raises(BookRejected):
        read(lying, rows=100)


def test_empty_lines_are_left_out_and_numbers_of_rows_stay():
    sheets = read(book(("Лист", [("а",), (None,), ("б", None, None)])))
    assert [(line.number, len(line.cells)) for line in sheets[0].lines] == [(1, 1), (3, 1)]
    assert sheets_from_plain(sheets_as_plain(sheets)) == sheets
