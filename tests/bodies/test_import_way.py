"""The way of an import: who may, one at a time, all or nothing, what is forgotten and never told."""

import io
import logging
import threading
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import ImportEvent, ImportState
from assembly.bodies.imports.kept import rows_of
from assembly.bodies.imports.refusals import (
    ColumnsMissing,
    ImportRunning,
    NoTableFound,
    TableGone,
)
from assembly.bodies.models import Membership, RegisterImport
from assembly.bodies.services.flow import IMPORT_FLOW
from assembly.bodies.services.imports import (
    begin_import,
    check_import,
    confirm_import,
    drop_import,
    progress_key,
    remove_old,
    write_waiting,
)
from assembly.bodies.services.seed import seed_reference
from assembly.common.books import BookRejected
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Act
from assembly.outbox.models import OutboxMessage
from assembly.people.models import Notice, Person
from tests.bodies.books import ACT, book, checked, iin, members, notes, row, written
from tests.factories import NOON, make_chairman, make_person, make_secretary

pytestmark = pytest.mark.django_db
TABLES = (Person, Membership, Act)


@pytest.fixture
def actor():
    seed_reference(at=NOON)
    return make_secretary()


def counted():
    return [model.objects.count() for model in TABLES]


def known(**fields):
    fields = {"family_name": "Сынақова", "given_name": "Айгүл", "patronymic": "Мысалқызы", **fields}
    return make_person(with_user=False, email="", **fields)


@pytest.mark.parametrize("state", ImportState)
@pytest.mark.parametrize("event", ImportEvent)
def test_the_flow_is_exactly_this_table(state, event):
    allowed = {
        ("read", "check"): "checked", ("checked", "check"): "checked", ("checked", "confirm"): "queued",
        ("queued", "start"): "writing", ("writing", "start"): "writing", ("writing", "finish"): "done",
        ("writing", "fail"): "checked", ("read", "drop"): "dropped", ("checked", "drop"): "dropped",
        ("read", "expire"): "expired", ("checked", "expire"): "expired",
    }  # fmt: skip
    if (state, event) in allowed:
        assert IMPORT_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            IMPORT_FLOW.next_state(state, event)


def test_who_may_not_import_reads_checks_confirms_and_drops_nothing(actor):
    held, stranger = checked(members(row()), actor), make_chairman()
    before = (RegisterImport.objects.count(), AuditEvent.objects.count())
    for act in (check_import, confirm_import, drop_import):
        with pytest.raises(NotAllowed):
            act(import_id=held.pk, actor=stranger, at=NOON)
    with pytest.raises(NotAllowed):
        checked(members(row()), stranger)
    assert (RegisterImport.objects.count(), AuditEvent.objects.count()) == before


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", BookRejected), (book(("Л", [("Товар", "Цена"), ("Сахар", 1)])), NoTableFound)],
)
def test_a_file_that_is_no_register_leaves_nothing(actor, content, refusal):
    with pytest.raises(refusal):
        begin_import(register="members", upload=io.BytesIO(content), file_name="x", actor=actor, at=NOON)
    assert RegisterImport.objects.count() == 0


def test_nobody_can_be_recognised_without_a_name(actor):
    content = book(("Л", [("ИИН", "Член с"), (iin("84051291001"), "14.10.2025")]))
    held = begin_import(register="members", upload=io.BytesIO(content), file_name="x", actor=actor, at=NOON)
    with pytest.raises(ColumnsMissing):
        check_import(import_id=held.pk, actor=actor, at=NOON)
    held.refresh_from_db()
    assert held.state == "read"


def test_limits_are_settings_of_the_portal(actor):
    from assembly.documents.models import Setting

    Setting.objects.create(key="bodies.import_rows", value=2, term=DateRange(date(2026, 1, 1), None))
    with pytest.raises(BookRejected):
        checked(members(row(), row()), actor)
    Setting.objects.create(key="bodies.import_cell_length", value=10, term=DateRange(date(2026, 1, 1), None))
    held = checked(members(row()), actor)
    assert (2, "name", "too_long") in notes(held)


def test_a_second_import_of_the_register_is_told_who_writes(actor):
    first, second = checked(members(row()), actor), checked(members(row("Басқаев Асан", "")), actor)
    confirm_import(import_id=first.pk, actor=actor, at=NOON)
    with pytest.raises(ImportRunning) as refusal:
        confirm_import(import_id=second.pk, actor=make_secretary(), at=NOON)
    assert refusal.value.who == actor.get_full_name()
    with pytest.raises(TransitionRefused):
        drop_import(import_id=first.pk, actor=actor, at=NOON)


