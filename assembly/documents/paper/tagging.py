"""Four gaps of WeasyPrint 70 in tagged PDF, closed from outside; the version is pinned in the locks.

1. ``lang`` of an element never reaches the structure tree: ``/Lang`` where the language changes.
2. ``<th scope>`` gives ids and headers, but no ``/Scope``: column or row.
3. Text of page margins is tagged and then left out of the tree: an artifact of type pagination.
4. A block inside a heading or a paragraph is tagged as one within itself: ``/NonStruct``.

Delete each when WeasyPrint does it itself; ``tests/documents/test_paper.py`` holds them.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

_build_box_tree = tags._build_box_tree  # noqa: SLF001  -- there is no public hook
_draw_stacking_context = draw.draw_stacking_context
NEVER_WITHIN_ITSELF = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}


def _with_language_and_scope(box: Any, parent: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
    real = getattr(box, "_box", box)
    if isinstance(real, boxes.MarginBox):
        return
    has_own_language = (
        real.element is not None and real.element.get("lang") and real.element_tag not in {"html", "body"}
    )
    language = str(real.style["lang"]) if has_own_language and real.style["lang"] else ""
    for element in _build_box_tree(box, parent, *args, **kwargs):
        if language:
            element["Lang"] = pydyf.String(language)
        if element["S"] == parent["S"] and element["S"] in NEVER_WITHIN_ITSELF:
            element["S"] = "/NonStruct"
        if element["S"] == "/TH" and real.element is not None:
            scope = "/Row" if real.element.get("scope") == "row" else "/Column"
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = scope
        yield element


def _margins_as_artifacts(stream: Any, context: Any) -> None:
    if not isinstance(context.box, boxes.MarginBox) or stream._tags is None:  # noqa: SLF001  -- as above
        _draw_stacking_context(stream, context)
        return
    kept, stream._tags = stream._tags, None  # noqa: SLF001  -- as above
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    try:
        _draw_stacking_context(stream, context)
    finally:
        stream.end_marked_content()
        stream._tags = kept  # noqa: SLF001  -- as above


def install() -> None:
    """Put the four patches in; safe to repeat."""
    tags._build_box_tree = _with_language_and_scope  # noqa: SLF001  -- as above
    draw.draw_stacking_context = _margins_as_artifacts
