"""Seats: giving one, ending one. Both rest on an act."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.accreditation import day_that_counts, standing_of
from assembly.bodies.enums import BodyKind, EndReason, SeatRole
from assembly.bodies.models import Association, Body, Membership
from assembly.bodies.paired import require_seat_confirmed
from assembly.bodies.permissions import END_MEMBERSHIP, SEAT_MEMBER
from assembly.bodies.refusals import (
    ActNeeded,
    AssociationNotAccredited,
    EndBeforeBeginning,
    ReasonOfRegions,
    SeatOverlaps,
    TermAlreadyEnded,
)
from assembly.bodies.services.cards import require_unmerged
from assembly.bodies.services.rights_news import tell_of_rights
from assembly.common.clock import day_of
from assembly.law.acts import law_article
from assembly.people.models import PairedAct, User
from assembly.people.rights import require_right

# The law ends these by itself (ст. 17); the others end by somebody's decision, which is an act.
ENDS_WITHOUT_ACT = frozenset(
    {
        EndReason.OWN_INITIATIVE,
        EndReason.CITIZENSHIP,
        EndReason.POST_CHANGED,
        EndReason.DEATH,
        EndReason.COURT,
        EndReason.MOVED_REGION,
    }
)

# Organs of the Assembly itself: only accredited associations belong to it.
OF_ACCREDITED = frozenset({BodyKind.ASSEMBLY, BodyKind.COUNCIL})


def require_no_seat(body: Body, *, person_id: int, from_on: date) -> None:
    """Raise when the person has a seat in the body on that day or later.

    Raises:
        SeatOverlaps: he has.
    """
    earlier = body.memberships.filter(person_id=person_id, term__overlap=DateRange(from_on, None)).first()
    if earlier is not None:
        raise SeatOverlaps(since=f"{earlier.term.lower:%d.%m.%Y}", membership_id=earlier.pk)


@transaction.atomic
def seat_member(
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
    on_behalf_en: str = "",
    nomination: str = "",
    nominated_by_kk: str = "",
    nominated_by_ru: str = "",
    counts_toward_quorum: bool = True,
    confirmed: PairedAct | None = None,
    actor: User | None,
    at: datetime,
) -> Membership:
    """Enter a person's seat in a body from a day on, by an act; no end day is set.

    Args:
        body_id: the body.
        person_id: who takes the seat.
        from_on: the first day.
        basis_id: the act: the President's approval, the decision of a session.
        role: see ``SeatRole``.
        association_id: on whose behalf, where it is an association.
        region_id: from which region.
        on_behalf_kk: on whose behalf in words, where it is no association of the register.
        on_behalf_ru: the same in Russian.
        on_behalf_en: the same in English.
        nomination: by which route, see ``NominationRoute``; empty where it is not recorded.
        nominated_by_kk: who nominated (Закон об Ассамблее, ст. 15).
        nominated_by_ru: the same in Russian.
        counts_toward_quorum: whether the person is one of «общее число членов».
        confirmed: what another person asked for, where the seat gives rights in the portal.
        actor: who enters it; needs ``bodies.seat_member``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not enter seats.
        SecondPersonNeeded: the seat gives rights in the portal and nobody else asked for it.
        CardMerged: the card was merged into another.
        ActNeeded: no act is named.
        AssociationNotAccredited: the association is not accredited on the first day of a seat in the Assembly.
        SeatOverlaps: the person has a seat in this body on that day or later.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body_id)
    require_right(actor, SEAT_MEMBER, on=day_of(at))
    require_seat_confirmed(body, role, confirmed, actor=actor, person_id=person_id)
    if basis_id is None:
        raise ActNeeded(legal_ref=law_article("15"), field="basis")
    _require_may_sit(body, person_id, association_id, from_on, entered_on=day_of(at))

    membership = Membership.objects.create(
        body=body,
        person_id=person_id,
        role=role,
        term=DateRange(from_on, None),
        association_id=association_id,
        region_id=region_id,
        on_behalf_kk=on_behalf_kk,
        on_behalf_ru=on_behalf_ru,
        on_behalf_en=on_behalf_en,
        nomination=nomination,
        nominated_by_kk=nominated_by_kk,
        nominated_by_ru=nominated_by_ru,
        basis_id=basis_id,
        counts_toward_quorum=counts_toward_quorum,
    )

    record(
        stream=f"person:{person_id}",
        kind="bodies.member_seated",
        actor=actor,
        at=at,
        payload={
            "membership": membership.pk,
            "body": body_id,
            "role": str(role),
            "from": from_on.isoformat(),
            "basis": basis_id,
            "counts": counts_toward_quorum,
        },
    )
    tell_of_rights(membership, at=at)
    return membership


def _require_may_sit(
    body: Body, person_id: int, association_id: int | None, on: date, *, entered_on: date
) -> None:
    require_unmerged(person_id)
    require_no_seat(body, person_id=person_id, from_on=on)
    if association_id is None or body.kind not in OF_ACCREDITED:
        return
    association = Association.objects.get(pk=association_id)
    day = day_that_counts(on, entered_on=entered_on)
    if not standing_of(association, day).is_accredited:
        raise AssociationNotAccredited(
            legal_ref=law_article("15"), field="association", day=f"{day:%d.%m.%Y}", name=association.name
        )


@transaction.atomic
def end_membership(
    *,
    membership_id: int,
    until: date,
    reason: str,
    basis_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> Membership:
    """End a seat: ``until`` is the first day on which the person has it no more.

    Meetings whose roll is frozen keep it: what was counted stays counted.

    Args:
        membership_id: the seat.
        until: first day without the seat.
        reason: see ``EndReason`` (Закон об Ассамблее, ст. 17).
        basis_id: the act; needed unless the law itself ends the seat for this reason.
        actor: who enters it; needs ``bodies.end_membership``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not end seats.
        TermAlreadyEnded: the seat has its last day already.
        EndBeforeBeginning: ``until`` is not after the first day.
        ReasonOfRegions: a move ends a seat in a regional assembly alone.
        ActNeeded: this reason needs an act and none is named.
    """
    body_id = Membership.objects.values_list("body_id", flat=True).get(pk=membership_id)
    Body.objects.select_for_update(of=("self",)).get(pk=body_id)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
    require_right(actor, END_MEMBERSHIP, on=day_of(at))
    if membership.term.upper is not None:
        raise TermAlreadyEnded(legal_ref=law_article("17"))
    if until <= membership.term.lower:
        raise EndBeforeBeginning(since=f"{membership.term.lower:%d.%m.%Y}", field="until")
    if reason == EndReason.MOVED_REGION and membership.body.kind != BodyKind.REGIONAL_ASSEMBLY:
        raise ReasonOfRegions(legal_ref=law_article("17"), field="reason")
    if EndReason(reason) not in ENDS_WITHOUT_ACT and basis_id is None:
        raise ActNeeded(legal_ref=law_article("17"), field="basis")

    membership.term = DateRange(membership.term.lower, until)
    membership.end_reason = reason
    membership.end_basis_id = basis_id
    membership.save(update_fields=["term", "end_reason", "end_basis"])

    record(
        stream=f"person:{membership.person_id}",
        kind="bodies.membership_ended",
        actor=actor,
        at=at,
        payload={
            "membership": membership.pk,
            "body": body_id,
            "until": until.isoformat(),
            "reason": str(reason),
            "basis": basis_id,
        },
    )
    tell_of_rights(membership, at=at, until=until)
    return membership
