"""What templates of papers and pages about papers need."""

from django import template

from assembly.common.typography import typeset as _typeset
from assembly.documents.paper.qr import qr_data_uri

register = template.Library()


@register.filter
def typeset(text: object) -> str:
    """Return the text with no-break spaces where a line must not tear."""
    return _typeset(str(text))


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
