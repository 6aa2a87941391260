"""Cells that only this room can read: the IIN, regions, acts on which a seat rests."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import NominationRoute
from assembly.bodies.models import Region
from assembly.common.books import Cell
from assembly.common.cell_notes import register_notes
from assembly.common.cells import CellFault, Note, Read, clean_text, day_of_text
from assembly.common.search import fold
from assembly.documents.enums import ActKind
from assembly.people.iin import LENGTH, check_digit, is_iin, plain_iin

SHORTEST_NUMBER = 9
CITY, REGION = "city", "region"
TYPE_WORDS = {
    **dict.fromkeys(("область", "обл", "облысы", "region", "oblast", "облыс"), REGION),
    **dict.fromkeys(("город", "г", "каласы", "кала", "к", "city"), CITY),
}
# Usual abbreviations and former names, folded, by ISO 3166-2 number.
ALIASES = {
    "зко": "27", "бко": "27", "вко": "63", "шко": "63", "ско": "59", "уральская": "27",
    "кустанайская": "39", "кустанай": "39", "чимкент": "79", "алма ата": "75", "алма атинская": "19",
    "джамбулская": "31", "джамбульская": "31", "мангышлакская": "47", "кзыл ординская": "43", "нур султан": "71",
    "акмола": "11", "юко": "61", "южно казахстанская": "61",
    "онтустик казахстан": "61", "мангыстауская": "47", "актюбе": "15",
}  # fmt: skip
# Regions that are no more: what they became is to be chosen by a person.
GONE = {"семипалатинская": "10", "жезказганская": "62", "талдыкорганская": "33", "целиноградская": "11"}
_WORDS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"№\s*([\w\-/.]*\w)|\bN[oº]?\.?\s*([\w\-/.]*\w)")
_DAY = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[^\W\d_]+\s+\d{4}|"
    r"\d{4}\s*(?:ж\.|жылғы|жыл)\s+\d{1,2}\s+[^\W\d_]+"
)
_POSSESSED = re.compile(r"(?:дағы|дегі|тағы|тегі)\b")
# How registers call the routes of nomination, folded; what begins otherwise is kept in its own words.
ROUTES = {
    NominationRoute.REGIONAL_SESSION: (
        "сессия регион",
        "онирлик ассамблея",
        "сессия областн",
        "сессия городск",
    ),
    NominationRoute.ASSOCIATION: ("высший орган", "бирлестиктин жогары", "высшего органа"),
    NominationRoute.COUNCIL: ("совет ассамблеи", "ассамблея кенеси", "решение совета", "кенестин шешими"),
    NominationRoute.ROTATION: ("ротация",),
    NominationRoute.PRESIDENT: ("президент", "по усмотрению президента", "указ президента"),
}
ACT_WORDS = (
    (ActKind.DECREE, ("указ", "жарлы")),
    (ActKind.ORDER, ("распоряж", "приказ", "окім", "өкім", "бұйры")),
    (ActKind.MINUTES, ("протокол", "хаттама")),
    (ActKind.LETTER, ("письмо", "хат")),
    (ActKind.DECISION, ("решен", "постановл", "шешім", "қаулы")),
)


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An act as a register names it: kind, number, day."""

    kind: str
    number: str
    day: date


def read_iin(cell: Cell, **_context: Any) -> Read:
    """Return an individual identification number.

    A spreadsheet that holds it as a number has lost the noughts before it: they are put back where the
    check digit then fits.

    Raises:
        CellFault: not twelve digits, or the check digit does not fit.
    """
    text, notes = clean_text(cell)
    if cell.kind in {"number", "truth", "date"}:
        padded = text.zfill(LENGTH)
        if len(text) >= SHORTEST_NUMBER and is_iin(padded):
            return Read(padded, (*notes, Note("iin_was_number")))
        raise CellFault("iin_number")
    number = plain_iin(text)
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        raise CellFault("iin_length")
    if not is_iin(number):
        expected = check_digit(number)
        raise CellFault("iin_never") if expected is None else CellFault("iin_digit", digit=expected)
    return Read(number, tuple(notes))


