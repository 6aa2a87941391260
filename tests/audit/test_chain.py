"""The chains of events: linked, sealed, and every change found."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, InternalError, ProgrammingError, connection, transaction

from assembly.audit.models import AccessLog, AuditEvent, SealedHead, StreamHead
from assembly.audit.services.access import log_access
from assembly.audit.services.chain import record, seal_heads
from assembly.audit.services.verify import verify_streams
from assembly.audit.verifiers import VERIFIERS, register_verifier
from tests.factories import NOON, make_user

CHANGES = {
    "audit_auditevent": {
        "stream": "'poll:9'",
        "number": "number + 1",
        "kind": "'voting.poll_voided'",
        "actor_id": "777",
        "at": "at + interval '1 microsecond'",
        "payload": "'{\"votes_for\": 3}'",
        "previous_digest": "'0' || substr(previous_digest, 2) || 'x'",
        "digest": "reverse(digest)",
    },
    "audit_streamhead": {
        "stream": "'poll:9'",
        "number": "number - 1",
        "digest": "reverse(digest)",
        "sealed_number": "sealed_number + 1",
    },
    "audit_sealedhead": {
        "number": "number + 1",
        "sealed_at": "sealed_at + interval '1 microsecond'",
        "heads": "'[]'",
        "previous_digest": "previous_digest || 'x'",
        "digest": "reverse(digest)",
    },
}


def write_history():
    """Two streams, five events, two seals."""
    for number in range(3):
        record(stream="poll:5", kind="voting.poll_opened", at=NOON, payload={"votes_for": number})
    seal_heads(at=NOON)
    record(stream="meeting:2", kind="meetings.meeting_opened", at=NOON, payload={"present": 389})
    record(stream="poll:5", kind="voting.poll_closed", at=NOON, payload={"votes_for": 7})
    seal_heads(at=NOON + timedelta(minutes=1))


def as_owner(sql, *params):
    """Do what only the owner of the tables could do, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET ROLE portal_app")


@pytest.mark.django_db
def test_each_event_is_linked_to_the_one_before_it():
    actor = make_user()
    first = record(stream=actor, kind="people.person_invited", actor=actor, at=NOON, payload={"b": 1, "a": 2})
    second = record(stream=actor, kind="people.password_set", actor=actor, at=NOON)

    assert (first.stream, first.number, first.previous_digest) == (f"user:{actor.pk}", 1, "")
    assert (second.number, second.previous_digest) == (2, first.digest)
    assert second.payload == {}
    assert verify_streams() == []


@pytest.mark.django_db
def test_sealing_twice_without_a_new_event_makes_one_seal():
    write_history()

    assert seal_heads(at=NOON) is None
    assert [seal.number for seal in SealedHead.objects.all()] == [1, 2]
    assert [head[0] for head in SealedHead.objects.get(number=2).heads] == ["meeting:2", "poll:5"]
    assert verify_streams() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in CHANGES for column in CHANGES[table]]
)
def test_a_change_of_any_column_is_found(table, column):
    write_history()
    first = {"audit_streamhead": "stream = 'poll:5'"}.get(table, f"id = (SELECT min(id) FROM {table})")
    if column == "number" and table != "audit_streamhead":
        # The last one: moving an earlier one would meet the unique number.
        first = f"id = (SELECT max(id) FROM {table})"
    assert verify_streams() == []

    as_owner(f"UPDATE {table} SET {column} = {CHANGES[table][column]} WHERE {first}")

    assert verify_streams() != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit_auditevent WHERE stream = 'poll:5' AND number = 2",
        "DELETE FROM audit_auditevent WHERE stream = 'poll:5'",
        "DELETE FROM audit_streamhead WHERE stream = 'poll:5'",
        "DELETE FROM audit_sealedhead WHERE number = 1",
        "DELETE FROM audit_sealedhead WHERE number = 2",
        "DELETE FROM audit_sealedhead",
    ],
)
def test_a_removed_row_is_found(sql):
    write_history()

    as_owner(sql)

    assert verify_streams() != []


