"""Workbooks for tests: made here, read by the portal. All persons are invented."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

from assembly.bodies.imports.kept import rows_of
from assembly.bodies.services.imports import begin_import, check_import, confirm_import, write_waiting
from assembly.common.cell_notes import level_of
from assembly.people.iin import check_digit
from tests.factories import NOON

FILES = Path(__file__).parent / "files"
HEADERS = (
    "Ф.И.О.",
    "ИИН",
    "Дата рождения",
    "Регион",
    "Должность",
    "Основание",
    "Член с",
    "Член Совета",
    "E-mail",
)
ACT = "Решение № 12 от 14.10.2025"


def book(*sheets):
    """Return a workbook of sheets, each a title and rows."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def iin(eleven):
    """Return eleven digits with the one that fits."""
    return f"{eleven}{check_digit(eleven)}"


def row(name="Сынақова Айгүл Мысалқызы", number=None, born="12.05.1984", **cells):
    """Return a row under ``HEADERS`` of a person who can be imported."""
    number = iin("84051291001") if number is None else number
    values = {
        "region": "Астана қ.", "post": "депутат", "act": ACT, "since": "14.10.2025", "council": None, "email": None,
        **cells,
    }  # fmt: skip
    return (name, number, born, *values.values())


def members(*rows, headers=HEADERS):
    """Return a register of members with one sheet."""
    return book(("Члены", [headers, *rows]))


def shared(name):
    """Return the bytes of a file beside this module."""
    return (FILES / name).read_bytes()


def checked(content, actor, *, register="members", at=NOON, **given):
    """Upload and check; return the import."""
    held = begin_import(register=register, upload=io.BytesIO(content), file_name="т.xlsx", actor=actor, at=at)
    return check_import(import_id=held.pk, actor=actor, at=at, **given)


def written(content, actor, *, register="members", at=NOON, **given):
    """Upload, check, confirm and write; return the import."""
    held = checked(content, actor, register=register, at=at, **given)
    confirm_import(import_id=held.pk, actor=actor, at=at)
    assert write_waiting(at=at) == 1
    held.refresh_from_db()
    return held


def notes(held, level=None):
    """Return what the check says of cells: row, column, code."""
    return [
        (found.number, code, note.code)
        for found in rows_of(held)
        for code, cell in found.cells.items()
        for note in cell.notes
        if level in {None, level_of(note)}
    ]


def with_part(content, name, part):
    """Return a workbook with one part of its archive added or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return stream.getvalue()
