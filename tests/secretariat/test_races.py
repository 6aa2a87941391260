"""Two who press at once: one act is done, the other is told so, one event is written."""

import threading
from datetime import date

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import DomainError
from secretariat.models import AppealNotice
from secretariat.refusals import ExtendedOnce, SameExecutor, ToldAlready
from secretariat.selectors import followed
from secretariat.services.considering import draft_answer, extend_term, sign_answer
from secretariat.services.news import record_told
from secretariat.services.registering import renew_code
from secretariat.services.triage import accept_appeal, change_executor, redirect_appeal
from tests.factories import NOON, make_secretary, make_state_body, make_state_officer
from tests.secretariat.makers import (
    MINUTE,
    fresh,
    make_accepted,
    make_appeal,
    make_drafted,
    make_head,
    make_redirected,
    register,
)

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + 10 * MINUTE


def pressed_at_once(*acts):
    """Run the acts side by side; return what each returned, or its refusal, the refusals last."""
    done, refused, gate = [], [], threading.Barrier(len(acts))

    def press(act):
        gate.wait()
        try:
            done.append(act())
        except DomainError as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, refused


def events(kind):
    return AuditEvent.objects.filter(kind=f"secretariat.{kind}").count()


def test_a_term_is_extended_once():
    appeal, head = make_accepted(), make_head()

    def extend(day):
        return lambda: extend_term(
            appeal_id=appeal.pk, due_on=date(2026, 12, day), reason="Нужны сведения.", actor=head, at=LATER
        )

    done, refused = pressed_at_once(extend(24), extend(25))

    assert (len(done), refused) == (1, [ExtendedOnce])
    assert fresh(appeal).due_on == done[0].due_on
    assert events("appeal_term_extended") == AppealNotice.objects.filter(appeal=appeal).count() == 1


def test_one_executor_is_named_once():
    appeal, chief, successor = make_accepted(), make_secretary(), make_secretary().person

    def change():
        return change_executor(item=appeal.pk, successor=successor, actor=chief, at=LATER)

    done, refused = pressed_at_once(change, change)

    assert (len(done), refused) == (1, [SameExecutor])
    assert fresh(appeal).executor == successor
    assert events("appeal_executor_changed") == 1


def test_two_executors_follow_one_another():
    appeal, chief = make_accepted(), make_secretary()
    first, second = make_secretary().person, make_secretary().person

    def change(person):
        return lambda: change_executor(item=appeal.pk, successor=person, actor=chief, at=LATER)

    done, refused = pressed_at_once(change(first), change(second))

    assert (len(done), refused) == (2, [])
    changes = AuditEvent.objects.filter(kind="secretariat.appeal_executor_changed").order_by("pk")
    assert [change.payload["from"] for change in changes][1] == changes[0].payload["to"]
    assert fresh(appeal).executor_id == changes[1].payload["to"]


def test_an_appeal_is_accepted_or_redirected():
    appeal, secretary, body = make_appeal(), make_secretary(), make_state_body()
    make_state_officer(body)

    def accept():
        return accept_appeal(
            appeal_id=appeal.pk, is_national=True, is_interethnic=True, topic=appeal.topic,
            executor_id=secretary.person.pk, actor=secretary, at=LATER,
        )  # fmt: skip

    def redirect():
        return redirect_appeal(
            appeal_id=appeal.pk, is_national=False, is_interethnic=False, state_body_id=body.pk,
            reason="Местный вопрос.", actor=secretary, at=LATER,
        )  # fmt: skip

    done, refused = pressed_at_once(accept, redirect)

    assert (len(done), len(refused)) == (1, 1)
    assert events("appeal_accepted") + events("appeal_redirected") == 1


def test_an_applicant_is_told_once():
    make_redirected()
    notice, secretary = AppealNotice.objects.get(), make_secretary()

    def tell(way):
        return lambda: record_told(
            notice_id=notice.pk, way=way, told_on=NOON.date(), actor=secretary, at=LATER
        )

    done, refused = pressed_at_once(tell("post"), tell("hand"))

    assert (len(done), refused) == (1, [ToldAlready])
    notice.refresh_from_db()
    assert notice.way == done[0].way
    assert events("applicant_told") == 1


def test_of_two_new_codes_the_last_one_opens():
    appeal, secretary = register().appeal, make_secretary()

    def renew():
        return renew_code(appeal_id=appeal.pk, actor=secretary, at=LATER)

    done, refused = pressed_at_once(renew, renew)

    assert (len(done), refused) == (2, [])
    opening = [one for one in done if followed(number=appeal.number, code=one.code)]
    assert len(opening) == 1
    assert events("appeal_code_renewed") == 2


def test_a_draft_that_changes_while_it_is_signed_is_signed_as_read_or_not_at_all():
    appeal, head = make_drafted(text="Первый."), make_head()
    executor = appeal.executor.user

    def sign():
        return sign_answer(appeal_id=appeal.pk, drafted_at=appeal.drafted_at, actor=head, at=LATER)

    def change():
        return draft_answer(appeal_id=appeal.pk, text="Второй.", language="ru", actor=executor, at=LATER)

    done, refused = pressed_at_once(sign, change)

    assert (len(done), len(refused)) == (1, 1)
    found = fresh(appeal)
    read = found.answer.version.text_ru if found.answer else ""
    assert (found.state, read) in {("answered", "Первый."), ("consideration", "")}