@pytest.mark.django_db
def test_a_stream_cut_short_together_with_its_head_is_found_by_its_seal():
    write_history()

    as_owner("DELETE FROM audit_auditevent WHERE stream = 'poll:5' AND number = 4")
    as_owner(
        "UPDATE audit_streamhead SET number = 3, sealed_number = 3, digest ="
        " (SELECT digest FROM audit_auditevent WHERE stream = 'poll:5' AND number = 3) WHERE stream = 'poll:5'"
    )

    problems = [str(problem) for problem in verify_streams()]
    assert problems == [
        "seal 2: poll:5 #4 is not what was sealed",
        "poll:5: sealed up to 3, the seals say 4",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", [AuditEvent, SealedHead, AccessLog])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_portal_has_no_right_to_rewrite(model, act):
    write_history()
    log_access(viewer=make_user(), subject="persons", page="/kk/people/persons/", at=NOON)
    sql = f"DELETE FROM {model._meta.db_table}"
    if act == "update":
        sql = f"UPDATE {model._meta.db_table} SET id = id"

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [AuditEvent, SealedHead, AccessLog])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_triggers_refuse_even_the_owner(model, act):
    write_history()
    log_access(viewer=make_user(), subject="persons", page="/kk/people/persons/", at=NOON)
    sql = f"DELETE FROM {model._meta.db_table}"
    if act == "update":
        sql = f"UPDATE {model._meta.db_table} SET id = id"

    connection.cursor().execute("RESET ROLE")
    with pytest.raises((InternalError, DatabaseError), match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(sql)
    connection.cursor().execute("SET ROLE portal_app")


@pytest.mark.django_db(transaction=True)
def test_acts_on_one_object_at_once_make_one_unbroken_chain():
    gate = threading.Barrier(4)
    errors = []

    def write():
        gate.wait()
        try:
            for _ in range(5):
                record(stream="poll:5", kind="voting.poll_opened", at=NOON)
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert list(AuditEvent.objects.of_stream("poll:5").values_list("number", flat=True)) == list(range(1, 21))
    assert verify_streams() == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_seal():
    write_history()
    record(stream="poll:5", kind="voting.poll_voided", at=NOON)
    gate = threading.Barrier(2)
    made = []

    def seal():
        gate.wait()
        try:
            made.append(seal_heads(at=NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seal is None for seal in made) == [False, True]
    assert SealedHead.objects.count() == 3
    assert verify_streams() == []


@pytest.mark.django_db(transaction=True)
def test_the_sealer_does_not_wait_for_an_act_in_progress():
    record(stream="meeting:2", kind="meetings.meeting_opened", at=NOON)
    begun, sealed = threading.Event(), threading.Event()

    def act():
        try:
            with transaction.atomic():
                record(stream="poll:5", kind="voting.poll_opened", at=NOON)
                record(stream="poll:5", kind="voting.poll_closed", at=NOON)
                begun.set()
                sealed.wait(timeout=10)
        finally:
            connection.close()

    record(stream="poll:5", kind="voting.poll_drafted", at=NOON)
    thread = threading.Thread(target=act)
    thread.start()
    begun.wait(timeout=10)
    seal = seal_heads(at=NOON)
    sealed.set()
    thread.join()

    assert [head[0] for head in seal.heads] == ["meeting:2"]
    assert [head[0] for head in seal_heads(at=NOON).heads] == ["poll:5"]
    assert verify_streams() == []


@pytest.mark.django_db
def test_a_view_of_personal_data_is_logged_without_its_query():
    viewer = make_user()
    entry = log_access(viewer=viewer, subject=viewer.person, page="/kk/people/persons/", at=NOON)

    assert (entry.viewer_id, entry.subject, entry.page) == (
        viewer.pk,
        f"person:{viewer.person.pk}",
        "/kk/people/persons/",
    )


def test_a_verifier_is_registered_once():
    assert VERIFIERS["audit"] is verify_streams
    with pytest.raises(ValueError, match="registered twice"):
        register_verifier("audit", list)


@pytest.mark.django_db
def test_verification_takes_as_many_queries_for_few_events_as_for_many(django_assert_num_queries):
    record(stream="poll:5", kind="voting.poll_opened", at=NOON)
    with django_assert_num_queries(3):
        verify_streams()
    write_history()
    with django_assert_num_queries(3):
        verify_streams()
    assert StreamHead.objects.count() == 2
