"""How an official text is drawn: ``{% load documents %}``."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assembly.documents.comparing import ADDED, REMOVED, SAME, Piece
from assembly.documents.models import Act, Version
from assembly.documents.signature_lines import chip_of

register = template.Library()
# «1.», «2.3.», «4)» at the beginning of a line: a point of the text.
POINT = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3})*[.)])\s+(?P<words>.+)$")

# How a comparison is read aloud.
SPOKEN = {ADDED: (_("inserted"), _("end of inserted")), REMOVED: (_("removed"), _("end of removed"))}


@register.filter
@stringfilter
def official_text(text: str) -> SafeString:
    """Draw a plain official text: a paragraph for each line, points with their numbers beside them."""
    lines = [line.strip() for line in text.split("\n")]
    return mark_safe("".join(_drawn(line) for line in lines if line))  # noqa: S308 -- each line is escaped


@register.inclusion_tag("documents/official.html")
def official(version: Version | None, language: str, look: str = "read") -> dict[str, Any]:
    """Draw the text of a version in ``language``, or say that its translation is pending."""
    return {"text": version.text(language) if version else "", "language": language, "look": look}


@register.inclusion_tag("documents/signatures_of.html")
def signatures_of(act: Act) -> dict[str, Any]:
    """Draw who signed an act, how, and what the last check of each signature found."""
    found = act.signatures.select_related("person").prefetch_related("checks").order_by("received_at", "pk")
    return {"signatures": [(one, chip_of(one)) for one in found]}


def _drawn(line: str) -> str:
    point = POINT.match(line)
    if point is None:
        return format_html("<p>{}</p>", line)
    return format_html(
        '<p class="numbered"><span class="no">{}</span> {}</p>', point["number"], point["words"]
    )


@register.simple_tag
def digest(value: str) -> str:
    """Draw a checksum so that it can be compared by eye: in groups, as code."""
    groups = [value[start : start + 8] for start in range(0, len(value), 8)]
    return format_html('<code class="digest">{}</code>', format_html_join(" ", "{}", ((g,) for g in groups)))


@register.simple_tag
def pieces(run: Iterable[Piece]) -> SafeString:
    """Draw the words of a comparison: what went struck through, what came underlined, both said aloud."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in run))


def _piece(piece: Piece) -> str:
    if piece.kind == SAME:
        return piece.text
    tag = "ins" if piece.kind == ADDED else "del"
    begin, end = SPOKEN[piece.kind]
    words = piece.text.rstrip()
    return format_html(
        '<{0}><span class="visually-hidden" lang="{1}"> [{2}: </span>{3}'
        '<span class="visually-hidden" lang="{1}"> – {4}] </span></{0}>{5}',
        tag, get_language(), begin, words, end, piece.text[len(words) :],
    )  # fmt: skip
