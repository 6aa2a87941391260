"""The search: rooms say what of theirs can be found and by whom; one question to the database asks all of them.

A source is registered in ``AppConfig.ready()``. Its ``rows`` come through the model's own ``visible_to``, so that
the search can show nobody what he may not read. Each source answers with the best of what it has and with how many
there are; more than ``MOST_COUNTED`` are told as «500+», for a search that finds thousands has found nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import Cast

from assembly.common.navigation import address_of
from assembly.common.search import COLUMNS as INDEXED
from assembly.common.search import fold, russian_forms, searched
from assembly.common.search_terms import ANYWHERE_FROM, FORGIVEN_FROM, Term

Words = Any
Rows = Callable[[Any, date], Any]
MOST_COUNTED = 500
# Columns of an answer, in their order; every source gives all of them.
COLUMNS = ("source", "key", "target", "title_kk", "title_ru", "title_en", "label", "day", "rank", "total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of things that can be found.

    Args:
        code: stands in the address of the page: ``decisions``.
        heading: the kind in words.
        icon: name of a Lucide icon.
        order: place among the kinds, when several have hits.
        rows: what a user may read on a day: through ``visible_to``; ``None`` for nothing.
        index: name of the model's indexes, which says what columns are searched (see ``search_indexes``).
        prefix: path from the model to the record whose columns they are: ``act__``.
        called: beginnings of words by which the kind itself is called: «решени» finds every decision.
        numbers: columns that hold a number of their own, of other records too: ``decision__number``.
        titles: columns of the title: one (or an expression) for all languages, or three; an empty name for one not kept.
        label: column, or an expression, that says more: a number.
        day: column of the day.
        target: column whose value the page's address takes; the record's own key by default.
        page: name of the page's address.
        url: in place of ``page``: the address of a row (a mapping of ``COLUMNS``) for a user; empty when he has none.
    """

    code: str
    heading: Words
    icon: str
    order: int
    rows: Rows
    index: str
    page: str = ""
    url: Callable[[Any, Mapping[str, Any]], str] | None = None
    prefix: str = ""
    called: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    titles: tuple[Any, ...] = ("title_kk", "title_ru", "title_en")
    label: Any = ""
    day: str = ""
    target: str = "pk"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its titles by language, what else is said of it, its page."""

    titles: dict[str, str]
    url: str
    label: str = ""
    day: date | None = None


@dataclass(slots=True)
class Group:
    """What was found of one kind; ``total`` counts no further than ``MOST_COUNTED`` + 1."""

    source: Source
    total: int = 0
    hits: list[Hit] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        """Say whether more was found than is counted."""
        return self.total > MOST_COUNTED

    @property
    def counted(self) -> str:
        """Return how many were found, in signs."""
        return f"{MOST_COUNTED}+" if self.is_more else str(self.total)


SOURCES: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Register what can be found; called from ``AppConfig.ready()``.

    Raises:
        ValueError: another source has this code.
    """
    if source.code in SOURCES:
        raise ValueError(f"search source {source.code!r} is registered twice")
    SOURCES[source.code] = source


def find(
    terms: tuple[Term, ...],
    user: Any,
    *,
    on: date,
    only: str = "",
    first: int = 0,
    size: int,
    is_forgiving: bool = False,
) -> list[Group]:
    """Return what a user may read and what holds every term, best first; one query, whatever is found.

    Args:
        terms: the words of the query; all of them must be there.
        user: who asks; a stranger too.
        on: the day on which his rights are asked.
        only: code of the one kind that is asked for; every kind when empty.
        first: how many of each kind to pass over, for the pages after the first.
        size: how many of each kind to return at most.
        is_forgiving: take likeness for sameness, for typing errors.
    """
    if not terms:
        return []
    asked = sorted(
        (source for source in SOURCES.values() if only in {"", source.code}), key=lambda source: source.order
    )
    branches = [
        branch[first : first + size]
        for source in asked
        if (branch := _branch(source, terms, user, on, is_forgiving=is_forgiving)) is not None
    ]
    groups: dict[str, Group] = {}
    for row in _together(branches):
        found = dict(zip(COLUMNS, row, strict=True))
        source = SOURCES[found["source"]]
        url = source.url(user, found) if source.url else address_of(source.page, found["target"])
        if not url:
            continue
        group = groups.setdefault(source.code, Group(source, found["total"]))
        titles = {language: found[f"title_{language}"] for language in ("kk", "ru", "en")}
        group.hits.append(Hit(titles, url, found["label"], found["day"]))
    return sorted(groups.values(), key=lambda group: group.source.order)