class Regions:
    """The regions by every spelling in which registers name them."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_code = {region.code: region for region in regions}
        self.exact: dict[str, Region] = {}
        self.typed: dict[tuple[str, str], Region] = {}
        self.untyped: dict[str, list[Region]] = {}
        for region in self.by_code.values():
            for name in (region.name_kk, region.name_ru, region.name_en):
                key, kind = self.key_of(name)
                self.exact[fold(" ".join(name.split()))] = region
                self.typed.setdefault((key, kind or REGION), region)
                found = self.untyped.setdefault(key, [])
                if region not in found:
                    found.append(region)

    @staticmethod
    def key_of(text: str) -> tuple[str, str]:
        """Return a spelling without the words “region” and “city”, and which of both stood there."""
        words = _WORDS.findall(fold(text))
        kinds = [TYPE_WORDS[word] for word in words if word in TYPE_WORDS]
        rest = " ".join(word for word in words if word not in TYPE_WORDS)
        return rest, kinds[0] if kinds else ""

    def find(self, text: str) -> tuple[Region | None, bool]:
        """Return the region that a spelling names, and whether it is a usual one; ``None`` for an unknown one."""
        if region := self.exact.get(fold(text)):
            return region, True
        key, kind = self.key_of(text)
        if kind and (region := self.typed.get((key, kind))):
            return region, True
        found = self.untyped.get(key, [])
        if found and not kind:
            # «Алматы» alone is the city: the region is always called one.
            cities = [region for region in found if self.typed.get((key, CITY)) == region]
            return (cities or found)[0], len(found) == 1
        if code := ALIASES.get(key):
            return self.by_code.get(code), len(key) <= len("зко")
        halves = text.split(" / ")
        return self.find(halves[0]) if len(halves) > 1 else (None, False)

    def nearest(self, text: str) -> Region | None:
        """Return the region that was probably meant."""
        key, _kind = self.key_of(text)
        if code := GONE.get(key):
            return self.by_code.get(code)
        close = difflib.get_close_matches(key, list(self.untyped), n=1, cutoff=0.75)
        return self.untyped[close[0]][0] if close else None


def read_region(cell: Cell, *, regions: Regions, **_context: Any) -> Read:
    """Return the region that a cell names in Kazakh or Russian, in full, shortened or by a former name.

    Raises:
        CellFault: no region is called so; the nearest name is offered.
    """
    text, notes = clean_text(cell)
    region, is_usual = regions.find(text)
    if region is None:
        near = regions.nearest(text)
        raise CellFault("region_near", name=_both(near)) if near else CellFault("region_unknown")
    if not is_usual:
        notes.append(Note("region_read", {"name": _both(region)}))
    return Read(region, tuple(notes))


@dataclass(frozen=True, slots=True)
class Route:
    """A route of nomination that the law names."""

    route: str


def read_nomination(cell: Cell, **_context: Any) -> Read:
    """Return the route of nomination that a cell names (Закон об Ассамблее, ст. 15), else its words."""
    text, notes = clean_text(cell)
    folded = fold(text)
    for route, beginnings in ROUTES.items():
        if folded.startswith(beginnings):
            return Read(Route(route), tuple(notes))
    return Read(text, tuple(notes))


def _both(region: Region) -> str:
    return f"{region.name_kk} / {region.name_ru}"


def read_act(cell: Cell, **_context: Any) -> Read:
    """Return the act on which a seat rests: «Решение № 69 от 19.02.2009».

    Raises:
        CellFault: number or day is missing, or there is no such day.
    """
    text, notes = clean_text(cell)
    number = _NUMBER.search(text)
    day = _DAY.search(_POSSESSED.sub("", text))
    if number is None or day is None:
        raise CellFault("act_unreadable", text=text)
    low = text.lower()
    kind = next((kind for kind, words in ACT_WORDS if any(word in low for word in words)), ActKind.DECISION)
    return Read(NamedAct(kind, number[1] or number[2], day_of_text(day[0])), tuple(notes))


def context_with_regions() -> Mapping[str, Any]:
    """Return what readers of cells ask for: the regions."""
    return {"regions": Regions(Region.objects.all())}


def region_names() -> list[str]:
    """Return what may stand in a column of regions, for the template."""
    return [_both(region) for region in Region.objects.order_by("code")]


register_notes(
    "error",
    {
        "iin_number": _("A number stands here, not an IIN: format the cell as text and enter 12 digits"),
        "iin_length": _("An IIN has 12 digits"),
        "iin_digit": _("The check digit does not fit, {digit} is expected"),
        "iin_never": _("The check digit does not fit: no such IIN is issued"),
        "region_unknown": _("There is no such region"),
        "region_near": _("There is no such region. Perhaps: {name}?"),
        "act_unreadable": _(
            "Number and day of the act are needed: Decision № 12 of 28.02.2026. It says: {text}"
        ),
    },
)
register_notes(
    "warning",
    {
        "iin_was_number": _("it was a number, read as text; compare it with the document"),
        "region_read": _("read as: {name}"),
    },
)
