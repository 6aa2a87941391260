"""The council of a regional assembly: who sits in it, from which day until which."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Membership
from assembly.common.clock import day_of
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from regions.models import CouncilSeat
from regions.permissions import COUNCIL_FORMED, KEEP_COUNCIL
from regions.refusals import CouncilSeatEnds, NotMemberOfAssembly, SitsInCouncil


@transaction.atomic
def enter_council_seat(
    *, assembly_id: int, person_id: int, from_on: date, basis: str, actor: User, at: datetime
) -> CouncilSeat:
    """Enter a member's seat in the council of his regional assembly from a day on.

    Args:
        assembly_id: the regional assembly; its row is locked.
        person_id: a member of that assembly on the first day.
        from_on: the first day in the council, in Asia/Almaty.
        basis: the act of the chair, as it stands on the paper.
        actor: the akim, or who works for the secretariat of this very assembly.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` neither chairs this assembly nor works for its secretariat.
        NotMemberOfAssembly: the person is not a member on the first day.
        SitsInCouncil: the person sits in the council on that day or later.

    Source:
        Закон об Ассамблее, статья 14: the council is formed and headed by the chair.
    """
    body = _lock(assembly_id)
    require_right(actor, KEEP_COUNCIL, on=day_of(at), subject=body)
    person = Person.objects.get(pk=person_id)
    if not Membership.objects.of(body).in_force_on(from_on).filter(person=person).exists():
        raise NotMemberOfAssembly(legal_ref=COUNCIL_FORMED, field="person", name=person.full_name)
    later = Q(term__endswith__isnull=True) | Q(term__endswith__gt=from_on)
    if CouncilSeat.objects.filter(later, assembly=body, person=person).exists():
        raise SitsInCouncil(legal_ref=COUNCIL_FORMED, field="person", name=person.full_name)

    seat = CouncilSeat.objects.create(
        assembly=body, person=person, term=DateRange(from_on, None), basis=basis, entered_by=actor
    )

    _record(seat, "regions.council_seat_entered", actor, at, day=from_on)
    return seat


@transaction.atomic
def end_council_seat(*, seat_id: int, until: date, actor: User, at: datetime) -> CouncilSeat:
    """End a seat in the council of a regional assembly: ``until`` is the first day without it.

    Args:
        seat_id: a seat whose end is not entered.
        until: first day without the seat, later than its first day.
        actor: the akim, or who works for the secretariat of this very assembly.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` neither chairs this assembly nor works for its secretariat.
        CouncilSeatEnds: the end is entered already, or the day is not later than the first one.

    Source:
        Закон об Ассамблее, статья 14.
    """
    body = _lock(CouncilSeat.objects.values_list("assembly_id", flat=True).get(pk=seat_id))
    require_right(actor, KEEP_COUNCIL, on=day_of(at), subject=body)
    seat = CouncilSeat.objects.get(pk=seat_id)
    if seat.term.upper is not None or until <= seat.term.lower:
        raise CouncilSeatEnds(legal_ref=COUNCIL_FORMED, field="until", day=f"{seat.term.lower:%d.%m.%Y}")

    seat.term = DateRange(seat.term.lower, until)
    seat.save(update_fields=["term"])

    _record(seat, "regions.council_seat_ended", actor, at, day=until)
    return seat


def _lock(assembly_id: int) -> Body:
    return Body.objects.select_for_update(of=("self",)).get(pk=assembly_id, kind=BodyKind.REGIONAL_ASSEMBLY)


def _record(seat: CouncilSeat, kind: str, actor: User, at: datetime, *, day: date) -> None:
    record(
        stream=f"body:{seat.assembly_id}",
        kind=kind,
        actor=actor,
        at=at,
        payload={
            "seat": seat.pk,
            "person": seat.person_id,
            "day": day.isoformat(),
            "basis": seat.basis,
            "source": COUNCIL_FORMED.code,
        },
    )