def _together(branches: list[Any]) -> Iterable[tuple[Any, ...]]:
    if not branches:
        return []
    return branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]


def _branch(source: Source, terms: tuple[Term, ...], user: Any, on: date, *, is_forgiving: bool) -> Any:
    rows = source.rows(user, on)
    if rows is None:
        return None
    columns, russian = INDEXED[source.index]
    text = searched(*(f"{source.prefix}{column}" for column in columns))
    matched = rows.order_by().alias(searched_text=text)
    if russian:
        matched = matched.alias(searched_forms=russian_forms(*(f"{source.prefix}{one}" for one in russian)))
    for term in terms:
        if _is_called(source, term):
            continue
        matched = matched.filter(_condition(source, term, is_forgiving=is_forgiving))
    keys = matched.values("pk")[: MOST_COUNTED + 1]
    told = (
        rows.model._default_manager.filter(pk__in=keys)
        .alias(searched_whole=text)
        .annotate(
            s_source=Cast(Value(source.code), models.TextField()),
            s_key=Cast("pk", models.BigIntegerField()),
            s_target=Cast(source.target, models.BigIntegerField()),
            **_titles(source),
            s_label=_text(source.label),
            s_day=Cast(source.day or Value(None), models.DateField()),
            s_rank=_rank(terms, text),
            s_total=Window(Count("*")),
        )
    )
    ordered = told.order_by("-s_rank", F("s_day").desc(nulls_last=True), "-pk")
    return ordered.values_list(*(f"s_{column}" for column in COLUMNS))


def _is_called(source: Source, term: Term) -> bool:
    return any(term.word.startswith(fold(beginning)) for beginning in source.called)


def _condition(source: Source, term: Term, *, is_forgiving: bool) -> Q:
    found: list[Q] = []
    if term.number and source.numbers:
        found += [_of_number(column, term.number) for column in source.numbers]
    if not (term.is_number and source.numbers):
        # A whole word, or the part of a number before its stroke: 35 in 35/2, never in 350.
        found += [
            Q(searched_text__contains=f" {spelling}{end}")
            for spelling in term.spellings
            for end in (" ", "/")
        ]
    if not term.is_number:
        found += _of_word(source, term, is_forgiving=is_forgiving)
    return reduce(or_, found)


def _of_number(column: str, number: str) -> Q:
    if column.endswith("__int"):  # a column that holds an integer
        name = column.removesuffix("__int")
        return Q(**{name: int(number)}) if number.isdecimal() else Q(pk__in=[])
    return Q(**{column: number}) | Q(**{f"{column}__startswith": f"{number}/"})


def _of_word(source: Source, term: Term, *, is_forgiving: bool) -> list[Q]:
    if is_forgiving and len(term.word) >= FORGIVEN_FROM:
        # Two letters that changed places make a word unlike itself in letters, so both orders are asked for: all
        # in one pattern, because the text is made anew from its columns for each condition that is asked of it.
        swapped = "|".join(re.escape(spelling) for spelling in term.swapped)
        found = [Q(searched_text__trigram_word_similar=term.word)]
        return [*found, Q(searched_text__regex=f" ({swapped})")] if swapped else found
    start = "" if len(term.word) >= ANYWHERE_FROM else " "
    found = [Q(searched_text__contains=f"{start}{term.word}")]
    if INDEXED[source.index][1] and len(term.plain) >= ANYWHERE_FROM:
        found.append(Q(searched_forms=SearchQuery(term.plain, config="russian", search_type="plain")))
    return found


def _text(column: Any) -> Any:
    return Cast(column or Value(""), models.TextField())


def _titles(source: Source) -> dict[str, Any]:
    columns = source.titles if len(source.titles) > 1 else source.titles * 3
    return {
        f"s_title_{language}": _text(column)
        for language, column in zip(("kk", "ru", "en"), columns, strict=True)
    }


def _rank(terms: tuple[Term, ...], text: Any) -> Any:
    """Return how good a hit is: its own number first, then the words side by side, then likeness.

    A model that has a number of its own names it first among its searched columns.
    """
    phrase = " ".join(term.word for term in terms)
    bonuses = [
        When(Q(searched_whole__startswith=f" {spelling}{end}"), then=Value(bonus))
        for spelling in terms[0].spellings
        for end, bonus in ((" ", 3.0), ("/", 2.0))
    ]
    bonuses.append(When(Q(searched_whole__contains=f" {phrase}"), then=Value(1.0)))
    likeness = TrigramWordSimilarity(phrase, text)
    return likeness + Case(*bonuses, default=Value(0.0), output_field=models.FloatField())
