"""Whose an appeal is: the Secretariat's, with an executor, or a state body's."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.models import StateBody
from assembly.bodies.selectors import staff_on
from assembly.common.clock import day_of
from assembly.decisions.selectors import officers_of
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons
from secretariat.enums import AppealEvent, AppealNews, AppealState, AppealTopic
from secretariat.models import CitizenAppeal
from secretariat.permissions import APPEALS, CHANGE_EXECUTOR, REDIRECTION, TRIAGE_APPEAL
from secretariat.refusals import (
    KeptBySecretariat,
    NoSuchStateBody,
    NotForSecretariat,
    NotOfSecretariat,
    ReasonMissing,
    SameExecutor,
)
from secretariat.services.flow import APPEAL_FLOW
from secretariat.services.news import tell_applicant
from secretariat.services.rules import is_for_secretariat


@transaction.atomic
def accept_appeal(
    *,
    appeal_id: int,
    is_national: bool,
    is_interethnic: bool,
    topic: str,
    executor_id: int,
    actor: User,
    at: datetime,
) -> CitizenAppeal:
    """Accept an appeal for consideration and name its executor.

    Args:
        appeal_id: a registered appeal.
        is_national: it is of national significance.
        is_interethnic: it touches interethnic relations.
        topic: what it is about, as the Secretariat sees it.
        executor_id: the person of the Secretariat who considers it.
        actor: who decides; needs ``secretariat.triage_appeal``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not decide whose appeals are.
        TransitionRefused: that was decided already.
        NotForSecretariat: one of the two grounds is missing.
        NotOfSecretariat: the executor is not of the Secretariat or cannot sign in.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17.
    """
    appeal = locked(appeal_id)
    today = day_of(at)
    require_right(actor, TRIAGE_APPEAL, on=today)
    next_state = APPEAL_FLOW.next_state(AppealState(appeal.state), AppealEvent.ACCEPT)
    if not is_for_secretariat(is_national=is_national, is_interethnic=is_interethnic):
        missing = "is_interethnic" if is_national else "is_national"
        raise NotForSecretariat(legal_ref=APPEALS, field=missing)
    executor = _of_secretariat(executor_id, at=at)

    appeal.state, appeal.topic = next_state, AppealTopic(topic)
    appeal.is_national, appeal.is_interethnic = True, True
    appeal.triaged_at, appeal.triaged_by = at, actor
    appeal.executor, appeal.given_on = executor, today
    appeal.save()

    record(
        stream=appeal,
        kind="secretariat.appeal_accepted",
        actor=actor,
        at=at,
        payload={
            "executor": executor.pk,
            "topic": str(topic),
            "due_on": appeal.due_on.isoformat(),
            "source": APPEALS.code,
        },
    )
    _tell_executor(appeal, at=at)
    return appeal


@transaction.atomic
def redirect_appeal(
    *,
    appeal_id: int,
    is_national: bool,
    is_interethnic: bool,
    state_body_id: int,
    reason: str,
    actor: User,
    at: datetime,
) -> CitizenAppeal:
    """Redirect an appeal to the state body that is competent, and tell the applicant.

    Args:
        appeal_id: a registered appeal.
        is_national: it is of national significance.
        is_interethnic: it touches interethnic relations; both together keep it in the Secretariat.
        state_body_id: an active state body.
        reason: why, in the language of the appeal: the applicant reads it.
        actor: who decides; needs ``secretariat.triage_appeal``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not decide whose appeals are.
        TransitionRefused: that was decided already.
        KeptBySecretariat: both grounds are marked.
        NoSuchStateBody: the body is not in the register or not active.
        ReasonMissing: no reason is given.

    Source:
        АППК, статья 65: в течение трёх рабочих дней с уведомлением заявителя.
    """
    appeal = locked(appeal_id)
    today = day_of(at)
    require_right(actor, TRIAGE_APPEAL, on=today)
    next_state = APPEAL_FLOW.next_state(AppealState(appeal.state), AppealEvent.REDIRECT)
    if is_for_secretariat(is_national=is_national, is_interethnic=is_interethnic):
        raise KeptBySecretariat(legal_ref=APPEALS, field="is_national")
    if not reason.strip():
        raise ReasonMissing(legal_ref=REDIRECTION, field="reason")
    state_body = StateBody.objects.filter(pk=state_body_id, is_active=True).first()
    if state_body is None:
        raise NoSuchStateBody(legal_ref=REDIRECTION, field="state_body")

    appeal.state, appeal.state_body, appeal.redirect_reason = next_state, state_body, reason.strip()
    appeal.is_national, appeal.is_interethnic = is_national, is_interethnic
    appeal.triaged_at, appeal.triaged_by = at, actor
    appeal.save()

    record(
        stream=appeal,
        kind="secretariat.appeal_redirected",
        actor=actor,
        at=at,
        payload={
            "state_body": state_body.pk,
            "is_national": is_national,
            "is_interethnic": is_interethnic,
            "is_in_time": today <= appeal.triage_due_on,
            "source": REDIRECTION.code,
        },
    )
    tell_applicant(appeal, AppealNews.REDIRECTED, at=at)
    notify_persons(
        officers_of(state_body.pk, on=today),
        kind="secretariat.appeal_sent_to_body",
        context={"appeal_id": appeal.pk},
        dedup_key=f"appeal_sent_to_body:{appeal.pk}",
        at=at,
        path=f"/secretariat/appeals/{appeal.pk}/",
    )
    return appeal


@transaction.atomic
def change_executor(*, item: int, successor: Person, actor: User, at: datetime) -> CitizenAppeal:
    """Let another person of the Secretariat consider an appeal.

    Args:
        item: key of an appeal under consideration.
        successor: who considers it from now on.
        actor: who hands over; needs ``secretariat.change_executor``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change executors.
        TransitionRefused: the appeal is not under consideration.
        SameExecutor: he works on it already.
        NotOfSecretariat: he is not of the Secretariat or cannot sign in.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17.
    """
    appeal = locked(item)
    today = day_of(at)
    require_right(actor, CHANGE_EXECUTOR, on=today)
    require_in_work(appeal)
    if appeal.executor_id == successor.pk:
        raise SameExecutor(legal_ref=APPEALS, field="executor")
    executor = _of_secretariat(successor.pk, at=at)

    former, appeal.executor, appeal.given_on = appeal.executor_id, executor, today
    appeal.save(update_fields=["executor", "given_on"])

    record(
        stream=appeal,
        kind="secretariat.appeal_executor_changed",
        actor=actor,
        at=at,
        payload={"from": former, "to": executor.pk, "source": APPEALS.code},
    )
    _tell_executor(appeal, at=at)
    return appeal


def locked(appeal_id: int) -> CitizenAppeal:
    """Return an appeal under the lock that all its acts share."""
    return CitizenAppeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)


def require_in_work(appeal: CitizenAppeal) -> None:
    """Raise unless an executor considers the appeal.

    Raises:
        TransitionRefused: it is not accepted yet, or ended.
    """
    APPEAL_FLOW.next_state(AppealState(appeal.state), AppealEvent.ANSWER)


def _of_secretariat(person_id: int, *, at: datetime) -> Person:
    executor = next((person for person in staff_on(day_of(at)) if person.pk == person_id), None)
    if executor is None:
        raise NotOfSecretariat(legal_ref=APPEALS, field="executor")
    return executor


def _tell_executor(appeal: CitizenAppeal, *, at: datetime) -> None:
    assert appeal.executor is not None, "named by the act"
    notify_persons(
        [appeal.executor],
        kind="secretariat.appeal_given",
        context={"appeal_id": appeal.pk},
        dedup_key=f"appeal_given:{appeal.pk}:{at.isoformat()}",
        at=at,
        path=f"/secretariat/appeals/{appeal.pk}/",
    )
