"""The reminder run: each reminder once, whatever happens to the worker."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assembly.bodies.enums import OfficeKind, OfficerRole
from assembly.deadlines.models import CalendarDay, Reminder
from assembly.deadlines.services.reminders import run_reminders
from assembly.deadlines.tasks import run_reminders_task
from assembly.decisions.models import Assignment
from assembly.decisions.services.assignments import return_report, take_off_control
from assembly.documents.models import Setting
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.messages import drain
from tests.decisions.makers import make_assignment, make_reported, officer_of
from tests.factories import (
    ALMATY,
    NOON,
    hold_office,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
)

TERM = date(2026, 12, 24)


def at_nine(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=ALMATY)


def run(day):
    return run_reminders(on=day, at=at_nine(day))


def ledger():
    return list(Reminder.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
def test_each_step_is_written_once_with_its_letter():
    assignment = make_assignment()
    OutboxMessage.objects.all().delete()

    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(40)]
    written = [run(day) + run(day) for day in days]

    assert ledger() == ["before_10", "before_5", "before_3", "before_1", "due"] + [
        f"overdue_{late}" for late in range(1, 7)
    ]
    assert sum(written) == OutboxMessage.objects.count() == Reminder.objects.count()
    assert {row.recipient for row in Reminder.objects.all()} == {officer_of(assignment).person}
    assert set(Reminder.objects.values_list("subject_type", "subject_id", "term")) == {
        ("assignment", assignment.pk, TERM)
    }


@pytest.mark.django_db
def test_a_night_slept_through_is_made_up_for_by_the_latest_step_alone():
    make_assignment()

    assert run(date(2026, 12, 22)) == 1
    assert ledger() == ["before_3"]


@pytest.mark.django_db
def test_a_report_that_waits_silences_the_reminders_and_a_returned_one_wakes_them():
    secretary = make_secretary()
    report = make_reported(make_assignment(secretary=secretary))
    assert run(TERM) == 0

    return_report(report_id=report.pk, remark="Толықтырыңыз", actor=secretary, at=at_nine(TERM))
    assert run(TERM) == 1


@pytest.mark.django_db
def test_what_is_taken_off_control_is_silent():
    secretary = make_secretary()
    report = make_reported(make_assignment(secretary=secretary))
    take_off_control(assignment_id=report.assignment_id, actor=secretary, at=NOON)

    assert run(date(2026, 12, 31)) == 0


@pytest.mark.django_db
def test_a_new_term_is_reminded_of_anew():
    make_assignment()
    run(TERM)
    Assignment.objects.update(due_on=date(2027, 1, 14))

    assert run(date(2026, 12, 31)) == 1
    assert run(date(2027, 1, 14)) == 1
    assert ledger() == ["due", "before_10", "due"]


@pytest.mark.django_db
def test_the_head_is_told_after_three_days_and_the_secretariat_after_five():
    body = make_state_body()
    make_state_officer(body)
    head = make_state_officer(body, role=OfficerRole.HEAD).person
    chief = make_person()
    hold_office(chief, OfficeKind.HEAD_OF_SECRETARIAT)
    make_assignment(state_body=body)

    for day in (28, 29, 30, 31):
        run(date(2026, 12, day))

    told = Reminder.objects.filter(kind__startswith="escalation").order_by("pk")
    assert [(row.kind, row.recipient) for row in told] == [
        ("escalation_head", head),
        ("escalation_secretariat", chief),
    ]
    assert OutboxMessage.objects.filter(kind="decisions.reminder_escalation").count() == 2


@pytest.mark.django_db
def test_holidays_of_the_calendar_move_the_reminders():
    make_assignment()
    CalendarDay.objects.create(
        day=date(2026, 12, 16),
        kind="off",
        name_kk="Тәуелсіздік күні",
        name_ru="День Независимости",
        source="ст. 1",
    )

    assert run(date(2026, 12, 9)) == 1  # ten working days without the sixteenth
    assert run(date(2026, 12, 16)) == 0


@pytest.mark.django_db
def test_the_plan_is_a_setting():
    make_assignment()
    Setting.objects.create(key="deadlines.remind_before", value="7", term=(date(2026, 1, 1), None))

    for day in range(7, 24):
        run(date(2026, 12, day))
    assert ledger() == ["before_7"]


@pytest.mark.django_db
def test_the_ledger_takes_a_reminder_once():
    make_assignment()
    run(TERM)
    row = Reminder.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
def test_many_assignments_are_read_in_batches(monkeypatch):
    monkeypatch.setattr("assembly.deadlines.services.reminders.BATCH", 2)
    secretary, body = make_secretary(), make_state_body()
    make_state_officer(body)
    for point in range(5):
        make_assignment(secretary=secretary, state_body=body, point=str(point))

    assert run(TERM) == 5


@pytest.mark.django_db
def test_a_letter_whose_reason_is_gone_does_not_leave():
    secretary = make_secretary()
    assignment = make_assignment(secretary=secretary)
    run(TERM)
    make_reported(assignment)
    OutboxMessage.objects.exclude(kind="decisions.reminder_due").delete()

    drain(at=at_nine(TERM))
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_task_takes_the_clock(time_machine):
    make_assignment()
    time_machine.move_to(at_nine(TERM), tick=False)

    run_reminders_task()

    assert ledger() == ["due"]
    assert Reminder.objects.get().written_at == timezone.now()


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_each_reminder_once():
    secretary, body = make_secretary(), make_state_body()
    for _ in range(2):
        make_state_officer(body)
    for point in range(8):
        make_assignment(secretary=secretary, state_body=body, point=str(point))
    OutboxMessage.objects.all().delete()
    failed, gate = [], threading.Barrier(3)

    def work():
        gate.wait()
        try:
            run(TERM)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run(TERM)

    assert failed == []
    assert Reminder.objects.count() == OutboxMessage.objects.count() == 16
