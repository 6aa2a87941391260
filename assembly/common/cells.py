"""What a cell says: text, names, days, telephones, addresses as secretaries write them.

Each reader takes a cell and returns its value with remarks on what was put right, or raises
:class:`CellFault`. Remarks and faults are codes with values; ``cell_notes`` has their words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from assembly.common.books import Cell
from assembly.common.dates import MONTHS
from assembly.common.search import fold

EARLIEST = date(1900, 1, 1)
LATIN_LIKE = dict(zip("aAeEoOcCpPxXyYiIhHkKMTB", "аАеЕоОсСрРхХуУіІһНкКМТВ", strict=True))
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_MARKUP = re.compile(r"<\s*[/!?a-zA-Z]|&#?\w+;|javascript:", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*\.?")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_WORDED = re.compile(r"[«\"]?(\d{1,2})[»\"]?\s+([^\W\d_]+)\s+(\d{4})\s*(?:г\.?|года|год|ж\.?|жылы|жыл)?")
_KAZAKH_WORDED = re.compile(r"(\d{4})\s*(?:ж\.?|жылғы|жылы|жыл)\s+(\d{1,2})\s+([^\W\d_]+)")
_END_OF_YEAR = re.compile(r"\s*(?:г\.?|года|ж\.?|жылы|жыл)$", re.IGNORECASE)
MONTH_NUMBERS = {
    **{name: number for names in MONTHS.values() for number, name in enumerate(map(str.lower, names), start=1)},
    **{
        name: number
        for number, name in enumerate(
            ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
             "ноябрь", "декабрь"),
            start=1,
        )
    },
}  # fmt: skip
YES = {"да", "иа", "иә", "ия", "+", "1", "v", "х", "x", "✓", "есть", "бар", "yes", "y", "true", "ақиқат"}
NO = {"нет", "жоқ", "жок", "-", "–", "—", "0", "no", "n", "false"}
PHONE_DIGITS = 11
SHORT_PHONE_DIGITS = 10
LEAST_PHONE_DIGITS = 5
MOST_PHONE_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a cell: a code of ``cell_notes`` with the values of its words."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


class CellFault(ValueError):
    """A cell that cannot be taken; ``note`` says why."""

    def __init__(self, code: str, **values: Any) -> None:
        self.note = Note(code, values)
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: the value, and what was put right on the way to it."""

    value: Any
    notes: tuple[Note, ...] = ()


def clean_text(cell: Cell) -> tuple[str, list[Note]]:
    """Return a cell's text without needless spaces and invisible signs.

    Raises:
        CellFault: it is a formula, a fault of a formula, too long, or carries markup.
    """
    if cell.kind == "formula":
        raise CellFault("formula")
    if cell.kind == "fault":
        raise CellFault("sheet_fault", text=cell.text)
    if cell.kind == "long":
        raise CellFault("too_long")
    raw = cell.text
    text = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).strip()
    if _MARKUP.search(text):
        raise CellFault("markup")
    if text.startswith(("=", "@")):
        raise CellFault("formula")
    return text, [Note("spaces_removed")] if text != raw and cell.kind == "text" else []


def read_text(cell: Cell, **_context: Any) -> Read:
    """Return a text as it stands."""
    text, notes = clean_text(cell)
    return Read(text, tuple(notes))


def read_name(cell: Cell, **_context: Any) -> Read:
    """Return a person's name, or a part of it, as the register writes names.

    Latin letters that look like Cyrillic ones inside a Cyrillic word are replaced; a name wholly in
    capitals gets small letters; both are said.

    Raises:
        CellFault: a sign stands in it that names do not have.
    """
    text, notes = clean_text(cell)
    words = []
    was_latin = was_capital = False
    for word in text.split(" "):
        if not _WORD.fullmatch(word):
            raise CellFault("name_signs", text=word)
        mended = word
        if _LATIN.search(word) and _CYRILLIC.search(word):
            mended, was_latin = "".join(LATIN_LIKE.get(sign, sign) for sign in word), True
            if _LATIN.search(mended):
                raise CellFault("name_signs", text=word)
        if len(mended) > 1 and mended.isupper():
            mended, was_capital = "-".join(part.capitalize() for part in mended.split("-")), True
        words.append(mended)
    if was_latin:
        notes.append(Note("latin_replaced", {"was": text}))
    if was_capital:
        notes.append(Note("capitals", {"was": text}))
    if text and not _CYRILLIC.search(text):
        notes.append(Note("name_latin"))
    return Read(" ".join(words), tuple(notes))


def read_full_name(cell: Cell, **context: Any) -> Read:
    """Return family name, given name and the rest of a full name, in this order.

    Raises:
        CellFault: one word alone, or a sign that names do not have.
    """
    found = read_name(cell, **context)
    family, _space, rest = found.value.partition(" ")
    given, _space, patronymic = rest.partition(" ")
    if family and not given:
        raise CellFault("name_short")
    return Read((family, given, patronymic), found.notes)


