"""How citizens' appeals are numbered: by one count of the year."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.documents.series import Example, Series

APPEALS = "secretariat.appeals"


def example(on: date) -> Example:
    """Return the one count of all appeals."""
    return Example("", {})


SERIES = Series(
    code=APPEALS,
    name=_("Citizens' appeals"),
    template="{n}/{year}",
    needed=("n", "year"),
    offered=(),
    scope="appeals",
    restarts=True,
    may_restart=False,
    example=example,
)