def test_what_was_confirmed_is_written_or_nothing(actor):
    held = checked(members(row(number="")), actor)
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    person = known(birth_on=date(1984, 5, 12))  # somebody entered the person meanwhile
    before = counted()
    assert write_waiting(at=NOON) == 1
    held.refresh_from_db()
    assert (held.state, held.failure) == ("checked", "register_changed")
    assert counted() == before
    assert Notice.objects.get().kind == "bodies.register_import_failed"
    held = check_import(import_id=held.pk, actor=actor, at=NOON)
    assert (rows_of(held)[0].subject, held.failure) == (person.pk, "")


def test_a_failure_in_the_midst_leaves_nothing_and_logs_no_value(actor, monkeypatch, caplog):
    held = checked(members(row(email="marker@portal.example")), actor)
    confirm_import(import_id=held.pk, actor=actor, at=NOON)

    def collide(*_args, **_kwargs):
        with transaction.atomic():
            Person.objects.create(family_name="А", given_name="Б", email="marker@portal.example")

    monkeypatch.setattr("assembly.bodies.services.import_members.acts_named", collide)
    before = counted()
    write_waiting(at=NOON)
    held.refresh_from_db()
    assert (held.state, held.failure) == ("checked", "unexpected")
    assert counted() == before
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        f"import {held.pk} was not written: IntegrityError"
    ]
    assert "marker" not in caplog.text


def test_an_import_left_by_a_killed_worker_is_taken_over(actor):
    held = checked(members(row()), actor)
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    RegisterImport.objects.update(state="writing", started_at=NOON)
    assert write_waiting(at=NOON + timedelta(minutes=14)) == 0
    assert write_waiting(at=NOON + timedelta(minutes=16)) == 1
    held.refresh_from_db()
    assert held.state == "done"


def test_progress_stands_outside_the_transaction(actor):
    held = written(members(row()), actor)
    assert cache.get(progress_key(held.pk)) == (1, 1)


def test_a_table_is_forgotten_when_dropped_and_after_a_day(actor):
    dropped, old, fresh = (
        checked(members(row()), actor, at=at) for at in (NOON, NOON, NOON + timedelta(hours=1))
    )
    drop_import(import_id=dropped.pk, actor=actor, at=NOON)
    assert remove_old(at=NOON + timedelta(hours=24)) == 0
    assert remove_old(at=NOON + timedelta(hours=24, minutes=1)) == 1
    for held, state in ((dropped, "dropped"), (old, "expired"), (fresh, "checked")):
        held.refresh_from_db()
        assert (held.state, held.table_sealed is None) == (state, state != "checked")


def test_the_database_holds_no_table_of_an_import_that_is_over(actor):
    held = checked(members(row()), actor)
    with pytest.raises(IntegrityError, match="import_holds_its_table"), transaction.atomic():
        RegisterImport.objects.filter(pk=held.pk).update(state="done", ended_at=NOON)


def test_a_table_whose_key_was_taken_away_is_gone(actor, settings):
    held = checked(members(row()), actor)
    settings.PERSONAL_KEYS = [f"new:{'22' * 32}"]
    with pytest.raises(TableGone):
        check_import(import_id=held.pk, actor=actor, at=NOON)


def test_markers_of_persons_are_found_in_no_log_event_message_or_open_column(actor, caplog):
    caplog.set_level(logging.DEBUG)
    number, marks = iin("84051291001"), ("Таңбаева", "marker@portal.example", "7010006746", "Мекенжайлы")
    headers = ("Ф.И.О.", "ИИН", "Член с", "Основание", "E-mail", "Телефон", "Должность")
    cells = ("Таңбаева Ару", number, "14.10.2025", ACT, marks[1], "+7 701 000 67 46", "Мекенжайлы")
    held = begin_import(
        register="members", upload=io.BytesIO(members(cells, headers=headers)), file_name="Таңбаева.xlsx",
        actor=actor, at=NOON,
    )  # fmt: skip
    check_import(import_id=held.pk, actor=actor, at=NOON)
    stored = str(list(RegisterImport.objects.values()))
    assert not [
        mark for mark in (*marks, number) if mark in stored or mark.encode() in bytes(held.table_sealed)
    ]
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    write_waiting(at=NOON)

    told = [
        str(list(model.objects.values())) for model in (AuditEvent, OutboxMessage, Notice, RegisterImport)
    ]
    everything = " ".join(
        [*told, "\n".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")]
    )
    assert [mark for mark in (*marks, number) if mark in everything] == []
    assert number not in str(list(Person.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_who_confirm_at_once_one_is_told():
    seed_reference(at=NOON)
    actor = make_secretary()
    imports = [checked(members(row("Басқаев Асан", "")), actor), checked(members(row()), actor)]
    results, gate = [], threading.Barrier(2)

    def press(held):
        gate.wait()
        try:
            confirm_import(import_id=held.pk, actor=actor, at=NOON)
            results.append("confirmed")
        except ImportRunning:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[held]) for held in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["confirmed", "told"]
    assert RegisterImport.objects.being_written().count() == 1
