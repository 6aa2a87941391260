"""How each regional assembly counts its minutes and its decisions: its code, the count of its own sittings, the item."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.decisions.numbering import Numbering
from assembly.documents.series import Example, Series
from assembly.meetings.models import Meeting
from assembly.meetings.numbering import MinutesNumbering
from assembly.voting.models import Poll

MINUTES, DECISIONS = "regions.minutes", "regions.decisions"


def code_of(meeting: Meeting) -> str:
    """Return the code of the region whose assembly meets."""
    assert meeting.body.region is not None, "a regional assembly has its region"
    return meeting.body.region.code


def minutes_values(meeting: Meeting) -> dict[str, object]:
    """Return what the number of the minutes is made of beside the count: «71-3»."""
    return {"region": code_of(meeting)}


def no_count(poll: Poll) -> str:
    """Return no count: the number of a decision follows from the minutes and the agenda."""
    return ""


def decision_values(poll: Poll) -> dict[str, object]:
    """Return what the number is made of: «71-3/2» is agenda item 2 of the third minutes of region 71."""
    assert poll.item is not None, "a substantive poll has its agenda item"
    return {"minutes": poll.meeting.series_label, "item": poll.item.number}


def example_of_minutes(on: date) -> Example:
    """Return a region to show a number with."""
    return Example("71", {"region": "71"})


def example_of_decision(on: date) -> Example:
    """Return minutes and an item to show a number with."""
    return Example("", {"minutes": "71-3", "item": "2"})


MINUTES_NUMBERING = MinutesNumbering(series=MINUTES, within=code_of, values=minutes_values)
NUMBERING = Numbering(series=DECISIONS, within=no_count, values=decision_values)
SERIES = (
    Series(
        code=MINUTES,
        name=_("Minutes of regional assemblies"),
        template="{region}-{n}",
        needed=("region", "n"),
        offered=("year",),
        scope="regions.minutes:{within}",
        restarts=True,
        may_restart=True,
        example=example_of_minutes,
    ),
    Series(
        code=DECISIONS,
        name=_("Decisions of regional assemblies"),
        template="{minutes}/{item}",
        needed=("minutes", "item"),
        offered=("year",),
        scope="",
        restarts=False,
        may_restart=False,
        example=example_of_decision,
    ),
)
