"""Changing what a member of a body is in it: one span ends and another begins on one day, by one act."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.enums import EndReason, SeatRole
from assembly.bodies.models import Body, Membership
from assembly.bodies.paired import GRANT_ROLE, require_confirmed, seat_needs_two
from assembly.bodies.permissions import SEAT_MEMBER
from assembly.bodies.refusals import ActNeeded, EndBeforeBeginning, RoleUnchanged, TermAlreadyEnded
from assembly.bodies.services.rights_news import tell_of_role
from assembly.common.clock import day_of
from assembly.law.acts import law_article
from assembly.people.models import PairedAct, User
from assembly.people.rights import require_right
from assembly.people.services.paired import ask_second_person

# What goes on unchanged: on whose behalf, from where, how nominated, whether counted.
KEPT = (
    "body_id", "person_id", "association_id", "region_id", "on_behalf_kk", "on_behalf_ru", "on_behalf_en",
    "nomination", "nominated_by_kk", "nominated_by_ru", "post_kk", "post_ru", "counts_toward_quorum",
)  # fmt: skip


@transaction.atomic
def change_role(
    *,
    membership_id: int,
    role: str,
    from_on: date,
    basis_id: int | None,
    confirmed: PairedAct | None = None,
    actor: User | None,
    at: datetime,
) -> Membership:
    """Let a member be something else in his body from a day on: the seat goes on as a new span.

    The number of members does not change on any day; rolls that are frozen keep what they say.

    Args:
        membership_id: the seat, which has no end.
        role: what he is from then on, see ``SeatRole``.
        from_on: the first day of it.
        basis_id: the act.
        confirmed: what another person asked for, where the role gives rights in the portal.
        actor: who enters it; needs ``bodies.seat_member``.
        at: the moment, timezone-aware.

    Returns:
        The new span.

    Raises:
        NotAllowed: ``actor`` may not enter seats.
        SecondPersonNeeded: the role gives rights in the portal and nobody else asked for it.
        TermAlreadyEnded: the seat has its last day already.
        RoleUnchanged: he is that already.
        EndBeforeBeginning: ``from_on`` is not after the first day of the seat.
        ActNeeded: no act is named.
    """
    seat = _locked(membership_id)
    require_right(actor, SEAT_MEMBER, on=day_of(at))
    if seat_needs_two(seat.body, role):
        require_confirmed(confirmed, GRANT_ROLE, actor=actor, person_id=seat.person_id)
    _require_may_change(seat, role=role, from_on=from_on, basis_id=basis_id)

    seat.term = DateRange(seat.term.lower, from_on)
    seat.end_reason, seat.end_basis_id = EndReason.ROLE_CHANGED, basis_id
    seat.save(update_fields=["term", "end_reason", "end_basis"])
    kept: dict[str, Any] = {name: getattr(seat, name) for name in KEPT}
    changed = Membership.objects.create(**kept, role=role, term=DateRange(from_on, None), basis_id=basis_id)

    record(
        stream=f"person:{seat.person_id}",
        kind="bodies.role_changed",
        actor=actor,
        at=at,
        payload={
            "membership": changed.pk,
            "before": seat.pk,
            "body": seat.body_id,
            "was": seat.role,
            "role": str(role),
            "from": from_on.isoformat(),
            "basis": basis_id,
        },
    )
    tell_of_role(seat, changed, at=at)
    return changed


def ask_for_role(
    *, membership_id: int, role: str, from_on: date, basis_id: int | None, actor: User, at: datetime
) -> PairedAct:
    """Ask for a role that gives rights in the portal; the arguments are those of ``change_role``.

    Raises:
        NotAllowed, AskedAlready: as ``ask_second_person``.
        TermAlreadyEnded, RoleUnchanged, EndBeforeBeginning, ActNeeded: as ``change_role``, before anybody
            is troubled.
    """
    with transaction.atomic():
        seat = Membership.objects.select_related("body").get(pk=membership_id)
        require_right(actor, SEAT_MEMBER, on=day_of(at))
        _require_may_change(seat, role=role, from_on=from_on, basis_id=basis_id)
        facts = {"membership": seat.pk, "role": str(role), "from": from_on.isoformat(), "basis": basis_id}
        return ask_second_person(
            kind=GRANT_ROLE, person_id=seat.person_id, subject=f"membership:{seat.pk}", facts=facts,
            actor=actor, at=at,
        )  # fmt: skip


def give_role(act: PairedAct, *, actor: User, at: datetime) -> Membership:
    """Enter the role that was asked for; called by the confirmation."""
    facts = act.facts
    return change_role(
        membership_id=facts["membership"],
        role=facts["role"],
        from_on=date.fromisoformat(facts["from"]),
        basis_id=facts["basis"],
        confirmed=act,
        actor=actor,
        at=at,
    )


def _locked(membership_id: int) -> Membership:
    """Return the seat under the lock of its body, which every writer of seats takes first."""
    body_id = Membership.objects.values_list("body_id", flat=True).get(pk=membership_id)
    Body.objects.select_for_update(of=("self",)).get(pk=body_id)
    seats = Membership.objects.select_for_update(of=("self",)).select_related("body")
    return seats.get(pk=membership_id)


def _require_may_change(seat: Membership, *, role: str, from_on: date, basis_id: int | None) -> None:
    if seat.term.upper is not None:
        raise TermAlreadyEnded(legal_ref=law_article("17"))
    if role == seat.role:
        raise RoleUnchanged(field="role", role=SeatRole(role).label)
    if from_on <= seat.term.lower:
        raise EndBeforeBeginning(since=f"{seat.term.lower:%d.%m.%Y}", field="from_on")
    if basis_id is None:
        raise ActNeeded(legal_ref=law_article("15"), field="basis")
