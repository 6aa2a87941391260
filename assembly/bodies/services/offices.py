"""Offices: appointing somebody, ending his term. Both rest on an act."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.models import Office, OfficeHolding
from assembly.bodies.paired import GRANT_OFFICE, office_needs_two, require_confirmed
from assembly.bodies.permissions import APPOINT
from assembly.bodies.refusals import ActNeeded, EndBeforeBeginning, OfficeHeld, TermAlreadyEnded
from assembly.bodies.services.cards import require_unmerged
from assembly.bodies.services.rights_news import tell_of_rights
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.models import PairedAct, User
from assembly.people.rights import require_right


@transaction.atomic
def appoint(
    *,
    office_id: int,
    person_id: int,
    from_on: date,
    basis_id: int | None,
    confirmed: PairedAct | None = None,
    actor: User | None,
    at: datetime,
) -> OfficeHolding:
    """Enter that a person holds an office from a day on, by an act.

    Args:
        office_id: the office.
        person_id: who takes it.
        from_on: the first day.
        basis_id: the act: the President's order for deputies (п. 16).
        confirmed: what another person asked for, where the office gives rights in the portal.
        actor: who enters it; needs ``bodies.appoint``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not enter appointments.
        SecondPersonNeeded: the office gives rights in the portal and nobody else asked for it.
        ActNeeded: no act is named.
        CardMerged: the card was merged into another.
        OfficeHeld: somebody holds the office on that day or later.
    """
    office = Office.objects.select_for_update(of=("self",)).get(pk=office_id)
    require_right(actor, APPOINT, on=day_of(at))
    if office_needs_two(office):
        require_confirmed(confirmed, GRANT_OFFICE, actor=actor, person_id=person_id)
    if basis_id is None:
        raise ActNeeded(legal_ref=regulation("16"), field="basis")
    require_unmerged(person_id)
    if office.holdings.filter(term__overlap=DateRange(from_on, None)).exists():
        raise OfficeHeld(legal_ref=regulation("16"))

    holding = OfficeHolding.objects.create(
        office=office, person_id=person_id, term=DateRange(from_on, None), basis_id=basis_id
    )

    record(
        stream=f"person:{person_id}",
        kind="bodies.office_taken",
        actor=actor,
        at=at,
        payload={
            "holding": holding.pk,
            "office": office_id,
            "from": from_on.isoformat(),
            "basis": basis_id,
        },
    )
    tell_of_rights(holding, at=at)
    return holding


@transaction.atomic
def vacate(
    *, office_id: int, until: date, basis_id: int | None, actor: User | None, at: datetime
) -> OfficeHolding:
    """End the present term in an office: ``until`` is the first day of the vacancy.

    Args:
        office_id: the office.
        until: first day without the holder.
        basis_id: the act.
        actor: who enters it; needs ``bodies.appoint``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not enter appointments.
        ActNeeded: no act is named.
        TermAlreadyEnded: nobody holds the office without an end.
        EndBeforeBeginning: ``until`` is not after the first day.
    """
    office = Office.objects.select_for_update(of=("self",)).get(pk=office_id)
    require_right(actor, APPOINT, on=day_of(at))
    if basis_id is None:
        raise ActNeeded(legal_ref=regulation("16"), field="basis")
    holding = office.holdings.filter(term__endswith__isnull=True).first()
    if holding is None:
        raise TermAlreadyEnded(legal_ref=regulation("16"))
    if until <= holding.term.lower:
        raise EndBeforeBeginning(since=f"{holding.term.lower:%d.%m.%Y}", field="until")

    holding.term = DateRange(holding.term.lower, until)
    holding.save(update_fields=["term"])

    record(
        stream=f"person:{holding.person_id}",
        kind="bodies.office_left",
        actor=actor,
        at=at,
        payload={
            "holding": holding.pk,
            "office": office_id,
            "until": until.isoformat(),
            "basis": basis_id,
        },
    )
    tell_of_rights(holding, at=at, until=until)
    return holding
