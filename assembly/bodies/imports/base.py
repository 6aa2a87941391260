"""What every register's import shares: rows as they are read, checked, kept and counted."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from assembly.bodies.enums import CellState
from assembly.common.books import Cell, Line, Sheet
from assembly.common.cell_notes import level_of
from assembly.common.cells import CellFault, Note
from assembly.common.columns import Column, Table, rows_below
from assembly.common.search import fold

# What a cell shows of a text that is longer.
LONGEST_SHOWN = 160
NEW_RECORD, LEFT_OUT = "new", "skip"
Choices = Mapping[int, str]
Written = Mapping[str, int]


@dataclass(slots=True)
class CheckedCell:
    """A cell of a known column: what it shows, what would become of it, what is to be said of it."""

    text: str = ""
    state: str = CellState.SAME
    was: str = ""
    notes: list[Note] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        """Say whether the cell hinders the import."""
        return any(level_of(note) == "error" for note in self.notes)

    @property
    def is_remarked(self) -> bool:
        """Say whether something was put right or is to be looked at."""
        return any(level_of(note) == "warning" for note in self.notes)


@dataclass(slots=True)
class CheckedRow:
    """A row of the table with its cells by column, and what the check made of it.

    Attributes:
        number: the row's number in the sheet.
        values: what the cells say, by column; only what could be read.
        subject: key of the record that the row is about; ``None`` for a new one.
        repeats: number of the row above that is about the same record.
        offers: records that it might be about, as keys and words.
    """

    number: int
    cells: dict[str, CheckedCell] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    subject: int | None = None
    title: str = ""
    repeats: int | None = None
    is_skipped: bool = False
    offers: list[tuple[int, str]] = field(default_factory=list)
    plan: Any = None

    @property
    def state(self) -> str:
        """Return what would become of the row as a whole."""
        if self.is_skipped:
            return CellState.SKIPPED
        if any(cell.is_faulty for cell in self.cells.values()):
            return CellState.ERROR
        if self.repeats is not None:
            return CellState.REPEAT
        if self.subject is None:
            return CellState.NEW
        if any(cell.state in {CellState.NEW, CellState.CHANGED} for cell in self.cells.values()):
            return CellState.CHANGED
        return CellState.SAME

    @property
    def is_remarked(self) -> bool:
        """Say whether any cell has a remark or hinders the import."""
        return any(cell.is_remarked or cell.is_faulty for cell in self.cells.values())

    def note(self, code: str, column: str, /, **values: Any) -> None:
        """Put a remark on the cell of a column."""
        self.cells.setdefault(column, CheckedCell()).notes.append(Note(code, values))

    def compare(self, column: str, old: Any, new: Any, *, shown: Callable[[Any], str] = str) -> bool:
        """Say whether ``new`` would change what is recorded, and mark the cell; an empty cell changes nothing."""
        if new in {None, ""} or new == old:
            return False
        cell = self.cells.setdefault(column, CheckedCell())
        is_new = old in {None, ""}
        cell.state = CellState.NEW if is_new else CellState.CHANGED
        cell.was = "" if is_new else shown(old)
        return True


@dataclass(frozen=True)
class Register:
    """A register that can be filled from a table.

    Args:
        code: see ``RegisterKind``.
        columns: what its tables have; the first ones tell a row from a remark.
        needs: codes of the columns without which nothing can be matched: one of each group.
        check: matches rows with records and marks the cells.
        context: what readers of cells need, asked once: ``regions``.
        list_url: where the register is shown.
    """

    code: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    check: "Callable[[list[CheckedRow], Circumstances], None]"
    context: Callable[[], dict[str, Any]]
    list_url: str

    def column(self, code: str) -> Column:
        """Return a column by its code."""
        return next(column for column in self.columns if column.code == code)


@dataclass(frozen=True)
class Circumstances:
    """What a check is made under: the day, the act for rows without one, what staff chose for single rows."""

    on: date
    basis_id: int | None = None
    choices: Choices = field(default_factory=dict)


def parse_rows(
    sheet: Sheet, table: Table, register: Register, fixes: Mapping[int, Mapping[str, str]]
) -> list[CheckedRow]:
    """Return the rows of a table with their values; a cell that cannot be read carries why.

    Args:
        sheet: where the table stands.
        table: headers and columns.
        register: whose columns they are.
        fixes: texts that staff typed over cells: row number, column, text.
    """
    context = register.context()
    needs = register.needs[0] if register.needs else ()
    known = [column for column in register.columns if column.code in table.places]
    return [
        _parse(line, known, table, fixes.get(line.number, {}), context)
        for line in rows_below(sheet, table, needs=needs)
    ]


def _parse(
    line: Line, columns: Sequence[Column], table: Table, fixes: Mapping[str, str], context: Mapping[str, Any]
) -> CheckedRow:
    row = CheckedRow(line.number)
    for column in columns:
        cell = line.at(table.places[column.code])
        if column.code in fixes:
            cell = Cell("text", fixes[column.code]) if fixes[column.code] else Cell()
        if not cell:
            continue
        checked = CheckedCell(shown_text(cell))
        row.cells[column.code] = checked
        try:
            read = column.parse(cell, **context)
        except CellFault as fault:
            checked.notes.append(fault.note)
        else:
            row.values[column.code] = read.value
            checked.notes.extend(read.notes)
            checked.text = _shown_value(read.value, checked.text)
    for column in columns:
        if column.is_required and column.code not in row.cells:
            row.note("missing", column.code)
    return row


def _shown_value(value: Any, text: str) -> str:
    """Return what a cell says after it was put right; as it is written where that is no text or day."""
    if isinstance(value, tuple):
        return " ".join(filter(None, value))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    is_text = isinstance(value, str) and " ".join(text.split()).lower() == value.lower()
    return value if is_text or (isinstance(value, str) and value.startswith("+")) else text


def shown_text(cell: Cell) -> str:
    """Return how a cell is shown: days as they are written here, long texts cut."""
    if cell.kind == "date":
        return f"{date.fromisoformat(cell.text):%d.%m.%Y}"
    text = " ".join(cell.text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def counts_of(rows: Iterable[CheckedRow]) -> dict[str, int]:
    """Return how many rows come to what, how many cells are wrong and how many rows have remarks."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts["rows"] += 1
        counts[str(row.state)] += 1
        counts["faults"] += sum(cell.is_faulty for cell in row.cells.values()) if not row.is_skipped else 0
        counts["remarked"] += row.is_remarked and not row.is_skipped
    return dict(counts)


