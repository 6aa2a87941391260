"""The numbered points of an official text. Pure."""

import re

POINT = re.compile(r"^\s*(\d+(?:\.\d+)*)[.)]\s+(.+)$")


def points_of(text: str) -> dict[str, str]:
    """Return the points of a decision by their numbers: lines that begin with ``1.`` or ``3.1.``."""
    found = (POINT.match(line) for line in text.splitlines())
    return {match[1]: match[2].strip() for match in found if match}
