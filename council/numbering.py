"""How decisions of the Council are numbered: №<minutes>/<agenda item>; its decision is drawn up as minutes (п. 15)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.decisions.numbering import Numbering
from assembly.documents.series import Example, Series
from assembly.voting.models import Poll

DECISIONS = "council.decisions"


def no_count(poll: Poll) -> str:
    """Return no count: the number follows from the minutes and the agenda."""
    return ""


def values_of(poll: Poll) -> dict[str, object]:
    """Return what the number is made of: «7/2» is agenda item 2 of minutes No. 7."""
    assert poll.item is not None, "a substantive poll has its agenda item"
    return {"minutes": poll.meeting.series_label, "item": poll.item.number}


def example(on: date) -> Example:
    """Return minutes and an item to show a number with."""
    return Example("", {"minutes": "7", "item": "2"})


NUMBERING = Numbering(series=DECISIONS, within=no_count, values=values_of)
SERIES = Series(
    code=DECISIONS,
    name=_("Decisions of the Council"),
    template="{minutes}/{item}",
    needed=("minutes", "item"),
    offered=("year",),
    scope="",
    restarts=False,
    may_restart=False,
    example=example,
)
