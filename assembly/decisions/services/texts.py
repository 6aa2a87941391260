"""Checks of what was typed, shared by the acts of this room. Pure: texts and days in, refusals out."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format

from assembly.decisions.refusals import DayInFuture, DayTooEarly, TextMissing, WordsMissing
from assembly.law.refs import LegalRef


def require_texts(texts: Mapping[str, str], *, legal_ref: LegalRef) -> dict[str, str]:
    """Return the texts without blanks at their ends.

    Raises:
        TextMissing: one of them is empty; ``field`` names the first.
    """
    trimmed = {field: text.strip() for field, text in texts.items()}
    for field, text in trimmed.items():
        if not text:
            raise TextMissing(legal_ref=legal_ref, field=field)
    return trimmed


def require_words(text: str, *, field: str, legal_ref: LegalRef) -> str:
    """Return a text without blanks at its ends.

    Raises:
        WordsMissing: it is empty.
    """
    trimmed = text.strip()
    if not trimmed:
        raise WordsMissing(legal_ref=legal_ref, field=field)
    return trimmed


def require_day_within(day: date, *, earliest: date, today: date, field: str, legal_ref: LegalRef) -> None:
    """Raise unless ``earliest ≤ day ≤ today``.

    Raises:
        DayInFuture: the day has not come yet.
        DayTooEarly: the day lies before what must come first.
    """
    if day > today:
        raise DayInFuture(legal_ref=legal_ref, field=field, day=day, today=date_format(today))
    if day < earliest:
        raise DayTooEarly(legal_ref=legal_ref, field=field, day=day, earliest=date_format(earliest))
