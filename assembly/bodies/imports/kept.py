"""What an import holds of a table, sealed: the cells, what staff put right, what they chose."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from assembly.bodies.imports.base import CheckedRow, rows_as_plain, rows_from_plain
from assembly.bodies.models import RegisterImport
from assembly.common.books import Sheet, sheets_as_plain, sheets_from_plain
from assembly.people.keys import seal, unseal

PURPOSE = "bodies.register_import"


@dataclass(slots=True)
class KeptTable:
    """The table of an import: name of the file, sheets, corrections and choices by row."""

    file_name: str
    sheets: list[Sheet]
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
    choices: dict[int, str] = field(default_factory=dict)


def put_table(record: RegisterImport, table: KeptTable) -> None:
    """Seal the table into the record; saves nothing."""
    record.table_key, record.table_sealed = _sealed(
        [table.file_name, sheets_as_plain(table.sheets), table.fixes, table.choices]
    )


def table_of(record: RegisterImport) -> KeptTable:
    """Open the table of a record whose import is not over.

    Raises:
        LookupError: the key it was sealed under was taken away.
    """
    name, sheets, fixes, choices = _opened(record.table_sealed, record.table_key)
    return KeptTable(
        name,
        sheets_from_plain(sheets),
        {int(number): cells for number, cells in fixes.items()},
        {int(number): choice for number, choice in choices.items()},
    )


def put_rows(record: RegisterImport, rows: list[CheckedRow]) -> None:
    """Seal what the check found into the record; saves nothing."""
    record.rows_key, record.rows_sealed = _sealed(rows_as_plain(rows))


def rows_of(record: RegisterImport) -> list[CheckedRow]:
    """Open what the check found; nothing before the first check."""
    if record.rows_sealed is None:
        return []
    return rows_from_plain(_opened(record.rows_sealed, record.rows_key))


def forget(record: RegisterImport) -> None:
    """Take the table and its rows out of the record; saves nothing."""
    record.table_sealed, record.table_key, record.rows_sealed, record.rows_key = None, "", None, ""


def _sealed(value: Any) -> tuple[str, bytes]:
    packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode(), level=1)
    return seal(packed, purpose=PURPOSE)


def _opened(sealed: Any, key_id: str) -> Any:
    return json.loads(zlib.decompress(unseal(bytes(sealed), key_id=key_id, purpose=PURPOSE)))
