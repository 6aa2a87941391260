"""Reads of number series: how each is numbered on a day, and which numbers come next."""

from dataclasses import dataclass
from datetime import date

from assembly.documents.models import NumberSeries, Setting
from assembly.documents.series import SERIES, YEAR, N, Rule, Series, written

SHOWN_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class SeriesNow:
    """A series as a page shows it: what holds, what was decided for a later day, the numbers that come next."""

    series: Series
    rule: Rule
    later: Rule | None
    upcoming: list[str]


def rule_on(series: Series, *, on: date) -> Rule:
    """Return how a series is numbered on a day."""
    found = Setting.objects.filter(key=series.key, term__contains=on).first()
    return _rule(found) if found else Rule(series.template, series.restarts)


def later_rule(series: Series, *, on: date) -> Rule | None:
    """Return what was decided for a day after ``on``; nothing when nothing was."""
    found = Setting.objects.filter(key=series.key, term__startswith__gt=on).order_by("term").first()
    return _rule(found) if found else None


def last_count(series: Series, *, within: str, year: int, restarts: bool) -> int:
    """Return the last count given; one that does not begin anew goes on from the counts of past years."""
    scope = series.scope_of(within, year=year, restarts=restarts)
    kept = NumberSeries.objects.filter(scope=scope).first()
    if kept is not None:
        return kept.last_number
    if restarts or not series.may_restart:
        return 0
    of_years = NumberSeries.objects.filter(scope__startswith=f"{scope}:").order_by("-scope").first()
    return of_years.last_number if of_years else 0


def upcoming(series: Series, rule: Rule, *, on: date) -> list[str]:
    """Return the next numbers as they would be on a day; takes none."""
    example = series.example(on)
    count = 0
    if series.scope:
        count = last_count(series, within=example.within, year=on.year, restarts=rule.restarts)
    shown = SHOWN_NUMBERS if series.scope else 1
    return [
        written(rule.template, {**example.values, YEAR: on.year, N: count + step})
        for step in range(1, shown + 1)
    ]


def series_on(on: date) -> list[SeriesNow]:
    """Return all series as they stand on a day, in the order of their codes."""
    rows = []
    for _code, series in sorted(SERIES.items()):
        rule = rule_on(series, on=on)
        rows.append(SeriesNow(series, rule, later_rule(series, on=on), upcoming(series, rule, on=on)))
    return rows


def _rule(row: Setting) -> Rule:
    return Rule(row.value["template"], row.value["restarts"], row.term.lower)
