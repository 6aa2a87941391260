"""Asking for what gives rights in the portal; another person confirms it and then it is entered."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import SeatRole
from assembly.bodies.models import Body, Membership, Office, OfficeHolding, StateBody, StateBodyOfficer
from assembly.bodies.paired import GRANT_OFFICE, GRANT_POST, GRANT_SEAT
from assembly.bodies.refusals import ActNeeded, OfficeHeld, PostOverlaps
from assembly.bodies.services.memberships import require_no_seat, seat_member
from assembly.bodies.services.officers import add_officer
from assembly.bodies.services.offices import appoint
from assembly.law.acts import law_article, regulation
from assembly.people.models import PairedAct, User
from assembly.people.services.paired import ask_second_person


def ask_for_seat(
    *,
    body_id: int,
    person_id: int,
    from_on: date,
    basis_id: int | None,
    role: str = SeatRole.MEMBER,
    association_id: int | None = None,
    region_id: int | None = None,
    on_behalf_kk: str = "",
    on_behalf_ru: str = "",
    nomination: str = "",
    nominated_by_kk: str = "",
    nominated_by_ru: str = "",
    counts_toward_quorum: bool = True,
    actor: User,
    at: datetime,
) -> PairedAct:
    """Ask for a seat that gives rights: in the Secretariat, or of the secretary of a regional assembly.

    The arguments are those of ``seat_member``; what is told of the seat is kept until it is confirmed.

    Raises:
        NotAllowed, AskedAlready: as ``ask_second_person``.
        ActNeeded, SeatOverlaps: as ``seat_member``, before anybody is troubled.
    """
    with transaction.atomic():
        body = Body.objects.get(pk=body_id)
        if basis_id is None:
            raise ActNeeded(legal_ref=law_article("15"), field="basis")
        require_no_seat(body, person_id=person_id, from_on=from_on)
        facts = {
            "body": body_id,
            "from": from_on.isoformat(),
            "basis": basis_id,
            "role": str(role),
            "told": {
                "association_id": association_id,
                "region_id": region_id,
                "on_behalf_kk": on_behalf_kk,
                "on_behalf_ru": on_behalf_ru,
                "nomination": str(nomination),
                "nominated_by_kk": nominated_by_kk,
                "nominated_by_ru": nominated_by_ru,
                "counts_toward_quorum": counts_toward_quorum,
            },
        }
        return ask_second_person(
            kind=GRANT_SEAT, person_id=person_id, subject=f"body:{body_id}", facts=facts, actor=actor, at=at
        )


def ask_for_office(
    *, office_id: int, person_id: int, from_on: date, basis_id: int | None, actor: User, at: datetime
) -> PairedAct:
    """Ask for an appointment to an office with rights; the arguments are those of ``appoint``.

    Raises:
        NotAllowed, AskedAlready: as ``ask_second_person``.
        ActNeeded, OfficeHeld: as ``appoint``, before anybody is troubled.
    """
    with transaction.atomic():
        office = Office.objects.get(pk=office_id)
        if basis_id is None:
            raise ActNeeded(legal_ref=regulation("16"), field="basis")
        if office.holdings.filter(term__overlap=DateRange(from_on, None)).exists():
            raise OfficeHeld(legal_ref=regulation("16"))
        facts = {"office": office_id, "from": from_on.isoformat(), "basis": basis_id}
        return ask_second_person(
            kind=GRANT_OFFICE, person_id=person_id, subject=f"office:{office_id}", facts=facts,
            actor=actor, at=at,
        )  # fmt: skip


def ask_for_post(
    *, state_body_id: int, person_id: int, from_on: date, role: str, actor: User, at: datetime
) -> PairedAct:
    """Ask for a coordinator's or a head's post at a state body; the arguments are those of ``add_officer``.

    Raises:
        NotAllowed, AskedAlready: as ``ask_second_person``.
        PostOverlaps: as ``add_officer``, before anybody is troubled.
    """
    with transaction.atomic():
        state_body = StateBody.objects.get(pk=state_body_id)
        earlier = state_body.officers.filter(
            person_id=person_id, term__overlap=DateRange(from_on, None)
        ).first()
        if earlier is not None:
            raise PostOverlaps(since=f"{earlier.term.lower:%d.%m.%Y}", officer_id=earlier.pk)
        facts = {"state_body": state_body_id, "from": from_on.isoformat(), "role": str(role)}
        return ask_second_person(
            kind=GRANT_POST, person_id=person_id, subject=f"state_body:{state_body_id}", facts=facts,
            actor=actor, at=at,
        )  # fmt: skip


def give_seat(act: PairedAct, *, actor: User, at: datetime) -> Membership:
    """Enter the seat that was asked for; called by the confirmation."""
    facts = act.facts
    return seat_member(
        body_id=facts["body"],
        person_id=act.person_id,
        from_on=date.fromisoformat(facts["from"]),
        basis_id=facts["basis"],
        role=facts["role"],
        # What was asked for before details were kept tells none.
        **facts.get("told", {}),
        confirmed=act,
        actor=actor,
        at=at,
    )


def give_office(act: PairedAct, *, actor: User, at: datetime) -> OfficeHolding:
    """Enter the appointment that was asked for; called by the confirmation."""
    facts = act.facts
    return appoint(
        office_id=facts["office"],
        person_id=act.person_id,
        from_on=date.fromisoformat(facts["from"]),
        basis_id=facts["basis"],
        confirmed=act,
        actor=actor,
        at=at,
    )


def give_post(act: PairedAct, *, actor: User, at: datetime) -> StateBodyOfficer:
    """Enter the post that was asked for; called by the confirmation."""
    facts = act.facts
    return add_officer(
        state_body_id=facts["state_body"],
        person_id=act.person_id,
        from_on=date.fromisoformat(facts["from"]),
        role=facts["role"],
        confirmed=act,
        actor=actor,
        at=at,
    )
