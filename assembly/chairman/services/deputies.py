"""Deputies of the Chairman from ethnocultural associations: appointed by his order, by rotation (п. 16)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.accreditation import standing_of
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Association, Membership, Office, OfficeHolding
from assembly.bodies.services.offices import appoint
from assembly.chairman.models import DeputyTerm
from assembly.chairman.permissions import APPOINT_DEPUTY
from assembly.chairman.refusals import (
    AssociationNotAccredited,
    DeputyAlready,
    FourthDeputy,
    NotFromAssociation,
    RotationEndsTooEarly,
    ThirdFromAssociations,
)
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.rights import require_right

PARAGRAPH = regulation("16")
MOST_DEPUTIES = 3
OFFICES = (OfficeKind.HEAD_OF_SECRETARIAT, OfficeKind.DEPUTY_CHAIR)


@transaction.atomic
def appoint_deputy(
    *,
    person_id: int,
    from_on: date,
    rotation_until: date,
    basis_id: int | None,
    recommendation_id: int | None = None,
    actor: User,
    at: datetime,
) -> DeputyTerm:
    """Enter a deputy of the Chairman from an ethnocultural association, by the President's order.

    The head of the Secretariat is the third deputy ex officio: he is appointed to that office by one act.
    The offices are locked first, so of two who enter at once one fills the vacancy.

    Args:
        person_id: who is appointed; on that day he sits in the Assembly for an accredited association.
        from_on: the first day in the office.
        rotation_until: the first day after the period of rotation that the act sets.
        basis_id: the President's order.
        recommendation_id: the Council's recommendation, where it is on record.
        actor: who enters it; needs ``chairman.appoint_deputy``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not enter appointments.
        RotationEndsTooEarly: the period ends before it begins.
        FourthDeputy, ThirdFromAssociations: there is no vacancy.
        DeputyAlready: the person deputises already.
        NotFromAssociation, AssociationNotAccredited: he does not come from an accredited association.
        ActNeeded, CardMerged: as of :func:`assembly.bodies.services.offices.appoint`.

    Source:
        Положение (Указ № 747), п. 16.
    """
    offices = list(Office.objects.select_for_update(of=("self",)).filter(kind__in=OFFICES).order_by("pk"))
    require_right(actor, APPOINT_DEPUTY, on=day_of(at))
    if rotation_until <= from_on:
        raise RotationEndsTooEarly(legal_ref=PARAGRAPH, field="rotation_until")
    person = Person.objects.get(pk=person_id)
    office = _vacant(offices, person, from_on=from_on)
    association = _association_of(person, on=from_on)

    holding = appoint(
        office_id=office.pk, person_id=person.pk, from_on=from_on, basis_id=basis_id, actor=actor, at=at
    )
    term = DeputyTerm.objects.create(
        holding=holding,
        association=association,
        rotation_until=rotation_until,
        recommendation_id=recommendation_id,
    )

    record(
        stream=office,
        kind="chairman.deputy_appointed",
        actor=actor,
        at=at,
        payload={
            "holding": holding.pk,
            "association": association.pk,
            "from": from_on.isoformat(),
            "rotation_until": rotation_until.isoformat(),
            "basis": basis_id,
            "source": PARAGRAPH.code,
        },
    )
    return term


def _vacant(offices: list[Office], person: Person, *, from_on: date) -> Office:
    """Return the office of a deputy from the associations that is free from a day on."""
    held = list(
        OfficeHolding.objects.filter(office__in=offices, term__overlap=DateRange(from_on, None)).order_by(
            "pk"
        )
    )
    if any(holding.person_id == person.pk for holding in held):
        raise DeputyAlready(legal_ref=PARAGRAPH, name=person.full_name)
    taken = {holding.office_id for holding in held}
    for office in offices:
        if office.kind == OfficeKind.DEPUTY_CHAIR and office.pk not in taken:
            return office
    raise (FourthDeputy if len(taken) >= MOST_DEPUTIES else ThirdFromAssociations)(legal_ref=PARAGRAPH)


def _association_of(person: Person, *, on: date) -> Association:
    seat = (
        Membership.objects.filter(
            person=person, body__kind=BodyKind.ASSEMBLY, association__isnull=False, term__contains=on
        )
        .select_related("association")
        .first()
    )
    if seat is None or seat.association is None:
        raise NotFromAssociation(legal_ref=PARAGRAPH, name=person.full_name)
    if not standing_of(seat.association, on).is_accredited:
        raise AssociationNotAccredited(legal_ref=PARAGRAPH, name=seat.association.name)
    return seat.association
