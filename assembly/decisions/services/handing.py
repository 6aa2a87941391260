"""Handing assignments over: another person controls, another officer of the same state body works on it."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.selectors import state_bodies_of
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.decisions.models import Assignment
from assembly.decisions.permissions import ASSIGN_EXECUTION, CONTROL, COORDINATION
from assembly.people.models import Person, User
from assembly.people.permissions import CLOSE_SIGN_IN
from assembly.people.rights import has_right, require_right


@transaction.atomic
def change_controller(*, item: int, successor: Person, actor: User, at: datetime) -> Assignment:
    """Let another person control an assignment.

    Args:
        item: key of the assignment.
        successor: who controls it from now on.
        actor: who hands over; needs ``decisions.assign_execution``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not give assignments.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 5) пункта 4.
    """
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=item)
    require_right(actor, ASSIGN_EXECUTION, on=day_of(at))

    former, assignment.controller = assignment.controller_id, successor
    assignment.save(update_fields=["controller"])

    record(
        stream=assignment,
        kind="decisions.controller_changed",
        actor=actor,
        at=at,
        payload={"from": former, "to": successor.pk, "source": CONTROL.code},
    )
    return assignment


@transaction.atomic
def change_officer(*, item: int, successor: Person, actor: User, at: datetime) -> Assignment:
    """Let another officer of the lead state body work on an assignment.

    Args:
        item: key of the assignment.
        successor: the officer.
        actor: who hands over: the Secretariat, or one who acts for the same state body.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is neither.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 28.
    """
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=item)
    on = day_of(at)
    is_own = assignment.lead_state_body_id in state_bodies_of(actor, on)
    if not is_own and not has_right(actor, CLOSE_SIGN_IN, on=on):
        raise NotAllowed(legal_ref=COORDINATION, act="decisions.change_officer")

    former, assignment.officer = assignment.officer_id, successor
    assignment.save(update_fields=["officer"])

    record(
        stream=assignment,
        kind="decisions.officer_changed",
        actor=actor,
        at=at,
        payload={"from": former, "to": successor.pk, "source": COORDINATION.code},
    )
    return assignment
