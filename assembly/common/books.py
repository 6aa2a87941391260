"""Reading workbooks (XLSX) that strangers made: only their cells, never what they would run or fetch.

A workbook is a folder of XML in a ZIP archive. Before it is opened its size, its expansion and its parts
are checked; macros and parts that declare XML entities are refused; formulas are seen but never computed
and their kept results never read; links to other workbooks are not followed; nothing is unpacked to disk.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

import openpyxl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from assembly.common.errors import InvalidValue

MEGABYTE = 1024 * 1024
# A folder of Microsoft's older formats; a workbook under a password is one too.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
CHUNK = 64 * 1024
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
LONGEST_DECLARATION = 16
MOST_PARTS = 2_000
# Types of cells that are seen but not read: formulas, and what a spreadsheet shows where one failed.
UNREAD = {"f": "formula", "e": "fault"}


class BookRejected(InvalidValue):
    """The file is no workbook that the portal reads; ``reason`` says why."""

    code = "book_rejected"
    title = _("The file was not read")
    text = _("The file was not read: {reason}")
    advice = _("Save the table in a spreadsheet program as an ordinary workbook (.xlsx) and upload it again.")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of a workbook: megabytes, times, rows, columns, characters, sheets."""

    megabytes: int = 5
    expanded_megabytes: int = 60
    expansion: int = 200
    rows: int = 5_000
    columns: int = 60
    characters: int = 500
    sheets: int = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: ``kind`` is empty, text, number, date, truth, formula, fault or long."""

    kind: str = "empty"
    text: str = ""

    def __bool__(self) -> bool:
        return self.kind != "empty"


EMPTY = Cell()


@dataclass(slots=True)
class Line:
    """One row that is not empty, under its number in the sheet."""

    number: int
    cells: list[Cell]

    def at(self, place: int | None) -> Cell:
        """Return the cell in a column counted from nought; an empty one beyond the end."""
        return self.cells[place] if place is not None and place < len(self.cells) else EMPTY


@dataclass(slots=True)
class Sheet:
    """A sheet with its rows; rows without any value are left out."""

    title: str
    lines: list[Line] = field(default_factory=list)


def read_book(upload: IO[bytes], *, limits: Limits) -> list[Sheet]:
    """Return the sheets of a workbook that have any value.

    Args:
        upload: the file, opened for reading.
        limits: how much may be read.

    Raises:
        BookRejected: it is empty, too large, no workbook, under a password, carries macros or entities,
            expands beyond the limits, has too many rows or sheets, or nothing at all stands in it.
    """
    upload.seek(0)
    content = upload.read(limits.megabytes * MEGABYTE + 1)
    _check_archive(content, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
    ) as e:
        raise _rejected(_("it is damaged, or not a workbook.")) from e
    try:
        if len(book.worksheets) > limits.sheets:
            raise _rejected(_("it has more sheets than allowed: {count}."), count=limits.sheets)
        sheets = [_read_sheet(sheet, limits) for sheet in book.worksheets]
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, zipfile.BadZipFile) as e:
        raise _rejected(_("it is damaged, or not a workbook.")) from e
    finally:
        book.close()
    found = [sheet for sheet in sheets if sheet.lines]
    if not found:
        raise _rejected(_("nothing stands in it."))
    return found


def _rejected(reason: str | Promise, **values: Any) -> BookRejected:
    return BookRejected(reason=_Worded(reason, values), field="upload")


class _Worded:
    """A reason with its values, worded when it is shown: in the reader's language."""

    def __init__(self, template: str | Promise, values: dict[str, Any]) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return str(self.template).format(**self.values)

    def __format__(self, spec: str) -> str:
        return str(self)


def _check_archive(content: bytes, limits: Limits) -> None:
    if not content:
        raise _rejected(_("it is empty."))
    if len(content) > limits.megabytes * MEGABYTE:
        raise _rejected(_("it is larger than {count} MB."), count=limits.megabytes)
    if content.startswith(OLE):
        raise _rejected(_("it is under a password, or of an older format (.xls)."))
    if not content.startswith(ZIP):
        raise _rejected(_("its content is not a workbook (.xlsx)."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, len(content), limits)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as e:
        raise _rejected(_("it is damaged, or not a workbook.")) from e


def _check_parts(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _rejected(_("it carries macros."))
    if "xl/workbook.xml" not in names:
        raise _rejected(_("its content is not a workbook (.xlsx)."))
    if len(names) > MOST_PARTS:
        raise _rejected(_("unpacked it is larger than allowed."))
    left = min(limits.expanded_megabytes * MEGABYTE, max(size, CHUNK) * limits.expansion)
    for part in archive.infolist():
        left -= _checked_size(archive, part, left)


def _checked_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part piece by piece, trusting none of the sizes it states; return how large it is."""
    size, tail = 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            if is_xml and size == 0 and piece.startswith(WIDE_MARKS):
                raise _rejected(_("it is damaged, or not a workbook."))
            size += len(piece)
            if size > left:
                raise _rejected(_("unpacked it is larger than allowed."))
            seen = tail + piece.upper()
            if is_xml and any(mark in seen for mark in DECLARATIONS):
                raise _rejected(_("it declares entities, as no spreadsheet program does."))
            tail = seen[-LONGEST_DECLARATION:]
    return size


def _read_sheet(sheet: Any, limits: Limits) -> Sheet:
    found = Sheet(str(sheet.title))
    # The stated size of a sheet may be anything: it is forgotten, and the limits hold instead.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
    for number, row in enumerate(rows, start=1):
        if number > limits.rows:
            raise _rejected(_("it has more rows than allowed: {count}."), count=limits.rows)
        cells = [_cell(cell, limits) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.lines.append(Line(number, cells))
    return found


def _cell(cell: Any, limits: Limits) -> Cell:
    value = cell.value
    if value is None or value == "":
        return EMPTY
    if cell.data_type in UNREAD:
        return Cell(UNREAD[cell.data_type], str(value)[:40])
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell("date", day.isoformat())
    if isinstance(value, bool | int | float):
        return _number(value)
    text = str(value)
    if len(text) > limits.characters:
        return Cell("long", f"{text[:40]}…")
    return Cell("text", text) if text.strip() else EMPTY


def _number(value: float) -> Cell:
    if isinstance(value, bool):
        return Cell("truth", "1" if value else "0")
    is_whole = isinstance(value, int) or value.is_integer()
    return Cell("number", str(int(value)) if is_whole else repr(value))


def sheets_as_plain(sheets: Sequence[Sheet]) -> list[Any]:
    """Return sheets as lists of plain values, to be kept."""
    return [
        [
            sheet.title,
            [[line.number, [[cell.kind, cell.text] for cell in line.cells]] for line in sheet.lines],
        ]
        for sheet in sheets
    ]


def sheets_from_plain(kept: Sequence[Any]) -> list[Sheet]:
    """Return what :func:`sheets_as_plain` made plain."""
    return [
        Sheet(title, [Line(number, [Cell(*cell) for cell in cells]) for number, cells in lines])
        for title, lines in kept
    ]
