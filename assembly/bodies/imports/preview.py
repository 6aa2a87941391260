"""How a check is shown: rows by what would become of them, cells with their remarks, the table with marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.bodies.enums import CellState, OfficerRole
from assembly.bodies.imports.base import CheckedCell, CheckedRow, Register, shown_text
from assembly.bodies.imports.kept import KeptTable
from assembly.bodies.imports.registers import register_of
from assembly.bodies.models import RegisterImport
from assembly.common.books import Line
from assembly.common.cell_notes import level_of, words_of
from assembly.common.columns import Column
from assembly.common.pieces import Chip
from assembly.people.enums import Language, Sex
from assembly.people.iin import LENGTH, masked_iin, plain_iin

ROW_CHIPS: dict[str, tuple[str, str]] = {
    CellState.NEW: ("ok", "plus"),
    CellState.CHANGED: ("info", "pencil"),
    CellState.SAME: ("", "equal"),
    CellState.ERROR: ("bad", "circle-alert"),
    CellState.REPEAT: ("", "merge"),
    CellState.SKIPPED: ("", "eye-off"),
}
KINDS: dict[str, Callable[[CheckedRow], bool]] = {
    "errors": lambda row: row.state == CellState.ERROR,
    "remarks": lambda row: row.is_remarked,
    "new": lambda row: row.state == CellState.NEW,
    "changed": lambda row: row.state == CellState.CHANGED,
    "same": lambda row: row.state == CellState.SAME,
    "joined": lambda row: row.state in {CellState.REPEAT, CellState.SKIPPED},
    "all": lambda row: row.number > 0,
}
NOTE_ICONS = {"error": "circle-alert", "warning": "wand-sparkles", "info": "info"}
WIDE = {"name", "name_kk", "name_ru", "organisation", "state_body", "email"}
# Values that stand in the register as codes and on the page as words.
CODED = {"sex": Sex, "language": Language, "role": OfficerRole}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is drawn: what it says, its look, what stands in the register, remarks with icons."""

    label: Any
    text: str
    look: str
    was: str
    state: str
    notes: list[tuple[str, str]]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it is drawn."""

    number: int
    title: str
    chip: Chip
    cells: list[ShownCell]
    has_offers: bool


def columns_shown(held: RegisterImport) -> list[Column]:
    """Return the columns of an import in the order of its table; the required ones that it lacks last."""
    register = register_of(held.register)
    found = sorted(
        (column for column in register.columns if column.code in held.places),
        key=lambda column: held.places[column.code],
    )
    lacking = [column for column in register.columns if column.is_required and column.code not in held.places]
    return [*found, *lacking]


def shown_rows(rows: Sequence[CheckedRow], columns: Sequence[Column]) -> list[ShownRow]:
    """Return rows as they are drawn, in the reader's language."""
    return [
        ShownRow(
            row.number,
            row.title,
            Chip(*ROW_CHIPS[row.state], CellState(row.state).label),
            [_shown(column, row.cells.get(column.code)) for column in columns],
            bool(row.offers),
        )
        for row in rows
    ]


def _shown(column: Column, cell: CheckedCell | None) -> ShownCell:
    if cell is None:
        return ShownCell(column.label, "", "", "", "", [])
    look = ""
    if cell.is_faulty:
        look = "cell-bad"
    elif cell.is_remarked:
        look = "cell-warn"
    elif cell.state in {CellState.NEW, CellState.CHANGED}:
        look = "cell-new"
    was = cell.was
    if was and column.code in CODED:
        was = str(CODED[column.code](was).label)
    notes = [(NOTE_ICONS[level_of(note)], words_of(note)) for note in cell.notes]
    is_wide = column.code in WIDE
    return ShownCell(column.label, cell.text, look, was, str(CellState(cell.state).label), notes, is_wide)


