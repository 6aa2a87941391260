"""Acts for two persons: asked for by one, confirmed or refused by another, withdrawn by the one who asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.common.flow import Flow
from assembly.people.enums import PairedEvent, PairedState
from assembly.people.models import PairedAct, Person, User
from assembly.people.paired import PAIRED, PairedKind
from assembly.people.refusals_sign_in import (
    AskedAlready,
    AskExpired,
    NotAskers,
    ReasonMissing,
    SecondPersonNeeded,
)
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons

DECIDED = "people.paired_act_decided"
PAIRED_FLOW: Flow[PairedState, PairedEvent] = Flow(
    {
        (PairedState.WAITING, PairedEvent.CONFIRM): PairedState.CONFIRMED,
        (PairedState.WAITING, PairedEvent.REFUSE): PairedState.REFUSED,
        (PairedState.WAITING, PairedEvent.WITHDRAW): PairedState.WITHDRAWN,
        (PairedState.WAITING, PairedEvent.EXPIRE): PairedState.EXPIRED,
    }
)


@transaction.atomic
def ask_second_person(
    *,
    kind: str,
    person_id: int,
    subject: str = "",
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    actor: User,
    at: datetime,
) -> PairedAct:
    """Ask for an act that another person has to carry out.

    Args:
        kind: a registered kind.
        person_id: whom it concerns.
        subject: what it concerns besides the person: the same is asked for once at a time.
        facts: ids and days that the act will be done with.
        reason: in words, where the kind asks for one.
        actor: who asks; needs the right of the kind.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not.
        AskedAlready: the same waits already.
        LookupError: the kind is not registered.
    """
    found = PAIRED[kind]
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    require_right(actor, found.right, on=day_of(at))
    waiting = PairedAct.objects.waiting().filter(kind=kind, person=person, subject=subject).first()
    if waiting is not None:
        if waiting.expires_at > at:
            raise AskedAlready(legal_ref=found.legal_ref, name=person.full_name)
        _decide(waiting, PairedEvent.EXPIRE, actor=None, at=at)

    act = PairedAct.objects.create(
        kind=kind, person=person, subject=subject, facts=dict(facts or {}), reason=reason.strip(),
        asked_by=actor, asked_at=at, expires_at=at + found.lifetime(day_of(at)),
    )  # fmt: skip

    record(stream=person, kind="people.paired_act_asked", actor=actor, at=at,
           payload=_payload(act, found))  # fmt: skip
    return act


@transaction.atomic
def confirm_paired_act(*, act_id: int, actor: User, at: datetime) -> PairedAct:
    """Carry out what another person asked for.

    Args:
        act_id: the act that waits.
        actor: the second person; needs the right of the kind, is neither who asked nor whom it concerns.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not.
        SecondPersonNeeded: he asked himself, or it concerns him.
        TransitionRefused: it waits no more.
        AskExpired: it waited too long.
        DomainError: whatever the act itself refuses; then nothing is written.
    """
    act, found = _locked(act_id)
    _require_second(act, found, actor=actor, at=at)

    _decide(act, PairedEvent.CONFIRM, actor=actor, at=at)
    found.effect(act, actor=actor, at=at)

    record(stream=act.person, kind="people.paired_act_confirmed", actor=actor, at=at,
           payload=_payload(act, found))  # fmt: skip
    _tell_asker(act, at=at)
    return act


@transaction.atomic
def refuse_paired_act(*, act_id: int, remark: str, actor: User, at: datetime) -> PairedAct:
    """Refuse what another person asked for, and say why.

    Raises:
        NotAllowed, SecondPersonNeeded, TransitionRefused, AskExpired: as for confirming.
        ReasonMissing: nothing is said.
    """
    act, found = _locked(act_id)
    _require_second(act, found, actor=actor, at=at)
    words = remark.strip()
    if not words:
        raise ReasonMissing(field="remark")

    act.remark = words
    _decide(act, PairedEvent.REFUSE, actor=actor, at=at)

    record(stream=act.person, kind="people.paired_act_refused", actor=actor, at=at,
           payload=_payload(act, found))  # fmt: skip
    _tell_asker(act, at=at)
    return act


@transaction.atomic
def withdraw_paired_act(*, act_id: int, actor: User, at: datetime) -> PairedAct:
    """Take back what one asked for himself.

    Raises:
        NotAskers: somebody else asked.
        TransitionRefused: it waits no more.
    """
    act, found = _locked(act_id)
    if act.asked_by_id != actor.pk:
        raise NotAskers(legal_ref=found.legal_ref)

    _decide(act, PairedEvent.WITHDRAW, actor=actor, at=at)

    record(stream=act.person, kind="people.paired_act_withdrawn", actor=actor, at=at,
           payload=_payload(act, found))  # fmt: skip
    return act


def _locked(act_id: int) -> tuple[PairedAct, PairedKind]:
    person_id = PairedAct.objects.values_list("person_id", flat=True).get(pk=act_id)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    act = PairedAct.objects.select_for_update(of=("self",)).get(pk=act_id)
    act.person = person
    return act, PAIRED[act.kind]


def _require_second(act: PairedAct, kind: PairedKind, *, actor: User, at: datetime) -> None:
    require_right(actor, kind.right, on=day_of(at))
    if actor.pk in {act.asked_by_id, act.person.user_id}:
        raise SecondPersonNeeded(legal_ref=kind.legal_ref)
    PAIRED_FLOW.next_state(PairedState(act.state), PairedEvent.CONFIRM)
    if act.expires_at <= at:
        raise AskExpired(legal_ref=kind.legal_ref)


def _decide(act: PairedAct, event: PairedEvent, *, actor: User | None, at: datetime) -> None:
    act.state = PAIRED_FLOW.next_state(PairedState(act.state), event)
    act.decided_by, act.decided_at = actor, at
    act.save(update_fields=["state", "decided_by", "decided_at", "remark"])


def _tell_asker(act: PairedAct, *, at: datetime) -> None:
    notify_persons(
        Person.objects.filter(user=act.asked_by_id),
        kind=DECIDED,
        context={"act_id": act.pk},
        dedup_key=f"{DECIDED}:{act.pk}",
        at=at,
        path=f"/people/paired/{act.pk}/",
    )


def _payload(act: PairedAct, kind: PairedKind) -> dict[str, Any]:
    source = kind.legal_ref.code if kind.legal_ref else ""
    return {"act": act.pk, "kind": act.kind, "subject": act.subject, "source": source}
