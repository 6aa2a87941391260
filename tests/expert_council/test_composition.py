"""Consents, the statute, the composition: п. 22–24."""

import threading

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Act
from assembly.documents.refusals import TranslationPending
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from expert_council.models import Consent, Statute
from expert_council.refusals import (
    AskedAlready,
    NotAMember,
    NothingToApprove,
    NotYourConsent,
    PaperNoteMissing,
    StatuteApproved,
)
from expert_council.services.composition import approve_composition, approve_statute, draft_statute
from expert_council.services.consents import (
    answer_consent,
    ask_consent,
    record_paper_consent,
    withdraw_consent,
)
from tests.expert_council.makers import HOUR, TEXTS, make_experts, make_head
from tests.factories import NOON, make_body, make_person, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _body(db):
    make_body(BodyKind.EXPERT_COUNCIL)


def agreed(secretary, *, person=None):
    person = person or make_person()
    consent = ask_consent(person_id=person.pk, actor=secretary, at=NOON)
    return answer_consent(consent_id=consent.pk, agrees=True, actor=person.user, at=NOON + HOUR)


def counts():
    return (
        Membership.objects.count(),
        Act.objects.count(),
        list(Consent.objects.order_by("pk").values_list("state", flat=True)),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_a_person_is_asked_once_and_told():
    secretary, person = make_secretary(), make_person()
    consent = ask_consent(person_id=person.pk, note="Университет", actor=secretary, at=NOON)

    assert (consent.state, consent.note) == ("asked", "Университет")
    assert OutboxMessage.objects.get().kind == "expert_council.consent_asked"
    before = counts()
    with pytest.raises(AskedAlready):
        ask_consent(person_id=person.pk, actor=secretary, at=NOON)
    assert counts() == before


def test_a_member_is_not_asked_and_only_staff_ask():
    [member] = make_experts(1)
    secretary = make_secretary()
    with pytest.raises(AskedAlready):
        ask_consent(person_id=member.pk, actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        ask_consent(person_id=make_person().pk, actor=member.user, at=NOON)
    assert Consent.objects.count() == 0


def test_consent_is_given_by_the_person_himself():
    secretary, person = make_secretary(), make_person()
    consent = ask_consent(person_id=person.pk, actor=secretary, at=NOON)
    before = counts()

    with pytest.raises(NotYourConsent):
        answer_consent(consent_id=consent.pk, agrees=True, actor=secretary, at=NOON)
    assert counts() == before
    answer_consent(consent_id=consent.pk, agrees=False, actor=person.user, at=NOON)
    with pytest.raises(TransitionRefused):
        answer_consent(consent_id=consent.pk, agrees=True, actor=person.user, at=NOON)
    assert Consent.objects.get().state == "declined"


def test_a_paper_answer_names_its_paper():
    secretary, person = make_secretary(), make_person(with_user=False)
    consent = ask_consent(person_id=person.pk, actor=secretary, at=NOON)
    before = counts()

    with pytest.raises(PaperNoteMissing):
        record_paper_consent(consent_id=consent.pk, agrees=True, note=" ", actor=secretary, at=NOON)
    assert counts() == before
    recorded = record_paper_consent(
        consent_id=consent.pk, agrees=True, note="Хат № 7", actor=secretary, at=NOON
    )
    assert (recorded.state, recorded.is_paper, recorded.note) == ("agreed", True, "Хат № 7")


def test_the_head_approves_the_composition_and_those_who_agreed_are_seated():
    secretary, head = make_secretary(), make_head()
    consent = agreed(secretary)
    asked = ask_consent(person_id=make_person().pk, actor=secretary, at=NOON)

    act = approve_composition(actor=head, at=NOON + 2 * HOUR)

    consent.refresh_from_db()
    asked.refresh_from_db()
    assert (consent.seat.person_id, consent.seat.basis_id) == (consent.person_id, act.pk)
    assert asked.seat is None
    assert consent.person.full_name in act.version.text_kk
    assert consent.person.full_name in act.version.text_ru
    assert act.version.is_frozen
    assert (act.organ, act.number, act.is_public) == ("secretariat", "1-2026", True)
    with pytest.raises(TransitionRefused):
        withdraw_consent(consent_id=consent.pk, actor=secretary, at=NOON)


def test_who_leaves_loses_the_seat_by_the_same_act():
    head = make_head()
    first, second = make_experts(2)
    leaver = Membership.objects.get(person=first)

    act = approve_composition(leaving_ids=[leaver.pk], actor=head, at=NOON)

    leaver.refresh_from_db()
    assert (leaver.term.upper, leaver.end_basis_id) == (NOON.date(), act.pk)
    assert second.full_name in act.version.text_ru
    assert first.full_name not in act.version.text_ru


@pytest.mark.parametrize("leaving", [[], [0]])
def test_an_empty_or_foreign_change_writes_nothing(leaving):
    head = make_head()
    before = counts()

    with pytest.raises(NotAMember if leaving else NothingToApprove):
        approve_composition(leaving_ids=leaving, actor=head, at=NOON)
    assert counts() == before


def test_staff_do_not_approve_what_is_the_heads():
    secretary = make_secretary()
    agreed(secretary)
    before = counts()

    with pytest.raises(NotAllowed) as refusal:
        approve_composition(actor=secretary, at=NOON)
    assert refusal.value.legal_ref == regulation("24")
    assert counts() == before


def test_a_statute_is_approved_once_in_both_languages():
    secretary, head = make_secretary(), make_head()
    half = draft_statute(text_kk="Мәтін", text_ru="", actor=secretary, at=NOON)
    with pytest.raises(TranslationPending):
        approve_statute(statute_id=half.pk, actor=head, at=NOON)
    assert Act.objects.count() == 0

    statute = draft_statute(**TEXTS, actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        approve_statute(statute_id=statute.pk, actor=secretary, at=NOON)
    act = approve_statute(statute_id=statute.pk, actor=head, at=NOON)
    statute.refresh_from_db()
    assert (statute.act, act.version.document) == (act, statute.document)
    with pytest.raises(StatuteApproved):
        approve_statute(statute_id=statute.pk, actor=head, at=NOON)
    assert Statute.objects.filter(act__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_seats_the_persons():
    secretary, head = make_secretary(), make_head()
    agreed(secretary)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            approve_composition(actor=head, at=NOON)
            results.append("approved")
        except NothingToApprove:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["approved", "refused"]
    assert Membership.objects.filter(body__kind="expert_council").count() == 1
