"""Who lays papers out: the floor above offers its press, so that this room can print letters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Press = Callable[..., bytes]
_press: list[Press] = []


def register_press(press: Press) -> None:
    """Register ``press(template=, context=, at=)`` that returns a PDF; called from ``ready()``."""
    _press[:] = [press]


def lay_out_letters(*, template: str, context: dict[str, Any], at: datetime) -> bytes:
    """Return the PDF of a template; call it in a worker, outside any transaction.

    Raises:
        LookupError: no press is registered.
    """
    if not _press:
        raise LookupError("no press is registered")
    return _press[0](template=template, context=context, at=at)
