"""How decisions of commissions and working groups on a text are numbered: year, minutes, agenda item."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.decisions.numbering import Numbering
from assembly.documents.series import Example, Series
from assembly.voting.models import Poll

DECISIONS = "formations.decisions"


def no_count(poll: Poll) -> str:
    """Return no count: the number follows from the minutes and the agenda."""
    return ""


def values_of(poll: Poll) -> dict[str, object]:
    """Return what the number is made of: minutes and agenda item."""
    assert poll.item is not None, "a substantive poll has its agenda item"
    return {"minutes": poll.meeting.series_label, "item": poll.item.number}


def example(on: date) -> Example:
    """Return minutes and an item to show a number with."""
    return Example("", {"minutes": "2", "item": "1"})


NUMBERING = Numbering(series=DECISIONS, within=no_count, values=values_of)
SERIES = Series(
    code=DECISIONS,
    name=_("Decisions of commissions and working groups"),
    template="{year}-{minutes}/{item}",
    needed=("year", "minutes", "item"),
    offered=(),
    scope="",
    restarts=False,
    may_restart=False,
    example=example,
)
