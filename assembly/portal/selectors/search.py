"""The answer of the search: what was found, kind by kind, ready to be shown."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assembly.common.names import language_now
from assembly.common.search import folded_text
from assembly.common.search_marks import marked
from assembly.common.search_sources import MOST_COUNTED, SOURCES, Group, Hit, find
from assembly.common.search_terms import FORGIVEN_FROM, Term, terms_of
from assembly.common.typography import typeset
from assembly.law.paragraphs import CHAPTERS

OF_EACH_KIND = 5
ON_A_PAGE = 20
LAW = "law"
# What a line of the law may lose at its end and still be the word that was asked for.
LONGEST_ENDING = 2
LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found, ready to be shown: its title with marks, the language of the title, what else is said."""

    title: SafeString
    language: str
    url: str
    label: str = ""
    day: date | None = None
    other: SafeString | None = None
    other_language: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind; ``more_url`` leads to all of it when only the best are shown."""

    code: str
    heading: str | Promise
    icon: str
    counted: str
    lines: list[Line]
    more_url: str = ""


@dataclass(slots=True)
class Answer:
    """What the search says to a query.

    ``is_forgiven``: nothing is written exactly so; what is shown is like it.
    """

    query: str = ""
    kinds: list[Kind] = field(default_factory=list)
    is_forgiven: bool = False
    only: str = ""
    page: int = 1
    back_url: str = ""
    next_url: str = ""

    @property
    def lines_count(self) -> int:
        """Return how many lines are shown."""
        return sum(len(kind.lines) for kind in self.kinds)


def answer_to(text: str, user: Any, *, on: date, only: str = "", page: str = "") -> Answer:
    """Return what ``user`` may read that holds all the words of ``text``; one query, two when nothing fits exactly.

    Args:
        text: what was typed.
        user: who asks; ``None`` for a stranger.
        on: the day on which his rights are asked.
        only: code of the one kind asked for; an unknown one asks for all.
        page: number of the page within that kind, as it stands in the address.
    """
    terms = terms_of(text)
    only = only if only in SOURCES else ""
    number = min(int(page[:4]), MOST_COUNTED // ON_A_PAGE) if page.isascii() and page.isdecimal() else 1
    number = max(number, 1) if only else 1
    answer = Answer(query=text, only=only, page=number)
    if not terms:
        return answer
    size = ON_A_PAGE if only else OF_EACH_KIND
    asked: dict[str, Any] = {"on": on, "only": only, "first": (number - 1) * size, "size": size}
    groups = find(terms, user, **asked)
    law = [] if only else law_lines(terms)
    if not groups and not law and any(len(term.word) >= FORGIVEN_FROM for term in terms):
        groups = find(terms, user, **asked, is_forgiving=True)
        answer.is_forgiven = bool(groups)
    answer.kinds = [_kind(group, terms, text, only=only) for group in groups]
    if law:
        shown = law[:OF_EACH_KIND]
        answer.kinds.append(Kind(LAW, _("The law"), "scale", str(len(law)), shown, reverse("portal:law")))
    if only and groups:
        total = min(groups[0].total, MOST_COUNTED)
        answer.back_url = _address(text, only, number - 1) if number > 1 else ""
        answer.next_url = _address(text, only, number + 1) if number * ON_A_PAGE < total else ""
    return answer


def _address(text: str, only: str, page: int = 1) -> str:
    asked = {"q": text, "kind": only, **({"page": page} if page > 1 else {})}
    return f"{reverse('portal:search')}?{urlencode(asked)}"


def _kind(group: Group, terms: tuple[Term, ...], text: str, *, only: str) -> Kind:
    source = group.source
    more = _address(text, source.code) if not only and group.total > len(group.hits) else ""
    return Kind(
        source.code,
        source.heading,
        source.icon,
        group.counted,
        [_line(hit, terms) for hit in group.hits],
        more,
    )


def _line(hit: Hit, terms: tuple[Term, ...]) -> Line:
    """Return a hit in the reader's language, with the language in which the words were found beside it."""
    mine = language_now()
    # English titles are optional: a reader of English is shown the Russian one, marked as Russian.
    wanted = [language for language in (mine, "ru", "kk") if hit.titles.get(language)]
    language = wanted[0] if wanted else mine
    title, is_found = marked(_cut(hit.titles.get(language, "")), terms)
    if not is_found:
        for other in ("ru", "kk", "en"):
            words = hit.titles.get(other, "")
            if other == language or not words or words == hit.titles[language]:
                continue
            marks, is_here = marked(_cut(words), terms)
            if is_here:
                return Line(title, language, hit.url, hit.label, hit.day, marks, other)
    return Line(title, language, hit.url, hit.label, hit.day)


def _cut(text: str) -> str:
    """Return the beginning of a long text, cut at a word."""
    text = typeset(" ".join(text.split(" ")))
    return text if len(text) <= LONGEST_TITLE else text[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def law_lines(terms: tuple[Term, ...]) -> list[Line]:
    """Return the lines of the Regulation that hold every word; numbers alone name no line."""
    if all(term.is_number for term in terms):
        return []
    found = []
    for chapter in CHAPTERS:
        for paragraph in chapter.paragraphs:
            for ref, line in paragraph.parts:
                words = folded_text(line)
                if all(_stem(term) in words for term in terms):
                    place = ref or paragraph.ref
                    title, _is_found = marked(_cut(line), terms)
                    url = f"{reverse('portal:law')}#{place.anchor}"
                    found.append(Line(title, "ru", url, place.cite(language_now())))
    return found


def _stem(term: Term) -> str:
    return f" {term.word[: max(FORGIVEN_FROM, len(term.word) - LONGEST_ENDING)]}"
