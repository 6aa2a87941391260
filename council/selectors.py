"""Reads of the room: the Council's composition and rules on a day."""

from dataclasses import dataclass
from datetime import date

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Membership
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on, organ
from assembly.law.competences import Competence, competences_for
from assembly.law.procedures import Procedure


@dataclass(frozen=True, slots=True)
class CouncilNow:
    """The Council on a day: seats in force, who of them count toward quorum, the rules that bind it."""

    body: Body
    seats: list[Membership]
    counted: int
    procedure: Procedure
    powers: tuple[Competence, ...]

    @property
    def quorum(self) -> int | None:
        """Return the least number present that makes the Council competent; none while it has no members."""
        return self.procedure.quorum.least_part(of=self.counted) if self.counted else None


def council_on(day: date) -> CouncilNow:
    """Return the Council as it stands on a day.

    Raises:
        Body.DoesNotExist: the register is empty.
        NoProcedure: no edition of its rules is in force on ``day``.
    """
    body = organ(BodyKind.COUNCIL)
    seats = members_on(body, day)
    return CouncilNow(
        body=body,
        seats=seats,
        counted=sum(seat.counts_toward_quorum for seat in seats),
        procedure=procedure_of(body, day),
        powers=competences_for(BodyKind.COUNCIL),
    )
