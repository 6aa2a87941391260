"""How decisions of the Council are numbered: №<minutes>/<agenda item>; its decision is drawn up as minutes (п. 15)."""

from assembly.decisions.numbering import Numbering
from assembly.voting.models import Poll


def scope_of_decisions(poll: Poll) -> str:
    """Return no series: the number follows from the minutes and the agenda."""
    return ""


def number_of_decision(poll: Poll, count: int) -> str:
    """Return the number of the decision: «7/2» is agenda item 2 of minutes No. 7."""
    assert poll.item is not None, "a substantive poll has its agenda item"
    return f"{poll.meeting.series_label}/{poll.item.number}"


NUMBERING = Numbering(scope=scope_of_decisions, number=number_of_decision)
