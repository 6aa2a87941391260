"""Texts that exist in several languages, and how a page picks one."""

from typing import Any

from django.utils.translation import get_language

KK, RU, EN = "kk", "ru", "en"


def language_now() -> str:
    """Return the reader's language: kk, ru or en."""
    return (get_language() or KK)[:2]


def in_language(record: Any, field: str, language: str | None = None) -> str:
    """Return ``field`` of ``record`` in the reader's language.

    Names (of bodies, of regions) fall back from English to Russian, since English names are
    optional; official texts have no fallback and are not read through this function.
    """
    wanted = language or language_now()
    text = getattr(record, f"{field}_{wanted}", "")
    if not text and wanted == EN:
        text = getattr(record, f"{field}_{RU}", "")
    return str(text)


def roman(number: int) -> str:
    """Return a Session's number as it is written: 36 -> XXXVI.

    Raises:
        ValueError: the number is below one or above 3999.
    """
    if not 1 <= number <= 3999:  # noqa: PLR2004  -- Roman numerals end here
        raise ValueError(f"{number} has no Roman numeral")
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text
