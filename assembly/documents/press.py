"""The press that this room offers to the floor below: a template laid out as PDF."""

from datetime import datetime
from typing import Any

from assembly.documents.renderers import PUBLIC_TEXT, Paper


def lay_out_letter(*, template: str, context: dict[str, Any], at: datetime) -> bytes:
    """Return the PDF of a template of letters; nothing of it is kept."""
    # Here, not above: the layout library takes a second to load, and only the worker needs it.
    from assembly.documents.paper.layout import lay_out  # noqa: PLC0415

    content, _pages = lay_out(Paper(template, context, "letters.pdf", PUBLIC_TEXT), at=at)
    return content
