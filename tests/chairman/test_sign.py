"""Signing: one act, its number, its frozen text and its effect, or nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.chairman.enums import MatterEvent, MatterState
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.refusals import DraftChanged
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.chairman.services.flow import MATTER_FLOW
from assembly.chairman.services.matters import refuse_matter, withdraw_matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.enums import ActKind
from assembly.documents.models import Act
from assembly.documents.refusals import TranslationPending
from assembly.documents.services.versions import add_version
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.outbox.models import OutboxMessage
from sessions.enums import SessionState
from sessions.models import AssemblySession
from sessions.refusals import SessionBeginsInThePast
from sessions.services.assembly_sessions import put_session
from tests.chairman.making import make_draft, make_matter
from tests.factories import NOON, make_members, make_secretary, make_state_officer, make_user

LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize("state", MatterState)
@pytest.mark.parametrize("event", MatterEvent)
def test_matter_flow_is_exactly_this_table(state, event):
    allowed = {
        ("waiting", "sign"): "signed",
        ("waiting", "refuse"): "refused",
        ("waiting", "withdraw"): "withdrawn",
    }
    if (state, event) in allowed:
        assert MATTER_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            MATTER_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_sign_matter_makes_one_numbered_act_over_the_frozen_draft():
    matter, chairman, _ = make_matter()

    signed = sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)

    act = signed.act
    assert (act.kind, act.number, act.organ, act.signed_on) == (
        ActKind.ORDER, "1", "chairman", LATER.date(),
    )  # fmt: skip
    assert act.signed_at == LATER
    assert not signed.is_recorded_from_paper
    assert act.version.is_frozen
    assert act.version == matter.draft.latest
    matter.refresh_from_db()
    assert (matter.state, matter.ended_at) == (MatterState.SIGNED, LATER)
    event = AuditEvent.objects.get(kind="chairman.matter_signed")
    assert event.payload["sha256_kk"] == act.version.sha256_kk
    assert event.payload["source"] == "decree-747:5(5)@2024-12-27"


@pytest.mark.django_db
def test_orders_of_a_year_are_numbered_without_a_gap_and_pass_over_paper_numbers():
    first, chairman, secretary = make_matter()
    record_paper_act(matter_id=first.pk, number="1", signed_on=NOON.date(), actor=secretary, at=LATER)
    second = put_session(assembly_session_id=make_draft(secretary, number=37).pk, actor=secretary, at=NOON)

    assert sign_matter(matter_id=second.pk, actor=chairman, at=LATER).act.number == "2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make_actor", [make_secretary, make_state_officer, make_user, lambda: make_members(1)[0].user]
)
def test_nobody_but_the_chairman_signs(make_actor):
    matter, _, _ = make_matter()
    stranger = make_actor()
    before = _written()

    with pytest.raises(NotAllowed) as refusal:
        sign_matter(matter_id=matter.pk, actor=stranger, at=LATER)

    assert refusal.value.legal_ref.code == "decree-747:5@2024-12-27"
    assert _written() == before


@pytest.mark.django_db
def test_sign_matter_without_a_translation_writes_nothing():
    matter, chairman, secretary = make_matter()
    add_version(document_id=matter.draft_id, text_kk="1. Шақырылсын.", text_ru="", actor=secretary, at=NOON)
    before = _written()

    with pytest.raises(TranslationPending):
        sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)

    assert _written() == before


@pytest.mark.django_db
def test_chairman_does_not_sign_a_version_that_he_has_not_read():
    matter, chairman, secretary = make_matter()
    read = matter.draft.latest
    add_version(
        document_id=matter.draft_id, text_kk="Басқа мәтін", text_ru="Другой текст", actor=secretary, at=NOON
    )
    before = _written()

    with pytest.raises(DraftChanged):
        sign_matter(matter_id=matter.pk, version_id=read.pk, actor=chairman, at=LATER)

    assert _written() == before


@pytest.mark.django_db
def test_sign_matter_after_the_planned_day_writes_nothing():
    matter, chairman, _ = make_matter()
    before = _written()

    with pytest.raises(SessionBeginsInThePast):
        sign_matter(matter_id=matter.pk, actor=chairman, at=NOON + timedelta(days=31))

    assert _written() == before


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["sign", "refuse", "withdraw"])
def test_an_ended_matter_is_not_signed_again(end):
    matter, chairman, secretary = make_matter()
    if end == "sign":
        sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    elif end == "refuse":
        refuse_matter(matter_id=matter.pk, reason="Тема не ясна", actor=chairman, at=LATER)
    else:
        withdraw_matter(matter_id=matter.pk, actor=secretary, at=LATER)
    before = _written()

    with pytest.raises(TransitionRefused):
        sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)

    assert _written() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_signatures_one_makes_the_act():
    matter, chairman, _ = make_matter()
    make_members(3)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
            results.append("signed")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["refused", "signed"]
    assert ChairmanAct.objects.count() == Act.objects.count() == Meeting.objects.count() == 1
    assert MeetingInvitation.objects.count() == 3
    assert AssemblySession.objects.get().state == SessionState.CONVENED


@pytest.mark.django_db(transaction=True)
def test_of_a_signature_and_a_paper_one_makes_the_act():
    matter, chairman, secretary = make_matter()
    results, gate = [], threading.Barrier(2)

    def press(act):
        gate.wait()
        try:
            act()
            results.append("made")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    acts = [
        lambda: sign_matter(matter_id=matter.pk, actor=chairman, at=LATER),
        lambda: record_paper_act(
            matter_id=matter.pk, number="12", signed_on=NOON.date(), actor=secretary, at=LATER
        ),
    ]
    threads = [threading.Thread(target=press, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["made", "refused"]
    assert ChairmanAct.objects.count() == 1


def _written():
    return (
        Matter.objects.filter(state=MatterState.WAITING).count(),
        Act.objects.count(),
        ChairmanAct.objects.count(),
        Meeting.objects.count(),
        MeetingInvitation.objects.count(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )
