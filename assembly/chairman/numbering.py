"""How the Chairman's acts are numbered: each kind of act by its own count of the year."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.documents.enums import ActKind
from assembly.documents.series import Example, Series

ACTS = "chairman.acts"


def example(on: date) -> Example:
    """Return the kind of act that is signed most often."""
    return Example(ActKind.ORDER, {})


SERIES = Series(
    code=ACTS,
    name=_("Acts of the Chairman, each kind by its own count"),
    template="{n}",
    needed=("n",),
    offered=("year",),
    scope="chairman:{within}",
    restarts=True,
    may_restart=True,
    example=example,
)
