"""How papers of the Council are numbered: decisions on a text, elections, opinions.

And the orders of the head of the Secretariat, by which he approves its statute and composition (п. 24).
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.decisions.numbering import Numbering
from assembly.documents.series import Example, Series, Words
from assembly.voting.models import Poll

DECISIONS = "expert_council.decisions"
ELECTIONS = "expert_council.elections"
OPINIONS = "expert_council.opinions"
ORDERS = "secretariat.orders"


def no_count(poll: Poll) -> str:
    """Return no count: the number follows from the minutes and the agenda."""
    return ""


def values_of(poll: Poll) -> dict[str, object]:
    """Return what the number is made of: «2026-3/1» is agenda item 1 of minutes No. 3 of 2026."""
    assert poll.item is not None, "a substantive poll has its agenda item"
    return {"minutes": poll.meeting.series_label, "item": poll.item.number}


def example(on: date) -> Example:
    """Return minutes and an item to show a number with."""
    return Example("", {"minutes": "3", "item": "1"})


def counted(code: str, name: Words, scope: str) -> Series:
    """Return a series that is counted through the year: «7-2026»."""
    return Series(
        code=code,
        name=name,
        template="{n}-{year}",
        needed=("n",),
        offered=("year",),
        scope=scope,
        restarts=True,
        may_restart=True,
        example=lambda _on: Example("", {}),
    )


NUMBERING = Numbering(series=DECISIONS, within=no_count, values=values_of)
DECISION_SERIES = Series(
    code=DECISIONS,
    name=_("Decisions of the Scientific-Expert Council"),
    template="{year}-{minutes}/{item}",
    needed=("year", "minutes", "item"),
    offered=(),
    scope="",
    restarts=False,
    may_restart=False,
    example=example,
)
SERIES = (
    DECISION_SERIES,
    counted(ELECTIONS, _("Elections of the Scientific-Expert Council"), "expert_council:elections"),
    counted(OPINIONS, _("Opinions of the Scientific-Expert Council"), "expert_council:opinions"),
    counted(ORDERS, _("Orders of the head of the Secretariat"), "secretariat:orders"),
)
