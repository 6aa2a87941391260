"""How minutes are numbered: by the count of the organ's sittings in a year, given when a sitting opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.documents.series import Example, Series
from assembly.documents.services.series import take_number
from assembly.meetings.models import Meeting

MINUTES = "meetings.minutes"
# One letter for the organ in both official languages: Ассамблея, Кеңес, Өңірлік, Ғылыми-сараптамалық.
LETTERS = {
    BodyKind.ASSEMBLY: "А",
    BodyKind.COUNCIL: "К",
    BodyKind.SECRETARIAT: "Х",
    BodyKind.REGIONAL_ASSEMBLY: "Ө",
    BodyKind.EXPERT_COUNCIL: "Ғ",
    BodyKind.COMMISSION: "КМ",
    BodyKind.WORKING_GROUP: "ЖТ",
}


def values_of(meeting: Meeting) -> dict[str, object]:
    """Return what the number of the minutes is made of beside the count and the year."""
    return {"body": LETTERS[BodyKind(meeting.body.kind)]}


@dataclass(frozen=True, slots=True)
class MinutesNumbering:
    """How the minutes of one kind of body are numbered.

    Args:
        series: code of the number series.
        within: gives what they are counted within.
        values: gives the values of the template's places from the sitting.
    """

    series: str
    within: Callable[[Meeting], str]
    values: Callable[[Meeting], Mapping[str, object]]


BY_KIND = MinutesNumbering(MINUTES, lambda meeting: meeting.body.kind, values_of)
NUMBERINGS: dict[str, MinutesNumbering] = {}


def register_minutes_numbering(body_kind: str, numbering: MinutesNumbering) -> None:
    """Register how bodies of which there are many count their minutes, each its own; called from ``ready()``.

    Raises:
        ValueError: the kind has a numbering already.
    """
    if body_kind in NUMBERINGS:
        raise ValueError(f"minutes of {body_kind!r} are numbered already")
    NUMBERINGS[body_kind] = numbering


def take_minutes_number(meeting: Meeting, *, on: date) -> str:
    """Return the next number of minutes for a sitting; runs inside the transaction of its opening."""
    numbering = NUMBERINGS.get(meeting.body.kind, BY_KIND)
    return take_number(
        numbering.series, within=numbering.within(meeting), values=numbering.values(meeting), on=on
    )


def example(on: date) -> Example:
    """Return the Council, whose minutes are numbered most often."""
    return Example(BodyKind.COUNCIL, {"body": LETTERS[BodyKind.COUNCIL]})


SERIES = Series(
    code=MINUTES,
    name=_("Minutes of sittings"),
    template="{n}",
    needed=("n",),
    offered=("year", "body"),
    scope="minutes:{within}",
    restarts=True,
    may_restart=True,
    example=example,
)
