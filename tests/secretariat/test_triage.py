"""Whose an appeal is: accepted with an executor, or redirected; who may say so; races."""

import threading
from datetime import date

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.handovers import HANDOVERS, bundles_of
from assembly.people.models import Notice
from secretariat.enums import AppealNews, AppealState, TellingWay
from secretariat.models import AppealNotice, CitizenAppeal
from secretariat.permissions import APPEALS, REDIRECTION
from secretariat.refusals import (
    KeptBySecretariat,
    NoSuchStateBody,
    NotForSecretariat,
    NotOfSecretariat,
    ReasonMissing,
    SameExecutor,
    ToldAlready,
    ToldDayRefused,
)
from secretariat.services.news import record_told
from secretariat.services.triage import accept_appeal, change_executor, redirect_appeal
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
)
from tests.secretariat.makers import fresh, make_accepted, make_answered, make_appeal, make_redirected


def accept(appeal, actor, **fields):
    values = {"is_national": True, "is_interethnic": True, "topic": "accord", "at": NOON, **fields}
    values.setdefault("executor_id", actor.person.pk)
    return accept_appeal(appeal_id=appeal.pk, actor=actor, **values)


def redirect(appeal, actor, **fields):
    values = {"is_national": False, "is_interethnic": True, "reason": "Вопрос акимата.", "at": NOON, **fields}
    if "state_body_id" not in values:
        values["state_body_id"] = make_state_body().pk
    return redirect_appeal(appeal_id=appeal.pk, actor=actor, **values)


def events_after(before):
    return AuditEvent.objects.count() - before


@pytest.mark.django_db
def test_an_appeal_is_accepted_and_its_executor_is_told():
    secretary, executor = make_secretary(), make_secretary(language="ru")
    appeal = make_appeal()

    accept(appeal, secretary, executor_id=executor.person.pk)

    appeal = fresh(appeal)
    assert (appeal.state, appeal.executor, appeal.topic) == ("consideration", executor.person, "accord")
    assert (appeal.given_on, appeal.is_national, appeal.is_interethnic) == (NOON.date(), True, True)
    event = AuditEvent.objects.get(kind="secretariat.appeal_accepted")
    assert event.payload == {
        "executor": executor.person.pk, "topic": "accord", "due_on": "2026-12-14", "source": APPEALS.code,
    }  # fmt: skip
    letter = as_seen(OutboxMessage.objects.get(kind="secretariat.appeal_given"))
    assert letter.subject == "Вам поручено обращение № 1/2026"
    assert "Пробная" not in letter.body
    assert Notice.objects.get(person=executor.person).path == f"/secretariat/appeals/{appeal.pk}/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("grounds", "field"),
    [
        ({"is_national": False}, "is_national"),
        ({"is_interethnic": False}, "is_interethnic"),
        ({"is_national": False, "is_interethnic": False}, "is_national"),
    ],
)
def test_without_both_grounds_the_secretariat_does_not_consider(grounds, field):
    secretary, appeal = make_secretary(), make_appeal()
    before = AuditEvent.objects.count()

    with pytest.raises(NotForSecretariat) as refusal:
        accept(appeal, secretary, **grounds)

    assert (refusal.value.field, refusal.value.legal_ref) == (field, APPEALS)
    assert fresh(appeal).state == AppealState.REGISTERED
    assert events_after(before) == 0


@pytest.mark.django_db
def test_the_executor_is_of_the_secretariat_and_can_sign_in():
    secretary, appeal = make_secretary(), make_appeal()
    stranger, member = make_person(), make_members(1)[0]
    before = AuditEvent.objects.count()

    for person in (stranger, member):
        with pytest.raises(NotOfSecretariat):
            accept(appeal, secretary, executor_id=person.pk)

    assert events_after(before) == 0


@pytest.mark.django_db
def test_an_appeal_is_redirected_and_applicant_and_officers_are_told():
    body = make_state_body()
    officer = make_state_officer(body, language="ru")

    appeal = make_redirected(state_body=body, email="applicant@portal.example")

    appeal = fresh(appeal)
    assert (appeal.state, appeal.state_body, appeal.redirect_reason) == (
        "redirected", body, "Вопрос местного значения.",
    )  # fmt: skip
    event = AuditEvent.objects.get(kind="secretariat.appeal_redirected")
    assert event.payload == {
        "state_body": body.pk, "is_national": False, "is_interethnic": True, "is_in_time": True,
        "source": REDIRECTION.code,
    }  # fmt: skip
    notice = AppealNotice.objects.get()
    assert (notice.news, notice.told_on, notice.way) == ("redirected", NOON.date(), "email")
    assert notice.due_on == date(2026, 11, 26)
    letter = as_seen(OutboxMessage.objects.get(kind="secretariat.appeal_redirected"))
    assert f"в уполномоченный орган: {body.name_ru}" in letter.body
    assert "АППК, ст.\u00a065" in letter.body
    told = as_seen(OutboxMessage.objects.get(kind="secretariat.appeal_sent_to_body"))
    assert "Пробная" not in told.body
    assert CitizenAppeal.objects.visible_to(officer, on=NOON.date()).get() == appeal
    other = make_state_officer()
    assert not CitizenAppeal.objects.visible_to(other, on=NOON.date()).exists()