def read_day(cell: Cell, **_context: Any) -> Read:
    """Return a day: a date of the sheet, 28.02.2026, 2026-02-28, 28 февраля 2026 г., 2026 ж. 28 ақпан.

    Raises:
        CellFault: not a day, a day that does not exist, or one before 1900.
    """
    text, notes = clean_text(cell)
    if cell.kind in {"number", "truth"}:
        raise CellFault("day_unreadable", text=text)
    day = day_of_text(text)
    if day < EARLIEST:
        raise CellFault("day_early")
    return Read(day, tuple(notes))


def day_of_text(text: str) -> date:
    """Return the day that a text names.

    Raises:
        CellFault: it names none, or one that does not exist.
    """
    if found := _ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _DOTTED.fullmatch(_END_OF_YEAR.sub("", text)):
        day, month, year = map(int, found.groups())
        return _day(year, month, day)
    if found := _WORDED.fullmatch(text):
        return _day_with_month(found[3], found[2], found[1], text)
    if found := _KAZAKH_WORDED.fullmatch(text):
        return _day_with_month(found[1], found[3], found[2], text)
    raise CellFault("day_unreadable", text=text)


def _day_with_month(year: str, month: str, day: str, text: str) -> date:
    number = MONTH_NUMBERS.get(month.lower())
    if number is None:
        raise CellFault("day_unreadable", text=text)
    return _day(int(year), number, int(day))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CellFault("day_impossible") from None


def read_phone(cell: Cell, **_context: Any) -> Read:
    """Return a telephone as +77010000000; another country's, or an extension, stays as it is written.

    Raises:
        CellFault: letters or too few digits.
    """
    text, notes = clean_text(cell)
    digits = re.sub(r"\D", "", text)
    if re.search(r"[^\W\d_]", text) or not LEAST_PHONE_DIGITS <= len(digits) <= MOST_PHONE_DIGITS:
        raise CellFault("phone_unreadable", text=text)
    if len(digits) == PHONE_DIGITS and digits[0] in "78":
        return Read(f"+7{digits[1:]}", tuple(notes))
    if len(digits) == SHORT_PHONE_DIGITS and digits[0] in "67":
        return Read(f"+7{digits}", tuple(notes))
    return Read(text, (*notes, Note("phone_kept")))


def read_email(cell: Cell, **_context: Any) -> Read:
    """Return an e-mail address in small letters.

    Raises:
        CellFault: it is no address.
    """
    text, notes = clean_text(cell)
    address = text.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise CellFault("email_wrong") from None
    if address != text:
        notes.append(Note("lowered", {"was": text}))
    return Read(address, tuple(notes))


def read_yes(cell: Cell, **_context: Any) -> Read:
    """Return whether a cell says yes.

    Raises:
        CellFault: neither yes nor no.
    """
    text, notes = clean_text(cell)
    word = text.lower().split(" / ")[0].rstrip(".")
    if word in YES or (cell.kind == "truth" and text == "1"):
        return Read(value=True, notes=tuple(notes))
    if word in NO:
        return Read(value=False, notes=tuple(notes))
    raise CellFault("yes_unclear", text=text)


def choice_reader(*, code: str, **choices: tuple[str, ...]) -> Any:
    """Return a reader of a closed list: each value with the beginnings of the words that mean it.

    Args:
        code: the fault when no word fits.
        **choices: value and beginnings, compared without Kazakh letters and full stops.
    """

    def read(cell: Cell, **_context: Any) -> Read:
        text, notes = clean_text(cell)
        word = fold(text).rstrip(".")
        for value, beginnings in choices.items():
            if any(word == start or (len(start) > 1 and word.startswith(start)) for start in beginnings):
                return Read(value, tuple(notes))
        raise CellFault(code, text=text)

    return read


read_sex = choice_reader(
    code="sex_unclear",
    female=("ж", "жен", "аиел", "айел", "а", "f", "female"),
    male=("м", "муж", "ер", "е", "еркек", "m", "male"),
)
read_language = choice_reader(
    code="language_unclear",
    kk=("каз", "kk", "kz", "kaz", "қаз"),
    ru=("рус", "орыс", "ru", "rus"),
    en=("анг", "агыл", "en", "eng"),
)


def in_two_languages(text: str) -> dict[str, str]:
    """Return a text under the language of its letters; both halves of a bilingual “kk / ru”."""
    halves = [half.strip() for half in re.split(r"\s+/\s+", text)]
    if len(halves) == 2 and all(halves) and language_of(halves[0]) != language_of(halves[1]):  # noqa: PLR2004
        return {language_of(half): half for half in halves}
    return {language_of(text): text} if text else {}


def language_of(text: str) -> str:
    """Return kk where Kazakh letters stand in a text, ru otherwise."""
    return "kk" if _KAZAKH.search(text) else "ru"
