"""Marks what was searched for in a text that is shown: safely escaped, whatever was typed or stored."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assembly.common.search import folded_text
from assembly.common.search_terms import FORGIVEN_FROM, Term

WORD = re.compile(r"[\w/]+")
# Forms of one word differ in their last letters: so many are passed over when words are compared.
LONGEST_ENDING = 3


def marked(text: str, terms: tuple[Term, ...]) -> tuple[SafeString, bool]:
    """Return ``text`` as HTML with ``<mark>`` around what ``terms`` found, and whether anything was."""
    pieces: list[str] = []
    end = 0
    is_found = False
    for match in WORD.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        word, end = match.group(), match.end()
        span = _span(word, terms)
        if span is None:
            pieces.append(escape(word))
            continue
        is_found = True
        start, stop = span
        pieces.append(f"{escape(word[:start])}<mark>{escape(word[start:stop])}</mark>{escape(word[stop:])}")
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces)), is_found  # noqa: S308 -- every piece is escaped above


def _span(word: str, terms: tuple[Term, ...]) -> tuple[int, int] | None:
    inside = folded_text(word)[1:-1]
    if len(inside) != len(word):  # a letter whose small form has another length: nothing can be measured
        return None
    for term in terms:
        if term.number:
            if inside in term.spellings or inside.startswith(f"{term.number}/"):
                return 0, len(word)
            if term.is_number:
                continue
        at = inside.find(term.word)
        if at == 0 or (at > 0 and len(term.word) > 2):  # noqa: PLR2004 -- two letters begin a word
            return at, at + len(term.word)
        if _is_form(inside, term.word):
            return 0, len(word)
    return None


def _is_form(inside: str, asked: str) -> bool:
    stem = max(FORGIVEN_FROM, len(asked) - LONGEST_ENDING)
    return (
        len(asked) > FORGIVEN_FROM
        and inside[:stem] == asked[:stem]
        and abs(len(inside) - len(asked)) <= LONGEST_ENDING
    )