def kinds_of_rows(rows: Sequence[CheckedRow]) -> list[tuple[str, str, int]]:
    """Return the ways in which the rows can be narrowed: code, words, how many."""
    words = {
        "errors": pgettext("rows", "Errors"),
        "remarks": pgettext("rows", "With remarks"),
        "new": pgettext("rows", "New"),
        "changed": pgettext("rows", "Change"),
        "same": pgettext("rows", "The same"),
        "joined": pgettext("rows", "Joined or left out"),
        "all": pgettext("rows", "All"),
    }
    counted = [(code, words[code], sum(map(test, rows))) for code, test in KINDS.items()]
    return [kind for kind in counted if kind[2] or kind[0] == "all"]


def chosen_kind(asked: str, kinds: Sequence[tuple[str, str, int]]) -> str:
    """Return the kind of rows to show: the one asked for, else the first that there is: errors before remarks."""
    there = [code for code, _words, _count in kinds]
    return asked if asked in there else there[0]


def faults_by_words(rows: Sequence[CheckedRow]) -> list[tuple[str, list[int]]]:
    """Return what hinders the import, each fault with the numbers of its rows."""
    found: dict[str, list[int]] = {}
    for row in rows:
        for cell in row.cells.values():
            for note in cell.notes:
                if level_of(note) == "error" and not row.is_skipped:
                    found.setdefault(words_of(note), []).append(row.number)
    return list(found.items())


def line_of(table: KeptTable, held: RegisterImport, number: int) -> Line | None:
    """Return a row of the table by its number in the sheet."""
    lines = table.sheets[held.sheet].lines
    return next((line for line in lines if line.number == number), None)


def raw_texts(table: KeptTable, held: RegisterImport, line: Line) -> dict[str, str]:
    """Return what stands in the cells of a row, by column, with what staff typed over them."""
    written = {
        code: "" if line.at(place).kind == "formula" else shown_text(line.at(place))
        for code, place in held.places.items()
    }
    return {**written, **table.fixes.get(line.number, {})}


def marked_sheet(
    held: RegisterImport, table: KeptTable, rows: Sequence[CheckedRow]
) -> tuple[list[str], list[list[Any]]]:
    """Return headings and rows of the table with the remarks beside it, to be corrected and uploaded again."""
    columns = [column for column in columns_shown(held) if column.code in held.places]
    headings = [
        *(f"{column.kk} / {column.ru}" if column.kk else str(column.label) for column in columns),
        _("What to look at"),
    ]
    lines = {line.number: line for line in table.sheets[held.sheet].lines}
    body = []
    for row in rows:
        texts = raw_texts(table, held, lines[row.number])
        remarks = [
            f"{column.label}: {words_of(note)}"
            for column in columns_shown(held)
            if column.code in row.cells
            for note in row.cells[column.code].notes
        ]
        body.append([*(texts.get(column.code, "") for column in columns), "; ".join(remarks)])
    return headings, body


def masked_text(text: str) -> str:
    """Return a value with all but the day of birth hidden where it is an individual number."""
    number = plain_iin(text)
    return masked_iin(number) if len(number) == LENGTH and number.isdigit() else text


def header_choices(table: KeptTable, held: RegisterImport, register: Register) -> list[dict[str, Any]]:
    """Return the columns of the sheet: header, first values, which column of the register each was read as."""
    sheet = table.sheets[held.sheet]
    header = sheet.lines[held.header]
    width = max(len(line.cells) for line in sheet.lines)
    read_as = {place: code for code, place in held.places.items()}
    below = sheet.lines[held.header + 1 : held.header + 40]
    shown = []
    for place in range(width):
        values = [masked_text(shown_text(line.at(place))) for line in below if line.at(place)][:3]
        if not header.at(place) and not values:
            continue
        code = read_as.get(place, "")
        shown.append(
            {
                "place": place,
                "header": shown_text(header.at(place)),
                "values": values,
                "code": code,
                "label": register.column(code).label if code else "",
            }
        )
    return shown
