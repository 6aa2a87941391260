"""Who agrees to sit in the Council: asked by the Secretariat, answered by the person (п. 22)."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Membership
from assembly.bodies.selectors import organ
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons
from expert_council.enums import ConsentEvent, ConsentState
from expert_council.models import Consent
from expert_council.permissions import ASK_CONSENT
from expert_council.refusals import AskedAlready, NotYourConsent, PaperNoteMissing
from expert_council.services.flow import CONSENT_FLOW

BY_CONSENT = regulation("22")


def lock_council() -> Body:
    """Return the Council's body under the lock that every act on its composition shares."""
    return Body.objects.select_for_update(of=("self",)).get(pk=organ(BodyKind.EXPERT_COUNCIL).pk)


@transaction.atomic
def ask_consent(*, person_id: int, note: str = "", actor: User, at: datetime) -> Consent:
    """Ask a person whether he agrees to sit in the Council; he is told by letter.

    Args:
        person_id: whom to ask: a deputy of the Parliament, a scholar, an independent expert.
        note: whom he represents, for the act.
        actor: who asks; needs ``expert_council.ask_consent``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not ask.
        AskedAlready: the person sits in the Council, or was asked and has not declined.

    Source:
        Положение (Указ № 747), п. 22: «могут входить по согласованию».
    """
    body = lock_council()
    require_right(actor, ASK_CONSENT, on=day_of(at))
    sits = Membership.objects.filter(body=body, person_id=person_id).in_force_on(day_of(at)).exists()
    open_states = [ConsentState.ASKED, ConsentState.AGREED]
    asked = Consent.objects.filter(person_id=person_id, state__in=open_states, seat__isnull=True).exists()
    if sits or asked:
        raise AskedAlready(legal_ref=BY_CONSENT)

    consent = Consent.objects.create(person_id=person_id, note=note.strip(), asked_at=at, asked_by=actor)

    _record(consent, "expert_council.consent_asked", actor, at)
    notify_persons(
        [Person.objects.get(pk=person_id)],
        kind="expert_council.consent_asked",
        context={"consent_id": consent.pk},
        dedup_key=f"expert_consent:{consent.pk}",
        at=at,
        path=f"/experts/consents/{consent.pk}/",
    )
    return consent


@transaction.atomic
def answer_consent(*, consent_id: int, agrees: bool, actor: User, at: datetime) -> Consent:
    """Answer for oneself.

    Raises:
        NotYourConsent: another person was asked.
        TransitionRefused: it was answered or withdrawn already.

    Source:
        Положение, п. 22, 23: by consent, and pro bono.
    """
    lock_council()
    consent = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent_id)
    if consent.person.user_id != actor.pk:
        raise NotYourConsent
    return _answer(consent, agrees=agrees, actor=actor, at=at)


@transaction.atomic
def record_paper_consent(*, consent_id: int, agrees: bool, note: str, actor: User, at: datetime) -> Consent:
    """Record the answer that came on paper.

    Args:
        consent_id: the question.
        agrees: what the person answered.
        note: by which paper: its kind, day and number.
        actor: who records; needs ``expert_council.ask_consent``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not record it.
        PaperNoteMissing: the paper is not named.
        TransitionRefused: it was answered or withdrawn already.
    """
    lock_council()
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent_id)
    require_right(actor, ASK_CONSENT, on=day_of(at))
    if not note.strip():
        raise PaperNoteMissing(field="note")
    consent.is_paper, consent.note = True, note.strip()
    return _answer(consent, agrees=agrees, actor=actor, at=at)


@transaction.atomic
def withdraw_consent(*, consent_id: int, actor: User, at: datetime) -> Consent:
    """Take a question back, or an answer that the act has not used yet.

    Raises:
        NotAllowed: ``actor`` may not do it.
        TransitionRefused: it was declined or withdrawn, or the person is seated.
    """
    lock_council()
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent_id)
    require_right(actor, ASK_CONSENT, on=day_of(at))
    return _end(consent, ConsentEvent.WITHDRAW, actor=actor, at=at)


def _answer(consent: Consent, *, agrees: bool, actor: User, at: datetime) -> Consent:
    return _end(consent, ConsentEvent.AGREE if agrees else ConsentEvent.DECLINE, actor=actor, at=at)


def _end(consent: Consent, event: ConsentEvent, *, actor: User, at: datetime) -> Consent:
    state = ConsentState(consent.state) if consent.seat_id is None else ConsentState.WITHDRAWN
    consent.state = CONSENT_FLOW.next_state(state, event)
    consent.answered_at, consent.answered_by = at, actor
    consent.save(update_fields=["state", "answered_at", "answered_by", "is_paper", "note"])
    _record(consent, "expert_council.consent_answered", actor, at, is_paper=consent.is_paper)
    return consent


def _record(consent: Consent, kind: str, actor: User, at: datetime, **facts: object) -> None:
    record(
        stream=consent,
        kind=kind,
        actor=actor,
        at=at,
        payload={
            "person": consent.person_id,
            "state": str(consent.state),
            "source": BY_CONSENT.code,
            **facts,
        },
    )