def digest_of(rows: Iterable[CheckedRow]) -> str:
    """Return a digest of what an import would do: row, record, states of its cells; no text of any cell."""
    plan = [
        [row.number, row.state, row.subject, sorted((code, cell.state) for code, cell in row.cells.items())]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(plan).encode()).hexdigest()


def rows_as_plain(rows: Iterable[CheckedRow]) -> list[dict[str, Any]]:
    """Return checked rows as plain values, to be kept for their page; without the values to be written."""
    return [
        {
            "number": row.number,
            "title": row.title,
            "subject": row.subject,
            "repeats": row.repeats,
            "skipped": row.is_skipped,
            "offers": row.offers,
            "cells": {
                code: [
                    cell.text,
                    str(cell.state),
                    cell.was,
                    [
                        [note.code, {name: str(value) for name, value in note.values.items()}]
                        for note in cell.notes
                    ],
                ]
                for code, cell in row.cells.items()
            },
        }
        for row in rows
    ]


def rows_from_plain(kept: Iterable[Mapping[str, Any]]) -> list[CheckedRow]:
    """Return what :func:`rows_as_plain` made plain."""
    return [
        CheckedRow(
            number=row["number"],
            title=row["title"],
            subject=row["subject"],
            repeats=row["repeats"],
            is_skipped=row["skipped"],
            offers=[(key, words) for key, words in row["offers"]],
            cells={
                code: CheckedCell(text, state, was, [Note(*note) for note in notes])
                for code, (text, state, was, notes) in row["cells"].items()
            },
        )
        for row in kept
    ]


def by_folded(records: Iterable[models.Model], *fields: str) -> dict[str, Any]:
    """Return records by each of their names, folded: small letters without Kazakh ones, spaces as one."""
    from_name: dict[str, Any] = {}
    for record in records:
        for name in fields:
            if text := folded_name(getattr(record, name)):
                from_name.setdefault(text, record)
    return from_name


def folded_name(text: str) -> str:
    """Return a name in the form that names are compared in."""
    return " ".join(fold(text).replace("«", '"').replace("»", '"').split())
