"""QR codes of permanent addresses; light to load, so that pages may use it too."""

import segno

INK = "#10243E"


def qr_data_uri(text: str) -> str:
    """Return the QR code of ``text`` as a data address for an image; dark on light in every theme."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=0, dark=INK, scale=4)


def qr_svg(text: str) -> str:
    """Return the QR code of ``text`` as an SVG file's text."""
    return segno.make(text, error="m", micro=False).svg_inline(border=0, dark=INK, scale=4)
