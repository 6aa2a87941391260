"""Closing a person's sign-in on the day he leaves, and opening it again."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.handovers import Handing, bundles_of
from assembly.people.models import Closure, Invitation, Person, User
from assembly.people.permissions import CLOSE_SIGN_IN, SECRETARIAT
from assembly.people.refusals_sign_in import (
    ClosedAlready,
    DayNotCome,
    NotClosed,
    NothingToClose,
    NotOneself,
    ReasonMissing,
)
from assembly.people.rights import require_right
from assembly.people.services.handovers import hand_over_bundles
from assembly.people.services.notify import notify_persons

CLOSED, REOPENED = "people.sign_in_closed", "people.sign_in_reopened"


@transaction.atomic
def close_sign_in(
    *,
    person_id: int,
    closed_on: date,
    reason: str,
    handings: Mapping[str, Handing] | None = None,
    actor: User,
    at: datetime,
) -> Closure:
    """Close a person's sign-in at once: his sessions end, his open work goes to others, nothing is deleted.

    Args:
        person_id: whose sign-in.
        closed_on: the day from which he has nothing to do here; today or earlier.
        reason: in words.
        handings: what becomes of each bundle of his open work, by the bundle's name.
        actor: who closes; needs ``people.close_sign_in``; never he himself.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not close sign-ins.
        NotOneself: it is his own.
        ReasonMissing, DayNotCome: no reason is given, or the day is still to come.
        ClosedAlready, NothingToClose: it is closed, or there is neither an account nor an invitation.
        WorkLeft, SuccessorUnfit: open work has neither successor nor reason, or the successor may not take it.

    Source:
        Положение, п. 17, подп. 1.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    today = day_of(at)
    require_right(actor, CLOSE_SIGN_IN, on=today)
    if person.user_id == actor.pk:
        raise NotOneself(legal_ref=SECRETARIAT)
    words = reason.strip()
    if not words:
        raise ReasonMissing(field="reason")
    if closed_on > today:
        raise DayNotCome(field="closed_on")
    if person.closures.filter(reopened_at__isnull=True).exists():
        raise ClosedAlready(name=person.full_name)
    invitations = Invitation.objects.filter(person=person).open()
    if person.user_id is None and not invitations.exists():
        raise NothingToClose(name=person.full_name)

    closure = Closure.objects.create(
        person=person, closed_on=closed_on, closed_at=at, closed_by=actor, reason=words
    )
    counts = hand_over_bundles(
        person=person,
        bundles=bundles_of(person, on=today),
        handings=handings or {},
        closure=closure,
        actor=actor,
        at=at,
    )
    invitations.update(ended_at=at)
    User.objects.filter(person=person).update(is_active=False, session_epoch=F("session_epoch") + 1)

    record(stream=person, kind=CLOSED, actor=actor, at=at, payload={
        "closure": closure.pk, "from": closed_on.isoformat(), "handed": counts["handed"], "left": counts["left"],
        "source": SECRETARIAT.code,
    })  # fmt: skip
    notify_persons([person], kind=CLOSED, context={"closure_id": closure.pk},
                   dedup_key=f"{CLOSED}:{closure.pk}", at=at)  # fmt: skip
    return closure


@transaction.atomic
def reopen_sign_in(*, person_id: int, reason: str, actor: User, at: datetime) -> Closure:
    """Open a closed sign-in again; what was handed over stays with those who took it.

    Args:
        person_id: whose sign-in.
        reason: in words.
        actor: who opens; needs ``people.close_sign_in``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not.
        ReasonMissing: no reason is given.
        NotClosed: it is open.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    require_right(actor, CLOSE_SIGN_IN, on=day_of(at))
    words = reason.strip()
    if not words:
        raise ReasonMissing(field="reason")
    closure = person.closures.filter(reopened_at__isnull=True).first()
    if closure is None:
        raise NotClosed(name=person.full_name)

    closure.reopened_at, closure.reopened_by, closure.reopen_reason = at, actor, words
    closure.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    User.objects.filter(person=person).update(is_active=True)

    record(stream=person, kind=REOPENED, actor=actor, at=at,
           payload={"closure": closure.pk, "source": SECRETARIAT.code})  # fmt: skip
    notify_persons([person], kind=REOPENED, context={"closure_id": closure.pk},
                   dedup_key=f"{REOPENED}:{closure.pk}", at=at)  # fmt: skip
    return closure