@pytest.mark.django_db
def test_what_cannot_be_redirected_stays_and_nothing_is_written():
    secretary, appeal = make_secretary(), make_appeal()
    gone = make_state_body(is_active=False)
    before = AuditEvent.objects.count()

    for fields, refusal in (
        ({"is_national": True}, KeptBySecretariat),
        ({"reason": " "}, ReasonMissing),
        ({"state_body_id": gone.pk}, NoSuchStateBody),
        ({"state_body_id": 0}, NoSuchStateBody),
    ):
        with pytest.raises(refusal):
            redirect(appeal, secretary, **fields)

    assert fresh(appeal).state == AppealState.REGISTERED
    assert events_after(before) == AppealNotice.objects.count() == 0


@pytest.mark.django_db
def test_whose_an_appeal_is_is_said_once():
    secretary = make_secretary()
    for appeal in (make_accepted(secretary=secretary), make_redirected(), make_answered()):
        before = AuditEvent.objects.count()
        with pytest.raises(TransitionRefused):
            accept(appeal, secretary)
        with pytest.raises(TransitionRefused):
            redirect(appeal, secretary)
        assert events_after(before) == 0


@pytest.mark.django_db
def test_others_do_not_say_whose_an_appeal_is():
    appeal, executor = make_appeal(), make_secretary()
    before = AuditEvent.objects.count()

    for actor in (make_members(1)[0].user, make_chairman(), make_state_officer()):
        with pytest.raises(NotAllowed) as refusal:
            accept(appeal, actor, executor_id=executor.person.pk)
        assert refusal.value.legal_ref == APPEALS
        with pytest.raises(NotAllowed):
            redirect(appeal, actor)

    assert events_after(before) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_one_accepts_and_the_other_does_not_redirect():
    secretary, body, appeal = make_secretary(), make_state_body(), make_appeal()
    results, gate = [], threading.Barrier(2)

    def press(act):
        gate.wait()
        try:
            act()
            results.append("done")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=(lambda: accept(appeal, secretary),)),
        threading.Thread(target=press, args=(lambda: redirect(appeal, secretary, state_body_id=body.pk),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]
    kinds = ("secretariat.appeal_accepted", "secretariat.appeal_redirected")
    assert AuditEvent.objects.filter(kind__in=kinds).count() == 1


@pytest.mark.django_db
def test_another_executor_is_named_and_told():
    first, second = make_secretary(), make_secretary()
    appeal = make_accepted(secretary=first)

    change_executor(item=appeal.pk, successor=second.person, actor=first, at=NOON)

    assert fresh(appeal).executor == second.person
    event = AuditEvent.objects.get(kind="secretariat.appeal_executor_changed")
    assert event.payload == {"from": first.person.pk, "to": second.person.pk, "source": APPEALS.code}
    assert Notice.objects.filter(person=second.person, kind="secretariat.appeal_given").count() == 1


@pytest.mark.django_db
def test_an_executor_is_changed_only_to_another_of_the_secretariat_while_it_is_considered():
    first, second = make_secretary(), make_secretary()
    appeal = make_accepted(secretary=first)
    registered = make_appeal()
    before = AuditEvent.objects.count()

    for item, successor, actor, refusal in (
        (appeal, first.person, second, SameExecutor),
        (appeal, make_person(), second, NotOfSecretariat),
        (appeal, second.person, make_members(1)[0].user, NotAllowed),
        (registered, second.person, first, TransitionRefused),
    ):
        with pytest.raises(refusal):
            change_executor(item=item.pk, successor=successor, actor=actor, at=NOON)

    assert events_after(before) == 0


@pytest.mark.django_db
def test_appeals_of_a_leaver_are_handed_over():
    leaver, successor = make_secretary(), make_secretary()
    appeal = make_accepted(secretary=leaver)
    make_answered(secretary=leaver)

    [bundle] = bundles_of(leaver.person, on=NOON.date(), kinds=["secretariat.appeals"])

    assert [(work.item, work.title) for work in bundle.works] == [
        (appeal.pk, "№ 1/2026. Школа родного языка")
    ]
    assert successor.person in bundle.successors
    HANDOVERS["secretariat.appeals"].hand_over(
        item=appeal.pk, successor=successor.person, actor=successor, at=NOON
    )
    assert fresh(appeal).executor == successor.person


@pytest.mark.django_db
def test_an_applicant_without_an_address_is_told_by_the_staff():
    secretary = make_secretary()
    make_redirected()
    notice = AppealNotice.objects.get(news=AppealNews.REDIRECTED)
    assert (notice.told_on, notice.due_on) == (None, date(2026, 11, 26))

    record_told(notice_id=notice.pk, way=TellingWay.POST, told_on=NOON.date(), actor=secretary, at=NOON)

    notice.refresh_from_db()
    assert (notice.told_on, notice.way, notice.told_by) == (NOON.date(), "post", secretary)
    event = AuditEvent.objects.get(kind="secretariat.applicant_told")
    assert (event.payload["way"], event.payload["told_on"]) == ("post", "2026-11-23")


@pytest.mark.django_db
def test_telling_is_recorded_once_by_the_staff_on_a_day_that_was():
    secretary = make_secretary()
    make_redirected()
    notice = AppealNotice.objects.get()
    before = AuditEvent.objects.count()

    def tell(**fields):
        values = {"way": "post", "told_on": NOON.date(), "actor": secretary, "at": NOON, **fields}
        record_told(notice_id=notice.pk, **values)

    with pytest.raises(NotAllowed):
        tell(actor=make_members(1)[0].user)
    for day in (date(2026, 11, 22), date(2026, 11, 24)):
        with pytest.raises(ToldDayRefused):
            tell(told_on=day)
    assert events_after(before) == 0
    tell()
    with pytest.raises(ToldAlready):
        tell()
    assert events_after(before) == 1
