"""How decisions of the Session are numbered: №<Session>/<n>, gapless within the Session."""

from assembly.decisions.numbering import Numbering
from assembly.voting.models import Poll


def scope_of_decisions(poll: Poll) -> str:
    """Return the series of the Session in which the poll was held; all its sittings share it."""
    return f"session:{poll.meeting.series_label}:decisions"


def number_of_decision(poll: Poll, count: int) -> str:
    """Return the number of the decision: «36/1»."""
    return f"{poll.meeting.series_label}/{count}"


NUMBERING = Numbering(scope=scope_of_decisions, number=number_of_decision)
