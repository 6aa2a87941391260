"""How minutes are numbered: by the count of the organ's sittings in a year, given when a sitting opens."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.documents.series import Example, Series
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
