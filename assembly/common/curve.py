"""The curve of presence during a meeting: steps of a count over time, and where the quorum was missing.

A drawing with a text alternative; the numbers behind it stand in a table of the page that shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

LEFT, RIGHT, TOP, BOTTOM = 48, 596, 14, 186
# Head-room above the highest count, in per cent of it, so that the line never touches the frame.
HEADROOM = 110


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time without quorum, in units of the drawing."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class PresenceCurve:
    """A curve of presence.

    Args:
        points: moments at which the number of those present changed, with the number from then on;
            in order of time, at least one.
        until: the last moment shown: now, or the end of the meeting.
        need: the number that the quorum asks for, in persons.
    """

    points: Sequence[tuple[datetime, int]]
    until: datetime
    need: int

    def x_of(self, moment: datetime) -> int:
        """Return where a moment stands."""
        start = self.points[0][0]
        span = max(int((self.until - start).total_seconds()), 1)
        passed = min(max(int((moment - start).total_seconds()), 0), span)
        return LEFT + (RIGHT - LEFT) * passed // span

    def y_of(self, count: int) -> int:
        """Return the height of a number of persons."""
        highest = max(self.need, 1, *(number for _moment, number in self.points)) * HEADROOM
        return BOTTOM - (BOTTOM - TOP) * count * 100 // highest

    @property
    def line(self) -> str:
        """Return the steps as a path."""
        first, *rest = self.points
        path = f"M{LEFT} {self.y_of(first[1])}"
        for moment, count in rest:
            path += f"H{self.x_of(moment)}V{self.y_of(count)}"
        return f"{path}H{RIGHT}"

    @property
    def area(self) -> str:
        """Return the surface below the steps as a path."""
        return f"{self.line}V{BOTTOM}H{LEFT}Z"

    @property
    def gaps(self) -> list[Gap]:
        """Return the stretches without quorum after it was reached for the first time."""
        ends = [moment for moment, _count in self.points[1:]] + [self.until]
        reached, gaps = False, []
        for (begin, count), end in zip(self.points, ends, strict=True):
            reached = reached or count >= self.need
            if reached and count < self.need:
                gaps.append(Gap(self.x_of(begin), max(self.x_of(end) - self.x_of(begin), 1)))
        return gaps

    @property
    def last(self) -> int:
        """Return how many are present at the end of the curve."""
        return self.points[-1][1]

    @property
    def last_y(self) -> int:
        """Return the height of the end of the curve."""
        return self.y_of(self.last)

    @property
    def need_y(self) -> int:
        """Return the height of the threshold."""
        return self.y_of(self.need)

    @property
    def begins(self) -> str:
        """Return the first moment as a time of day."""
        return f"{timezone.localtime(self.points[0][0]):%H:%M}"

    @property
    def ends(self) -> str:
        """Return the last moment as a time of day."""
        return f"{timezone.localtime(self.until):%H:%M}"

    @property
    def description(self) -> str:
        """Return the whole curve in words."""
        values = {
            "begins": self.begins, "ends": self.ends, "last": self.last, "need": self.need, "gaps": len(self.gaps),
            "most": max(count for _moment, count in self.points),
        }  # fmt: skip
        return (
            _(
                "From %(begins)s to %(ends)s. Most present: %(most)s, at the end: %(last)s, required: %(need)s. "
                "Times without quorum: %(gaps)s."
            )
            % values
        )
