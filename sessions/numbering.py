"""How decisions of the Session are numbered: №<Session>/<n>, gapless within the Session."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.decisions.numbering import Numbering
from assembly.documents.series import Example, Series
from assembly.voting.models import Poll
from sessions.models import AssemblySession

DECISIONS = "sessions.decisions"


def session_of(poll: Poll) -> str:
    """Return the Session within which the decision is counted; all its sittings share the count."""
    return poll.meeting.series_label


def values_of(poll: Poll) -> dict[str, object]:
    """Return what the number is made of beside the count: «36/1»."""
    return {"session": poll.meeting.series_label}


def example(on: date) -> Example:
    """Return the newest Session, in whose count the next decision falls."""
    newest = AssemblySession.objects.order_by("-number").values_list("number", flat=True).first() or 1
    return Example(str(newest), {"session": str(newest)})


NUMBERING = Numbering(series=DECISIONS, within=session_of, values=values_of)
SERIES = Series(
    code=DECISIONS,
    name=_("Decisions of the Session"),
    template="{session}/{n}",
    needed=("session", "n"),
    offered=("year",),
    scope="session:{within}:decisions",
    restarts=False,
    may_restart=False,
    example=example,
)
