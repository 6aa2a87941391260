"""Lists as XLSX: the same rows as on the page, with nothing that a spreadsheet would run."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TITLE = 31
WIDEST = 60
NOT_IN_TITLES = str.maketrans("[]:*?/\\", "       ")


def asks_for_sheet(request: HttpRequest) -> bool:
    """Say whether a list is asked for as XLSX: ``?format=xlsx`` beside its filter gives the same rows."""
    return request.GET.get("format") == "xlsx"


def harmless(value: Any) -> Any:
    """Return a cell's value.

    A text that a spreadsheet would take for a formula is quoted; a moment stands by the clock of
    Kazakhstan, without a zone, which spreadsheets do not know.
    """
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, int | date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def sheet_response(
    *, file_name: str, title: Any, headings: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """Return a download with one sheet.

    Args:
        file_name: in Latin letters, without the extension.
        title: name of the sheet.
        headings: words of the first row, which stays in sight.
        rows: values; dates and integers stay dates and integers.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(title).translate(NOT_IN_TITLES)[:LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    body = [[harmless(value) for value in row] for row in rows]
    for number, heading in enumerate(headings):
        longest = max([len(str(heading)), *(len(str(row[number] or "")) for row in body)], default=0)
        sheet.column_dimensions[chr(ord("A") + number)].width = min(longest + 2, WIDEST)
    head = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=str(heading))
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.append(cell)
    sheet.append(head)
    for row in body:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name}.xlsx"'
    return response
