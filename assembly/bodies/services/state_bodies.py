"""State bodies: entering one, changing its place and contacts, ending one with its successor."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.models import StateBody
from assembly.bodies.permissions import KEEP_STATE_BODIES
from assembly.bodies.refusals import (
    CodeTaken,
    DayInFuture,
    EndBeforeBeginning,
    PartOfItself,
    StateBodyEnded,
    SuccessorNeeded,
)
from assembly.common.clock import day_of
from assembly.people.models import User
from assembly.people.rights import require_right

# What of a state body changes while it stays the same body; a new name is a new body that succeeds it.
CHANGEABLE = ("kind", "parent_id", "address_kk", "address_ru", "email", "phone")


@transaction.atomic
def add_state_body(
    *,
    code: str,
    name_kk: str,
    name_ru: str,
    name_en: str = "",
    region_id: int | None = None,
    formed_on: date | None = None,
    actor: User | None,
    at: datetime,
    **details: Any,
) -> StateBody:
    """Enter a state body.

    Args:
        code: short name in Latin letters; one body has it.
        name_kk: full name; ``name_ru`` and ``name_en`` likewise.
        name_ru: the same in Russian.
        name_en: the same in English, where there is one.
        region_id: the region of a local body.
        formed_on: the day since which it exists; not later than the day of ``at``.
        actor: who enters it; needs ``bodies.keep_state_bodies``.
        at: the moment, timezone-aware.
        details: kind, parent and contacts: see ``CHANGEABLE``.

    Raises:
        NotAllowed: ``actor`` may not keep the register.
        CodeTaken: another body has this code.
        DayInFuture: the day is still to come.
    """
    require_right(actor, KEEP_STATE_BODIES, on=day_of(at))
    short = code.strip().lower()
    if StateBody.objects.filter(code=short).exists():
        raise CodeTaken(field="code")
    if formed_on and formed_on > day_of(at):
        raise DayInFuture(field="formed_on")

    state_body = StateBody.objects.create(
        code=short,
        name_kk=name_kk.strip(),
        name_ru=name_ru.strip(),
        name_en=name_en.strip(),
        region_id=region_id,
        formed_on=formed_on,
        **{name: details[name] for name in CHANGEABLE if name in details},
    )

    record(stream=state_body, kind="bodies.state_body_added", actor=actor, at=at,
           payload={"state_body": state_body.pk, "parent": state_body.parent_id})  # fmt: skip
    return state_body


@transaction.atomic
def change_state_body(*, state_body_id: int, actor: User | None, at: datetime, **details: Any) -> StateBody:
    """Change a state body's kind, its place in the structure, or its contacts.

    Args:
        state_body_id: the state body.
        actor: who changes; needs ``bodies.keep_state_bodies``.
        at: the moment, timezone-aware.
        details: the new values: see ``CHANGEABLE``.

    Raises:
        NotAllowed: ``actor`` may not keep the register.
        StateBodyEnded: the body exists no more.
        PartOfItself: the parent named is the body itself or a part of it.
    """
    state_body = _locked(state_body_id, actor=actor, at=at)
    parent_id = details.get("parent_id", state_body.parent_id)
    if parent_id is not None and parent_id in _with_parts(state_body):
        raise PartOfItself(field="parent")
    changed = [name for name in CHANGEABLE if name in details and getattr(state_body, name) != details[name]]
    for name in changed:
        setattr(state_body, name, details[name])
    state_body.save(update_fields=[name.removesuffix("_id") for name in changed])

    record(stream=state_body, kind="bodies.state_body_changed", actor=actor, at=at,
           payload={"state_body": state_body.pk, "fields": changed})  # fmt: skip
    return state_body


@transaction.atomic
def end_state_body(
    *,
    state_body_id: int,
    ended_on: date,
    successor_id: int | None,
    is_without_successor: bool = False,
    basis_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> StateBody:
    """End a state body: it was renamed, joined or divided; the record and what was sent to it stay.

    Args:
        state_body_id: the state body.
        ended_on: first day on which it exists no more; not later than the day of ``at``.
        successor_id: the body that goes on with its work.
        is_without_successor: said expressly where there is none.
        basis_id: the act of the reorganisation, where the portal has it.
        actor: who enters it; needs ``bodies.keep_state_bodies``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not keep the register.
        StateBodyEnded: it ended already, or the successor did.
        DayInFuture, EndBeforeBeginning: the day cannot be.
        SuccessorNeeded: neither a successor is named nor its absence.
        PartOfItself: the successor is the body itself.
    """
    state_body = _locked(state_body_id, actor=actor, at=at)
    if ended_on > day_of(at):
        raise DayInFuture(field="ended_on")
    if state_body.formed_on and ended_on <= state_body.formed_on:
        raise EndBeforeBeginning(since=f"{state_body.formed_on:%d.%m.%Y}", field="ended_on")
    if successor_id is None and not is_without_successor:
        raise SuccessorNeeded(field="successor")
    if successor_id == state_body.pk:
        raise PartOfItself(field="successor")
    if successor_id is not None and not StateBody.objects.get(pk=successor_id).is_active:
        raise StateBodyEnded

    state_body.ended_on, state_body.successor_id = ended_on, successor_id
    state_body.end_basis_id, state_body.is_active = basis_id, False
    state_body.save(update_fields=["ended_on", "successor", "end_basis", "is_active"])

    record(stream=state_body, kind="bodies.state_body_ended", actor=actor, at=at, payload={
        "state_body": state_body.pk, "on": ended_on.isoformat(), "successor": successor_id, "basis": basis_id,
    })  # fmt: skip
    return state_body


def _locked(state_body_id: int, *, actor: User | None, at: datetime) -> StateBody:
    state_body = StateBody.objects.select_for_update(of=("self",)).get(pk=state_body_id)
    require_right(actor, KEEP_STATE_BODIES, on=day_of(at))
    if not state_body.is_active:
        raise StateBodyEnded
    return state_body


def _with_parts(state_body: StateBody) -> set[int]:
    found, level = {state_body.pk}, {state_body.pk}
    while level:
        level = set(StateBody.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found
