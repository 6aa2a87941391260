"""Quarters of the year. Standard library only."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3
QUARTERS = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, as reports are made for."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= QUARTERS:
            raise ValueError(f"no quarter {self.number}")

    @property
    def code(self) -> str:
        """Return how an address names it: ``2026-3``."""
        return f"{self.year}-{self.number}"

    @property
    def roman(self) -> str:
        """Return its number as it is written: III."""
        return ("I", "II", "III", "IV")[self.number - 1]

    @property
    def first_on(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def last_on(self) -> date:
        """Return its last day."""
        return self.following.first_on - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """Return the quarter after it."""
        return Quarter(self.year + 1, 1) if self.number == QUARTERS else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        """Return the quarter before it."""
        return Quarter(self.year - 1, QUARTERS) if self.number == 1 else Quarter(self.year, self.number - 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def reported_on(day: date) -> Quarter:
    """Return the quarter that regions report on, on a day: the last one that is over."""
    return quarter_of(day).previous
