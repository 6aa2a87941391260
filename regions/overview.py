"""What the pages of all regions show, gathered once: the map, its legend, the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Region
from assembly.common.names import language_now
from assembly.common.pieces import Chip, Tile
from assembly.common.search import kazakh_order
from assembly.people.models import Person
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE
from regions.quarters import Quarter
from regions.selectors import RegionStanding, chairs_on, public_chip, report_chip

# Steps of the map by the look of a chip: the darker, the better; the icon and the word say it without colour.
STEPS = {"ok": 5, "info": 4, "warn": 3, "": 2, "bad": 1}
SHORTEST = 4
CITIES = frozenset({"71", "75", "79"})
SHORTER = (
    ("область", ""), ("облысы", ""), ("Region", ""), ("город ", "г.\u00a0"), (" қаласы", "\u00a0қ."),
    ("Қазақстан", "Қаз."), ("Казахстанская", "Каз."), ("Kazakhstan", "Kaz."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A line of the table behind the map."""

    standing: RegionStanding
    chip: Chip
    url: str
    chair: Person | None = None

    @property
    def region(self) -> Region:
        """Return the region."""
        region = self.standing.assembly.region
        assert region is not None, "a regional assembly has its region"
        return region

    @property
    def name(self) -> str:
        """Return the region's name in the reader's language."""
        return self.region.name


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A state on the map with how many regions stand in it."""

    chip: Chip
    step: int
    count: int


def regional_assemblies() -> Any:
    """Return the regional assemblies in the order of their regions' names in the reader's language."""
    name = f"region__name_{language_now()}"
    order = kazakh_order(name, alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)
    return Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY).select_related("region").order_by(order)


def rows_inside(standings: Sequence[RegionStanding], *, on: date) -> list[RegionRow]:
    """Return the lines for those who read the reports whole."""
    return [
        RegionRow(
            one,
            report_chip(one.report, on=on) if one.report else public_chip(None, on=on),
            reverse("regions:region_inside", args=[_code(one)]),
        )
        for one in standings
    ]


def rows_public(standings: Sequence[RegionStanding], *, on: date) -> list[RegionRow]:
    """Return the lines for everybody: in time, late, not submitted; never what goes on inside."""
    chairs = chairs_on(on)
    return [
        RegionRow(
            one,
            public_chip(one.report, on=on),
            reverse("regions:region_page", args=[_code(one)]),
            chairs.get(one.assembly.region_id),
        )
        for one in standings
    ]


def tiles_of(rows: Sequence[RegionRow]) -> list[Tile]:
    """Return the tiles of the map: the state of the quarter's report as an icon, a word and a step."""
    return [
        Tile(
            code=_code(row.standing),
            name=_short(row.name),
            short=_shortest(row),
            value=row.standing.percent or 0,
            url=row.url,
            step=STEPS[row.chip.kind],
            icon=row.chip.icon,
            word=row.chip.word,
        )
        for row in rows
    ]


def legend_of(rows: Sequence[RegionRow]) -> list[LegendLine]:
    """Return the states that stand on the map, the best first, with their numbers of regions."""
    counts: dict[Chip, int] = {}
    for row in rows:
        counts[row.chip] = counts.get(row.chip, 0) + 1
    lines = [LegendLine(chip, STEPS[chip.kind], count) for chip, count in counts.items()]
    return sorted(lines, key=lambda line: (-line.step, str(line.chip.word)))


def since_year_of(quarter: Quarter) -> Quarter:
    """Return the first quarter of the same year: shares are reckoned within a year."""
    return Quarter(quarter.year, 1)


def _code(standing: RegionStanding) -> str:
    return str(standing.assembly.region.code)  # type: ignore[union-attr]  # a regional assembly has its region


def _short(name: str) -> str:
    """Return the name as a tile has room for it; a city keeps its mark, for two regions are called like theirs."""
    for long, short in SHORTER:
        name = name.replace(long, short)
    return name.strip()


def _shortest(row: RegionRow) -> str:
    """Return the few letters that a tile has room for on a phone."""
    name = _short(row.name).removeprefix("г.\u00a0")
    return f"{name[: SHORTEST - 1]}." if row.region.code in CITIES else name[:SHORTEST]
