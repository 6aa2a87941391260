"""The words of remarks and faults of cells, in the reader's language.

A remark of the level ``error`` hinders an import, ``warning`` says what was put right or is to be looked
at, ``info`` explains. Rooms add their own by :func:`register_notes`.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembly.common.cells import Note

Words = str | Promise
NOTES: dict[str, tuple[str, Words]] = {}


def register_notes(level: str, notes: Mapping[str, Words]) -> None:
    """Register the words of remarks of one level: error, warning or info.

    Raises:
        ValueError: a code has its words already.
    """
    for code, words in notes.items():
        if code in NOTES:
            raise ValueError(f"remark {code!r} has two wordings")
        NOTES[code] = (level, words)


def level_of(note: Note) -> str:
    """Return error, warning or info."""
    return NOTES[note.code][0]


def words_of(note: Note) -> str:
    """Return a remark in the reader's language."""
    values: dict[str, Any] = {name: str(value) for name, value in note.values.items()}
    return str(NOTES[note.code][1]).format(**values)


register_notes(
    "error",
    {
        "formula": _("A formula stands here. Formulas are not computed: enter the value itself"),
        "sheet_fault": _("The spreadsheet shows a fault here: {text}"),
        "too_long": _("The text is longer than allowed"),
        "markup": _("Markup stands here, not text"),
        "missing": _("This must be filled in"),
        "name_short": _("One word alone: family name and given name are needed"),
        "name_signs": _("A sign stands here that names do not have: {text}"),
        "day_unreadable": _("This is not a date: {text}. Write day, month, year: 28.02.2026"),
        "day_impossible": _("There is no such day"),
        "day_early": _("The day is before 1900"),
        "day_far": _("The day is more than a year ahead"),
        "phone_unreadable": _("This is not a telephone number: {text}"),
        "email_wrong": _("This is not an e-mail address"),
        "yes_unclear": _("Neither yes nor no: {text}"),
        "sex_unclear": _("The sex cannot be read: {text}"),
        "language_unclear": _("The language cannot be read: {text}"),
    },
)
register_notes(
    "warning",
    {
        "spaces_removed": _("needless spaces removed"),
        "latin_replaced": _("Latin letters replaced, it was: {was}"),
        "capitals": _("capital letters replaced, it was: {was}"),
        "name_latin": _("written in Latin letters"),
        "phone_kept": _("an unusual number, kept as it is written"),
        "lowered": _("capital letters replaced, it was: {was}"),
    },
)
