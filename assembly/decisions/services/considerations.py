"""State bodies consider decisions: sent, received, considered."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import StateBody
from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after
from assembly.decisions.enums import ConsiderationEvent, ConsiderationState
from assembly.decisions.models import Consideration, Decision
from assembly.decisions.permissions import (
    CONTROL,
    MANDATORY,
    SEND_FOR_CONSIDERATION,
    require_consider,
)
from assembly.decisions.refusals import NobodyNamed, SentAlready, UnknownStateBody
from assembly.decisions.selectors import officers_of
from assembly.decisions.services.decisions import lock_decision
from assembly.decisions.services.flow import CONSIDERATION_FLOW
from assembly.decisions.services.texts import require_day_within, require_texts, require_words
from assembly.documents.selectors import setting_value
from assembly.law.refs import LegalRef
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons

CONSIDERATION_DAYS = "decisions.consideration_days"


def duty_to_consider(decision: Decision) -> LegalRef:
    """Return why state bodies consider a decision.

    A Session's is subject to mandatory consideration (п. 11); how the Council's are considered is
    controlled by the Assembly (п. 4(5)).
    """
    return MANDATORY if decision.body.kind == BodyKind.ASSEMBLY else CONTROL


@transaction.atomic
def send_for_consideration(
    *, decision_id: int, state_body_ids: Iterable[int], actor: User, at: datetime
) -> list[Consideration]:
    """Send a decision to state bodies, each of which owes a consideration from now on.

    Those that have it already are left as they are. No law sets the term: it is a setting, in working
    days, counted from the day after sending.

    Args:
        decision_id: the decision.
        state_body_ids: keys of active state bodies.
        actor: who sends; needs ``decisions.send_for_consideration``.
        at: the moment, timezone-aware.

    Returns:
        The new considerations, one per state body.

    Raises:
        NotAllowed: ``actor`` may not send decisions.
        NobodyNamed: no state body was chosen.
        UnknownStateBody: one is not in the register or not active.
        SentAlready: every one of them has the decision.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 11; для решений Совета подпункт 5) пункта 4.
    """
    decision = lock_decision(decision_id)
    today = day_of(at)
    require_right(actor, SEND_FOR_CONSIDERATION, on=today)
    basis = duty_to_consider(decision)
    wanted = set(state_body_ids)
    if not wanted:
        raise NobodyNamed(legal_ref=basis, field="state_bodies")
    if StateBody.objects.filter(pk__in=wanted, is_active=True).count() != len(wanted):
        raise UnknownStateBody(legal_ref=basis, field="state_bodies")
    fresh = wanted - set(decision.considerations.values_list("state_body_id", flat=True))
    if not fresh:
        raise SentAlready(legal_ref=basis)

    term = term_after(today, int(setting_value(CONSIDERATION_DAYS, on=today)))
    sent = Consideration.objects.bulk_create(
        Consideration(decision=decision, state_body_id=number, sent_at=at, sent_by=actor, due_on=term.due_on)
        for number in sorted(fresh)
    )

    record(
        stream=decision,
        kind="decisions.decision_sent",
        actor=actor,
        at=at,
        payload={
            "state_body_ids": sorted(fresh),
            "due_on": term.due_on.isoformat(),
            "source": str(basis),
        },
    )
    for consideration in sent:
        notify_persons(
            officers_of(consideration.state_body_id, on=today),
            kind="decisions.consideration_sent",
            context={"consideration_id": consideration.pk},
            dedup_key=f"consideration_sent:{consideration.pk}",
            at=at,
            path=f"/control/considerations/{consideration.pk}/",
        )
    return sent


@transaction.atomic
def receive(*, consideration_id: int, actor: User, at: datetime) -> Consideration:
    """Confirm that the state body has received the decision.

    Raises:
        NotAllowed: ``actor`` does not act for that state body.
        TransitionRefused: it was confirmed before.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 11.
    """
    consideration = _locked(consideration_id)
    require_consider(actor, consideration, on=day_of(at))
    next_state = CONSIDERATION_FLOW.next_state(
        ConsiderationState(consideration.state), ConsiderationEvent.RECEIVE
    )

    consideration.state, consideration.received_at = next_state, at
    consideration.save(update_fields=["state", "received_at"])

    record(stream=consideration, kind="decisions.consideration_received", actor=actor, at=at)
    return consideration


@transaction.atomic
def mark_considered(
    *,
    consideration_id: int,
    considered_on: date,
    signatory: str,
    resolved_kk: str,
    resolved_ru: str,
    actor: User,
    at: datetime,
) -> Consideration:
    """Record that the state body has considered the decision: when, who signed, what was resolved.

    Everybody reads it on the page of the decision.

    Args:
        consideration_id: the consideration; it must be received.
        considered_on: day of the consideration, from the day of sending to today.
        signatory: post and name of who signed the answer.
        resolved_kk: what was resolved, in Kazakh; ``resolved_ru`` in Russian.
        resolved_ru: what was resolved, in Russian.
        actor: an officer of that state body.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not act for that state body.
        TransitionRefused: the decision was not received yet, or is considered already.
        WordsMissing, TextMissing: nobody signed, or one language is empty.
        DayInFuture, DayTooEarly: the day is not within sending and today.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 11.
    """
    consideration = _locked(consideration_id)
    today = day_of(at)
    require_consider(actor, consideration, on=today)
    next_state = CONSIDERATION_FLOW.next_state(
        ConsiderationState(consideration.state), ConsiderationEvent.CONSIDER
    )
    basis = duty_to_consider(consideration.decision)
    signed_by = require_words(signatory, field="signatory", legal_ref=basis)
    texts = require_texts({"resolved_kk": resolved_kk, "resolved_ru": resolved_ru}, legal_ref=basis)
    require_day_within(
        considered_on,
        earliest=day_of(consideration.sent_at),
        today=today,
        field="considered_on",
        legal_ref=basis,
    )

    consideration.state = next_state
    consideration.considered_on = considered_on
    consideration.signatory = signed_by
    consideration.resolved_kk, consideration.resolved_ru = texts["resolved_kk"], texts["resolved_ru"]
    consideration.save(update_fields=["state", "considered_on", "signatory", "resolved_kk", "resolved_ru"])

    record(
        stream=consideration,
        kind="decisions.decision_considered",
        actor=actor,
        at=at,
        payload={"considered_on": considered_on.isoformat(), "source": str(basis)},
    )
    return consideration


def _locked(consideration_id: int) -> Consideration:
    return (
        Consideration.objects.select_for_update(of=("self",))
        .select_related("decision__body", "state_body")
        .get(pk=consideration_id)
    )
