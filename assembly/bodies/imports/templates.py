"""Templates to fill in: a workbook with the headers of a register, an example, and what may be entered."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assembly.bodies.imports.base import Register
from assembly.common.sheets import harmless

WIDTH = 26
TABLE, EXAMPLE, ALLOWED = "Тізілім – Реестр", "Үлгі – Образец", "Мәндер – Значения"
HEAD = PatternFill("solid", fgColor="FFE3EEF2")
TEXT_ROWS = 600


def template_of(register: Register) -> bytes:
    """Return the workbook: an empty table with headers in Kazakh and Russian, an example, allowed values.

    Cells of numbers that begin with a nought are formatted as text, so that the nought stays.
    """
    book = Workbook()
    columns = [column for column in register.columns if column.kk]
    table = book.active
    table.title = TABLE
    example, allowed = book.create_sheet(EXAMPLE), book.create_sheet(ALLOWED)
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        for sheet in (table, example):
            _head(sheet.cell(1, place, f"{column.kk} / {column.ru}"))
            sheet.column_dimensions[letter].width = WIDTH
        shown = example.cell(2, place, harmless(column.example))
        if column.code in {"iin", "phone", "code"}:
            shown.number_format = "@"
            for row in range(2, TEXT_ROWS):
                table.cell(row, place).number_format = "@"
    for sheet in (table, example):
        sheet.freeze_panes = "A2"
    listed = [column for column in columns if column.allowed is not None]
    for place, column in enumerate(listed, start=1):
        _head(allowed.cell(1, place, f"{column.kk} / {column.ru}"))
        allowed.column_dimensions[get_column_letter(place)].width = 2 * WIDTH
        for row, value in enumerate(column.allowed() if column.allowed else (), start=2):
            allowed.cell(row, place, harmless(value))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _head(cell: Any) -> None:
    cell.font, cell.fill = Font(bold=True), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
