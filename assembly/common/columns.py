"""Recognising the columns of a table by their headers, wherever they stand and in whichever language."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from assembly.common.books import Line, Sheet
from assembly.common.search import fold

Words = str | Promise
# How far down a sheet headers are looked for: above them stand titles, dates, approvals.
DEEPEST_HEADER = 60
LEAST_COLUMNS = 2
_BETWEEN = re.compile(r"\s*[/\\|;\n\r]\s*")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Column:
    """A column that a register knows.

    Args:
        code: its name in code.
        label: its name in the interface.
        headers: what stands above it in tables: Kazakh, Russian, English, abbreviations.
        parse: turns a cell into a value or raises ``CellFault``.
        is_required: a row without a value is refused.
        kk: the header of the template in Kazakh; ``ru`` likewise.
        example: what the example row of the template says.
        allowed: what may be entered, where that is a closed list; shown in the template.
    """

    code: str
    label: Words
    headers: tuple[str, ...]
    parse: Callable[..., Any]
    is_required: bool = False
    kk: str = ""
    ru: str = ""
    example: Any = ""
    allowed: Callable[[], Sequence[str]] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table stands: sheet, line of the headers (an index into ``lines``), column by its place."""

    sheet: int
    header: int
    places: dict[str, int]


def plain_header(text: str) -> str:
    """Return a header in the form that headers are compared in: small letters, words alone."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def variants_of(text: str) -> Iterator[str]:
    """Yield the forms of a header: whole, without brackets, each part of a bilingual one."""
    seen = set()
    for whole in (text, _BRACKETS.sub(" ", text)):
        for part in (whole, *_BETWEEN.split(whole)):
            plain = plain_header(part)
            if plain and plain not in seen:
                seen.add(plain)
                yield plain


def recognise(line: Line, columns: Sequence[Column]) -> dict[str, int]:
    """Return which columns stand where in a line of headers; each column and each place once.

    A header that is exactly one of the known comes first; then one that begins with a known header,
    the longest known one first.
    """
    headers = {
        place: list(variants_of(cell.text)) for place, cell in enumerate(line.cells) if cell.kind == "text"
    }
    known = {column.code: {plain_header(header) for header in column.headers} for column in columns}
    places: dict[str, int] = {}
    taken: set[int] = set()
    for code, names in known.items():
        for place, forms in headers.items():
            if place not in taken and any(form in names for form in forms):
                places[code] = place
                taken.add(place)
                break
    begun = [
        (len(name), code, place)
        for code, names in known.items()
        for name in names
        for place, forms in headers.items()
        if any(form.startswith(f"{name} ") for form in forms)
    ]
    for _length, code, place in sorted(begun, key=lambda found: (-found[0], found[2])):
        if code not in places and place not in taken:
            places[code] = place
            taken.add(place)
    return places


def find_table(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Table | None:
    """Return the table with the most known columns, on whichever sheet and line; ``None`` where none is."""
    best: Table | None = None
    for number, sheet in enumerate(sheets):
        for place, line in enumerate(sheet.lines[:DEEPEST_HEADER]):
            found = recognise(line, columns)
            if len(found) >= LEAST_COLUMNS and (best is None or len(found) > len(best.places)):
                best = Table(number, place, found)
    return best


def rows_below(sheet: Sheet, table: Table, *, needs: Sequence[str]) -> Iterator[Line]:
    """Yield the rows of a table that say something.

    Left out: a line that numbers the columns, the headers repeated on a further page, subtotals and
    remarks: lines in which fewer than two of the known columns are filled and none but the first of
    ``needs``.
    """
    header = sheet.lines[table.header]
    titles = {cell.text for cell in header.cells if cell.kind == "text"}
    for line in sheet.lines[table.header + 1 :]:
        filled = [code for code, place in table.places.items() if line.at(place)]
        if not filled or _is_numbering(line) or _is_remark(line, table, filled, needs):
            continue
        if sum(cell.text in titles for cell in line.cells if cell) == len([c for c in line.cells if c]):
            continue
        yield line


def _is_numbering(line: Line) -> bool:
    numbers = [cell.text for cell in line.cells if cell]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_remark(line: Line, table: Table, filled: Sequence[str], needs: Sequence[str]) -> bool:
    if len(filled) > 1 or len(table.places) < LEAST_COLUMNS + 1:
        return False
    return set(filled) <= set(needs[:1]) and sum(bool(cell) for cell in line.cells) == 1
