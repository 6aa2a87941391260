"""Considering an appeal: one extension, the draft, the signature; terms are reminded of."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import OfficeKind
from assembly.bodies.models import OfficeHolding
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.deadlines.models import Reminder
from assembly.deadlines.services.reminders import run_reminders
from assembly.documents.checking import understood, verified
from assembly.documents.models import Act, Document, Rendition, Signature, Version
from assembly.documents.models.versions import sha256_of
from assembly.documents.services.verify import verify_documents
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from secretariat.enums import AppealState
from secretariat.models import AppealNote, AppealNotice
from secretariat.permissions import APPEALS, TERM
from secretariat.refusals import (
    AnswerLanguageRefused,
    AppealFieldMissing,
    DraftChanged,
    ExtendedOnce,
    ExtensionDayRefused,
    NoDraft,
    ReasonMissing,
)
from secretariat.services.considering import draft_answer, extend_term, sign_answer, write_note
from tests.factories import ALMATY, NOON, SINCE, hold_office, make_chairman, make_members, make_secretary
from tests.secretariat.makers import (
    LATEST,
    MINUTE,
    fresh,
    make_accepted,
    make_answered,
    make_appeal,
    make_drafted,
    make_extended,
    make_head,
    make_redirected,
)


def events_after(before):
    return AuditEvent.objects.count() - before


def extend(appeal, actor, **fields):
    values = {"due_on": date(2026, 12, 25), "reason": "Нужны сведения.", "at": NOON, **fields}
    return extend_term(appeal_id=appeal.pk, actor=actor, **values)


@pytest.mark.django_db
def test_the_head_extends_the_term_once_and_the_applicant_is_told():
    appeal = make_extended(email="applicant@portal.example")

    appeal = fresh(appeal)
    assert (appeal.state, appeal.due_on, appeal.first_due_on) == (
        "extended", date(2026, 12, 25), date(2026, 12, 14),
    )  # fmt: skip
    event = AuditEvent.objects.get(kind="secretariat.appeal_term_extended")
    assert event.payload == {"from": "2026-12-14", "due_on": "2026-12-25", "source": TERM.code}
    assert AppealNotice.objects.get().told_on == NOON.date()
    letter = as_seen(OutboxMessage.objects.get(kind="secretariat.appeal_extended"))
    assert "Новый срок: 25 декабря 2026" in letter.body.replace("\u00a0", " ")
    assert "Причина: Нужны сведения акиматов." in letter.body
    before = AuditEvent.objects.count()
    with pytest.raises(ExtendedOnce) as refusal:
        extend(appeal, make_head(), due_on=date(2026, 12, 28))
    assert refusal.value.legal_ref == TERM
    assert events_after(before) == 0


@pytest.mark.django_db
def test_a_term_is_extended_only_as_the_code_allows():
    appeal, head, secretary = make_accepted(), make_head(), make_secretary()
    before = AuditEvent.objects.count()

    for fields, refusal in (
        ({"reason": " "}, ReasonMissing),
        ({"due_on": date(2026, 12, 14)}, ExtensionDayRefused),  # not later than the present term
        ({"due_on": date(2026, 12, 26)}, ExtensionDayRefused),  # a Saturday
        ({"due_on": date(2027, 1, 25)}, ExtensionDayRefused),  # two months end on Saturday 23 January
    ):
        with pytest.raises(refusal) as refused:
            extend(appeal, head, **fields)
        assert refused.value.legal_ref == TERM
    with pytest.raises(NotAllowed):
        extend(appeal, secretary)
    for other in (make_appeal(), make_redirected(), make_answered()):
        middle = AuditEvent.objects.count()
        with pytest.raises(TransitionRefused):
            extend(other, head)
        assert events_after(middle) == 0

    assert fresh(appeal).state == AppealState.CONSIDERATION
    assert AuditEvent.objects.filter(kind="secretariat.appeal_term_extended").count() == 0
    assert before > 0


@pytest.mark.django_db
def test_who_acts_for_the_head_by_an_act_extends_and_signs_on_those_days_alone():
    first, second = make_accepted(), make_drafted()
    head, acting = make_head(), make_secretary()
    OfficeHolding.objects.filter(person=head.person).update(term=DateRange(SINCE, NOON.date()))
    hold_office(acting.person, OfficeKind.HEAD_OF_SECRETARIAT, since=NOON.date(), until=date(2026, 11, 30))
    signed = {"appeal_id": second.pk, "drafted_at": second.drafted_at}

    with pytest.raises(NotAllowed):
        extend(first, head)
    with pytest.raises(NotAllowed):
        extend(first, acting, at=NOON + timedelta(days=7))
    with pytest.raises(NotAllowed):
        sign_answer(**signed, actor=head, at=NOON)
    assert fresh(first).state == AppealState.CONSIDERATION
    extend(first, acting)
    sign_answer(**signed, actor=acting, at=NOON)

    assert (fresh(first).extended_by, fresh(second).signed_by) == (acting, acting.person)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [make_secretary, make_chairman, lambda: make_members(1)[0].user, lambda: None]
)
def test_nobody_else_extends_a_term(make):
    appeal, other = make_accepted(), make()
    before = (AuditEvent.objects.count(), OutboxMessage.objects.count(), AppealNotice.objects.count())

    with pytest.raises(NotAllowed):
        extend(appeal, other)

    assert fresh(appeal).due_on == date(2026, 12, 14)
    assert before == (AuditEvent.objects.count(), OutboxMessage.objects.count(), AppealNotice.objects.count())


@pytest.mark.django_db
def test_the_longest_term_is_two_months_from_registration():
    appeal = make_accepted()

    extend(appeal, make_head(), due_on=date(2027, 1, 22))

    assert fresh(appeal).due_on < LATEST


@pytest.mark.django_db
def test_notes_are_among_the_staff():
    appeal, secretary = make_accepted(), make_secretary()

    write_note(appeal_id=appeal.pk, text=" Запросить акимат. ", actor=secretary, at=NOON)

    assert AppealNote.objects.get().text == "Запросить акимат."
    before = AuditEvent.objects.count()
    with pytest.raises(AppealFieldMissing):
        write_note(appeal_id=appeal.pk, text=" ", actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        write_note(appeal_id=appeal.pk, text="Нет", actor=make_members(1)[0].user, at=NOON)
    assert events_after(before) == 0


@pytest.mark.django_db
def test_an_answer_is_drafted_in_the_language_of_the_appeal_or_in_kazakh():
    appeal = make_accepted()
    executor = appeal.executor.user

    def draft(**fields):
        values = {"text": "Ответ.", "language": "ru", "actor": executor, "at": NOON, **fields}
        return draft_answer(appeal_id=appeal.pk, **values)

    draft(text="Жауап.", language="kk")
    draft(text="Ответ.\r\nВторой.  ")
    assert (fresh(appeal).draft_text, fresh(appeal).draft_language) == ("Ответ.\nВторой.", "ru")
    before = AuditEvent.objects.count()
    for fields, refusal in (
        ({"language": "en"}, AnswerLanguageRefused),
        ({"text": " \n"}, AppealFieldMissing),
        ({"actor": make_members(1)[0].user}, NotAllowed),
    ):
        with pytest.raises(refusal):
            draft(**fields)
    assert events_after(before) == 0


@pytest.mark.django_db
def test_only_what_is_considered_is_drafted_and_signed():
    secretary, head = make_secretary(), make_head()
    for appeal in (make_appeal(), make_redirected(), make_answered()):
        before = AuditEvent.objects.count()
        with pytest.raises(TransitionRefused):
            draft_answer(appeal_id=appeal.pk, text="Ответ.", language="ru", actor=secretary, at=NOON)
        with pytest.raises(TransitionRefused):
            sign_answer(appeal_id=appeal.pk, drafted_at=NOON, actor=head, at=NOON)
        assert events_after(before) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_signed_answer_is_a_frozen_text_with_a_number_a_paper_and_a_signature(language):
    appeal = make_answered(language=language) if language == "ru" else _answered_in(language)

    appeal = fresh(appeal)
    act = appeal.answer
    assert (appeal.state, appeal.signed_by) == ("answered", make_head().person)
    assert (act.number, act.organ, act.kind, act.access) == (
        "1/2026-1",
        "secretariat",
        "letter",
        "restricted",
    )
    assert "Пробная" not in act.title_ru + act.title_kk
    version = act.version
    assert (version.sole_language, version.is_frozen) == (language, True)
    assert version.text(language) == appeal.draft_text
    assert getattr(version, f"sha256_{language}") == sha256_of(appeal.draft_text)
    assert Signature.objects.get(act=act).person == appeal.signed_by
    paper = Rendition.objects.get(act=act)
    assert (paper.template, paper.subject) == ("secretariat.answer", f"citizenappeal:{appeal.pk}")
    event = AuditEvent.objects.get(kind="secretariat.appeal_answered")
    assert event.payload == {
        "act": act.pk, "version": version.pk, "is_in_time": True, "source": APPEALS.code,
    }  # fmt: skip
    assert verify_documents() == []


def _answered_in(language):
    appeal = make_accepted(language=language)
    appeal = draft_answer(
        appeal_id=appeal.pk, text="Жауап. Answer.", language=language, actor=appeal.executor.user, at=NOON
    )
    return sign_answer(appeal_id=appeal.pk, drafted_at=NOON, actor=make_head(), at=NOON + MINUTE)


@pytest.mark.django_db
def test_verification_tells_a_stranger_number_date_and_state_alone():
    act = make_answered().answer

    [paper] = verified(understood(act.code))

    assert (paper.act, paper.page, paper.act.is_public) == (act, "", False)
    assert [line for line in paper.lines if not line.for_restricted] == []


@pytest.mark.django_db
def test_the_text_of_an_answer_is_in_no_list_of_documents():
    appeal = make_answered()

    visible = Document.objects.visible_to(make_secretary(), on=NOON.date())

    assert not visible.filter(pk=appeal.answer.version.document_id).exists()


@pytest.mark.django_db
def test_the_head_signs_the_very_draft_that_was_read():
    appeal, head, secretary = make_drafted(), make_head(), make_secretary()
    before = AuditEvent.objects.count()

    with pytest.raises(NotAllowed):
        sign_answer(appeal_id=appeal.pk, drafted_at=appeal.drafted_at, actor=secretary, at=NOON)
    with pytest.raises(DraftChanged):
        sign_answer(appeal_id=appeal.pk, drafted_at=NOON, actor=head, at=NOON)
    with pytest.raises(NoDraft):
        sign_answer(appeal_id=make_accepted().pk, drafted_at=NOON, actor=head, at=NOON)

    assert Version.objects.count() == Act.objects.filter(organ="secretariat").count() == 0
    assert AppealNotice.objects.count() == 0
    assert AuditEvent.objects.filter(kind="secretariat.appeal_answered").count() == 0
    assert before > 0


@pytest.mark.django_db(transaction=True)
def test_of_two_pressings_one_signs_the_answer():
    appeal, head = make_drafted(), make_head()
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            sign_answer(appeal_id=appeal.pk, drafted_at=appeal.drafted_at, actor=head, at=NOON + 5 * MINUTE)
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
    assert Act.objects.filter(organ="secretariat").count() == 1
    assert AuditEvent.objects.filter(kind="secretariat.appeal_answered").count() == 1


def run(day):
    at = NOON + timedelta(days=(day - NOON.date()).days)
    return run_reminders(on=day, at=at.astimezone(ALMATY))


@pytest.mark.django_db
def test_executor_and_head_are_reminded_of_the_answer():
    head = make_head()
    appeal = make_accepted()

    run(date(2026, 12, 11))
    run(date(2026, 12, 14))
    run(date(2026, 12, 17))
    run(date(2026, 12, 17))

    rows = Reminder.objects.filter(subject_type="appeal", subject_id=appeal.pk).order_by("pk")
    assert [(row.kind, row.recipient) for row in rows] == [
        ("before_1", appeal.executor), ("due", appeal.executor), ("overdue_3", appeal.executor),
        ("escalation_head", head.person),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_staff_is_reminded_of_triage_and_of_the_new_term_after_an_extension():
    secretary = make_secretary()
    waiting = make_appeal()

    run(date(2026, 11, 25))

    row = Reminder.objects.get(subject_type="appeal_triage", subject_id=waiting.pk)
    assert (row.kind, row.recipient) == ("before_1", secretary.person)
    extended = make_extended(secretary=secretary)
    run(date(2026, 12, 24))
    kinds = Reminder.objects.filter(subject_type="appeal", subject_id=extended.pk)
    assert [(row.kind, row.term) for row in kinds] == [("before_1", date(2026, 12, 25))]


@pytest.mark.django_db
def test_a_reminder_that_is_no_longer_due_is_not_sent():
    make_head()
    appeal = make_drafted()
    run(date(2026, 12, 14))
    letter = OutboxMessage.objects.get(kind="secretariat.appeal_due")
    assert as_seen(letter) is not None

    sign_answer(appeal_id=appeal.pk, drafted_at=appeal.drafted_at, actor=make_head(), at=NOON)

    assert as_seen(letter) is None
