"""The procedure of an organ: its quorum and its majority, in their editions."""

from dataclasses import dataclass
from datetime import date

from assembly.law.thresholds import Threshold, threshold_in_force


@dataclass(frozen=True, slots=True)
class Procedure:
    """What makes an organ competent and its decision adopted.

    The quorum is counted from the total number of members, the majority from the members present.
    """

    quorum: Threshold
    majority: Threshold


@dataclass(frozen=True, slots=True)
class ProcedureEditions:
    """All editions of an organ's procedure."""

    quorum: tuple[Threshold, ...]
    majority: tuple[Threshold, ...]

    def on(self, day: date) -> Procedure:
        """Return the procedure that binds on ``day``.

        Raises:
            LookupError: no edition, or more than one, is in force on ``day``.
        """
        return Procedure(
            quorum=threshold_in_force(self.quorum, on=day), majority=threshold_in_force(self.majority, on=day)
        )
