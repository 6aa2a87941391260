"""Rows of an answer as a table for a spreadsheet: CSV in UTF-8, one column a value."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

from assembly.common.sheets import harmless

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take Cyrillic for something else


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return the plain values of a row under the names of its parts: ``title_kk``; lists have no place in a table."""
    values: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            values |= flat(value, f"{prefix}{name}_")
        elif not isinstance(value, list):
            values[f"{prefix}{name}"] = value
    return values


class TableRenderer(BaseRenderer):
    """Renders rows as CSV, with nothing that a spreadsheet would run."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> str:
        """Return the table; a refusal is a table of one row."""
        rows = [flat(row) for row in ([data] if isinstance(data, Mapping) else data or [])]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        stream = io.StringIO()
        writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
        return BYTE_ORDER_MARK + stream.getvalue()
