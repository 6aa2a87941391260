"""What this room says when two cards of one person become one."""

from collections.abc import Sequence

from assembly.common.errors import DomainError
from assembly.people.merging import register_merge_check, register_moving, register_staying
from assembly.people.models import Person
from regions.models import CouncilSeat
from regions.refusals import SitsInCouncil


def in_one_council(kept: Person, other: Person) -> Sequence[DomainError]:
    """Refuse where both sit in one regional council on the same days."""
    theirs = {(seat.assembly_id, seat.term): seat for seat in CouncilSeat.objects.filter(person=other)}
    for assembly_id, term in theirs:
        if CouncilSeat.objects.filter(person=kept, assembly_id=assembly_id, term__overlap=term).exists():
            return [SitsInCouncil(name=kept.full_name)]
    return []


def register() -> None:
    """Register it; called from ``ready()``. In whose name a sitting was convened stays as it was written."""
    register_merge_check(in_one_council)
    register_moving("regions.CouncilSeat", "person")
    register_staying("regions.RegionalSitting", "chair", "in whose name a sitting was convened")
