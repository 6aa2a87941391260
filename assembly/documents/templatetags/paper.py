"""What templates of papers and pages about papers need."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assembly.common.typography import typeset as _typeset
from assembly.documents.paper.qr import qr_data_uri

register = template.Library()
WHOLE = re.compile(r"(\d+-(?:тармақ|тармағ|бап|қосымша|мәселе|сессия)\w*|\d{4}–\d{4})")


@register.filter
def typeset(text: object) -> SafeString:
    """Return the text with no-break spaces where a line must not tear, and whole ordinals and spans of years.

    A hyphenated ordinal is kept together by a span and not by U+2011, so that the text can be searched.
    """
    return mark_safe(WHOLE.sub(r'<span class="nb">\1</span>', escape(_typeset(str(text)))))  # noqa: S308  -- escaped


@register.filter
def without_scheme(address: str) -> str:
    """Return an address as it is printed: without ``https://``."""
    return address.partition("//")[2] or address


@register.filter
def points(text: str) -> list[str]:
    """Return the paragraphs of an official text, empty lines left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.simple_tag
def paper_qr(address: str) -> str:
    """Return the QR code of an address as a data address for an image."""
    return qr_data_uri(address)
