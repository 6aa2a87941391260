"""Putting, refusing, withdrawing, paper acts, and what desks and letters say of them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.audit.models import AuditEvent
from assembly.chairman.checks import check_matter_kinds
from assembly.chairman.desk import desk_of_chairman, desk_of_refused
from assembly.chairman.enums import MatterState
from assembly.chairman.matters import KINDS, MatterKind, register_matter_kind
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.permissions import can_read_scan, can_view_matter
from assembly.chairman.refusals import (
    ActDatedInFuture,
    ActNumberMissing,
    AnswerDayPassed,
    KindUnknown,
    NumberOfYearTaken,
    ReasonMissing,
    ScanMissing,
)
from assembly.chairman.services.acts import SCAN_IS_REQUIRED, record_paper_act, sign_matter
from assembly.chairman.services.matters import put_matter, refuse_matter, withdraw_matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Act, Document, Setting, StoredFile
from assembly.documents.refusals import FileRejected
from assembly.meetings.models import Meeting
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.models import Notice
from sessions.enums import SessionState
from sessions.models import AssemblySession
from sessions.services.assembly_sessions import put_session
from tests.chairman.making import make_draft, make_matter
from tests.factories import NOON, make_members, make_secretary, make_state_officer

LATER = NOON + timedelta(hours=1)
TODAY = NOON.date()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def a_scan(content=PDF):
    return SimpleUploadedFile("скан.pdf", content, content_type="application/pdf")


@pytest.mark.django_db
def test_put_matter_tells_the_chairman_by_letter_and_notice():
    matter, chairman, _ = make_matter()

    letter = OutboxMessage.objects.get(kind="chairman.matter_put")
    assert (letter.address, letter.recipient_id) == (chairman.email, chairman.person.pk)
    assert Notice.objects.get().path == f"/chairman/matters/{matter.pk}/"
    assert AuditEvent.objects.filter(kind="chairman.matter_put").count() == 1


@pytest.mark.django_db
def test_a_matter_of_an_unknown_kind_is_not_put():
    matter, _, secretary = make_matter()

    with pytest.raises(KindUnknown):
        put_matter(
            kind="nowhere.nothing", title_kk="а", title_ru="а", draft=matter.draft, actor=secretary, at=NOON
        )

    assert Matter.objects.count() == 1


@pytest.mark.django_db
def test_an_answer_is_not_asked_for_by_a_day_that_has_passed():
    secretary = make_secretary()
    draft = make_draft(secretary)

    with pytest.raises(AnswerDayPassed):
        put_session(
            assembly_session_id=draft.pk, answer_by=TODAY - timedelta(days=1), actor=secretary, at=NOON
        )

    assert Matter.objects.count() == Document.objects.count() == 0


@pytest.mark.django_db
def test_refuse_matter_keeps_the_reason_and_gives_the_draft_back():
    matter, chairman, secretary = make_matter()

    refuse_matter(matter_id=matter.pk, reason=" Тема не ясна ", actor=chairman, at=LATER)

    matter.refresh_from_db()
    assert (matter.state, matter.refusal_reason) == (MatterState.REFUSED, "Тема не ясна")
    assert AssemblySession.objects.get().state == SessionState.DRAFT
    letter = OutboxMessage.objects.get(kind="chairman.matter_ended")
    assert letter.recipient_id == secretary.person.pk
    item = desk_of_refused(secretary, TODAY)[0]
    assert "Тема не ясна" in item.reason


@pytest.mark.django_db
def test_refuse_matter_without_a_reason_writes_nothing():
    matter, chairman, _ = make_matter()
    events = AuditEvent.objects.count()

    with pytest.raises(ReasonMissing):
        refuse_matter(matter_id=matter.pk, reason="  ", actor=chairman, at=LATER)

    matter.refresh_from_db()
    assert matter.state == MatterState.WAITING
    assert AuditEvent.objects.count() == events


@pytest.mark.django_db
def test_staff_do_not_refuse_and_the_chairman_does_not_withdraw():
    matter, chairman, secretary = make_matter()

    with pytest.raises(NotAllowed):
        refuse_matter(matter_id=matter.pk, reason="нет", actor=secretary, at=LATER)
    with pytest.raises(NotAllowed):
        withdraw_matter(matter_id=matter.pk, actor=chairman, at=LATER)

    matter.refresh_from_db()
    assert matter.state == MatterState.WAITING


@pytest.mark.django_db
def test_withdraw_matter_gives_the_draft_back_and_it_can_be_put_again():
    matter, _, secretary = make_matter()

    withdraw_matter(matter_id=matter.pk, actor=secretary, at=LATER)

    assembly_session = AssemblySession.objects.get()
    assert assembly_session.state == SessionState.DRAFT
    again = put_session(assembly_session_id=assembly_session.pk, actor=secretary, at=LATER)
    assert again.pk != matter.pk
    with pytest.raises(TransitionRefused):
        withdraw_matter(matter_id=matter.pk, actor=secretary, at=LATER)


@pytest.mark.django_db
def test_record_paper_act_has_the_same_effect_as_a_signature(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)},
    }}  # fmt: skip
    matter, chairman, secretary = make_matter()
    members = make_members(2)

    recorded = record_paper_act(
        matter_id=matter.pk,
        number="12-р",
        signed_on=TODAY - timedelta(days=1),
        scan=a_scan(),
        actor=secretary,
        at=LATER,
    )

    assert recorded.is_recorded_from_paper
    assert (recorded.act.number, recorded.act.signed_on) == ("12-р", TODAY - timedelta(days=1))
    assert recorded.act.signed_at is None
    assert recorded.act.version.is_frozen
    assert Meeting.objects.get().invitations.count() == len(members)
    event = AuditEvent.objects.get(kind="chairman.paper_act_recorded")
    assert (event.payload["from_paper"], event.payload["scan_sha256"]) == (True, recorded.act.scan.sha256)
    assert can_read_scan(chairman, matter.pk, TODAY)
    assert can_read_scan(secretary, matter.pk, TODAY)
    assert not can_read_scan(members[0].user, matter.pk, TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": " "}, ActNumberMissing),
        ({"signed_on": TODAY + timedelta(days=1)}, ActDatedInFuture),
        ({"scan": a_scan(b"MZ not a scan")}, FileRejected),
    ],
)
def test_record_paper_act_refuses_what_cannot_stand_on_a_paper(change, refusal):
    matter, _, secretary = make_matter()
    events = AuditEvent.objects.count()
    typed = {"number": "12", "signed_on": TODAY, "scan": None, **change}

    with pytest.raises(refusal):
        record_paper_act(matter_id=matter.pk, **typed, actor=secretary, at=LATER)

    assert ChairmanAct.objects.count() == Act.objects.count() == StoredFile.objects.count() == 0
    assert AuditEvent.objects.count() == events


@pytest.mark.django_db
def test_a_number_of_the_year_belongs_to_one_act():
    first, _, secretary = make_matter()
    record_paper_act(matter_id=first.pk, number="12", signed_on=TODAY, actor=secretary, at=LATER)
    second = put_session(assembly_session_id=make_draft(secretary, number=37).pk, actor=secretary, at=NOON)

    with pytest.raises(NumberOfYearTaken):
        record_paper_act(
            matter_id=second.pk, number="12", signed_on=TODAY - timedelta(days=9), actor=secretary, at=LATER
        )

    assert ChairmanAct.objects.count() == 1


@pytest.mark.django_db
def test_a_setting_may_demand_the_scan():
    matter, _, secretary = make_matter()
    Setting.objects.create(key=SCAN_IS_REQUIRED, value=True, term=("2026-01-01", None))

    with pytest.raises(ScanMissing):
        record_paper_act(matter_id=matter.pk, number="12", signed_on=TODAY, actor=secretary, at=LATER)

    assert ChairmanAct.objects.count() == 0


@pytest.mark.django_db
def test_only_staff_record_paper_acts():
    matter, chairman, _ = make_matter()

    for actor in (chairman, make_members(1)[0].user, make_state_officer()):
        with pytest.raises(NotAllowed):
            record_paper_act(matter_id=matter.pk, number="12", signed_on=TODAY, actor=actor, at=LATER)

    assert ChairmanAct.objects.count() == 0


@pytest.mark.django_db
def test_the_chairmans_desk_holds_what_waits_and_nobody_elses_does():
    matter, chairman, secretary = make_matter()

    assert [item.title for item in desk_of_chairman(chairman, TODAY)] == [matter.title]
    assert desk_of_chairman(secretary, TODAY) == []
    assert desk_of_refused(secretary, TODAY) == []


@pytest.mark.django_db
def test_a_matter_past_its_day_is_marked_in_words():
    matter, chairman, _ = make_matter()
    Matter.objects.filter(pk=matter.pk).update(answer_by=TODAY - timedelta(days=1))

    item = desk_of_chairman(chairman, TODAY)[0]

    assert item.tone == "hot"
    assert item.chip is not None


@pytest.mark.django_db
def test_who_sees_a_matter_is_who_visible_to_says():
    matter, chairman, secretary = make_matter()
    people = {
        "chairman": (chairman, True),
        "secretary": (secretary, True),
        "member": (make_members(1)[0].user, False),
        "officer": (make_state_officer(), False),
    }
    for user, sees in people.values():
        assert can_view_matter(user, matter, on=TODAY) is sees
        assert Matter.objects.visible_to(user, on=TODAY).filter(pk=matter.pk).exists() is sees


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("end", ["put", "signed", "refused"])
def test_letters_of_the_desk_are_written_in_each_language(language, end):
    matter, chairman, _ = make_matter()
    if end == "signed":
        sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    elif end == "refused":
        refuse_matter(matter_id=matter.pk, reason="Тема не ясна", actor=chairman, at=LATER)
    kind = "chairman.matter_put" if end == "put" else "chairman.matter_ended"
    message = OutboxMessage.objects.get(kind=kind)
    message.language = language

    letter = as_sent(message)

    assert getattr(matter, f"title_{language}") in letter.subject
    assert f"/{language}/chairman/matters/{matter.pk}/" in letter.body
    assert ("Тема не ясна" in letter.body) is (end == "refused")


@pytest.mark.django_db
def test_a_letter_about_a_matter_that_ended_is_no_longer_due():
    matter, chairman, _ = make_matter()
    refuse_matter(matter_id=matter.pk, reason="Нет", actor=chairman, at=LATER)

    assert as_sent(OutboxMessage.objects.get(kind="chairman.matter_put")) is None


def test_every_registered_kind_of_matter_has_an_effect():
    assert check_matter_kinds() == []


def test_a_kind_without_effect_is_an_error_at_start(monkeypatch):
    kind = KINDS["sessions.convene"]
    monkeypatch.setitem(
        KINDS,
        "test.idle",
        MatterKind(
            code="test.idle",
            label="",
            legal_ref=kind.legal_ref,
            act_kind="napkin",
            require_signable=kind.require_signable,
            effect=None,
            panels=kind.panels,
            release=kind.release,
            subject_url=kind.subject_url,
        ),
    )

    assert [error.id for error in check_matter_kinds()] == ["chairman.E001", "chairman.E003"]


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        register_matter_kind(KINDS["sessions.convene"])
