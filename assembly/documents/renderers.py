"""The registry of papers: which PDF can be made of what, and who may read it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise

Words = str | Promise
Variant = Literal["pdf/a-3a", "pdf/ua-1"]
RECORD: Variant = "pdf/a-3a"
PUBLIC_TEXT: Variant = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file embedded in a record, so that anyone can recompute what the paper says."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be laid out: template, its context, the standard it claims."""

    html_template: str
    context: dict[str, Any]
    file_name: str
    variant: Variant = RECORD
    enclosures: tuple[Enclosure, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Renderer:
    """How the PDF of a kind of record is made.

    Args:
        name: ``room.noun``: ``decisions.decision``.
        build: gathers the paper of the record with this key; reads only.
        can_read: ``can_read(user, subject_id, on)``; the user may be anonymous.
        label: what the paper is called where it is offered or verified.
    """

    name: str
    build: Callable[[int], Paper]
    can_read: Callable[[Any, int, date], bool]
    label: Words = "PDF"


RENDERERS: dict[str, Renderer] = {}


def register_renderer(
    name: str,
    build: Callable[[int], Paper],
    can_read: Callable[[Any, int, date], bool],
    label: Words = "PDF",
) -> None:
    """Register a paper; its room calls this from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    if name in RENDERERS:
        raise ValueError(f"paper {name!r} is registered twice")
    RENDERERS[name] = Renderer(name, build, can_read, label)
