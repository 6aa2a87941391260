"""The outbox: a row exactly once, a letter at least once, always with the same Message-ID."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import IntegrityError, connection, transaction

from assembly.common.errors import TransitionRefused
from assembly.outbox.kinds import register_kind
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.outbox.services.letters import MASK, as_seen
from assembly.outbox.services.messages import (
    MOST_ATTEMPTS,
    drain,
    enqueue,
    enqueue_many,
    send_again,
    send_next,
)
from assembly.outbox.tasks import drain_task
from tests.factories import NOON
from tests.outbox.conftest import KIND


@pytest.mark.django_db
def test_a_letter_is_written_in_its_readers_language(put):
    put(1, language="ru")
    put(2, language="en")

    assert drain(at=NOON) == 2

    assert [letter.subject for letter in mail.outbox] == ["Letter 1", "Letter 2"]
    assert mail.outbox[0].body == "Язык: Letter 1 https://portal.example/ru/1/\n"
    assert mail.outbox[1].body == "Language: Letter 2 https://portal.example/en/2/\n"
    message = OutboxMessage.objects.get(dedup_key="letter:1")
    assert (message.state, message.sent_at, message.attempts) == (OutboxState.SENT, NOON, 1)
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


@pytest.mark.django_db
def test_the_same_key_is_written_once(put):
    assert put(1) is not None
    assert put(1) is None

    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_many_are_put_down_in_as_many_queries_as_one(letters, django_assert_num_queries):
    def row(number):
        return {
            "kind": KIND,
            "address": "a@portal.example",
            "language": "kk",
            "dedup_key": f"k{number}",
            "context": {},
        }

    with django_assert_num_queries(2):
        enqueue_many([row(1)], at=NOON)
    with django_assert_num_queries(2):
        enqueue_many([row(number) for number in range(1, 400)], at=NOON)

    assert OutboxMessage.objects.count() == 399


@pytest.mark.django_db
def test_an_unknown_kind_is_refused_and_nothing_is_written():
    with pytest.raises(LookupError, match="not registered"):
        enqueue(kind="no.such", address="a@portal.example", language="kk", dedup_key="k", context={}, at=NOON)

    assert OutboxMessage.objects.count() == 0


def test_a_kind_is_registered_once(letters):
    with pytest.raises(ValueError, match="registered twice"):
        register_kind(KIND, "again")


@pytest.mark.django_db
def test_a_letter_that_is_no_longer_due_is_dropped_and_says_so(put):
    put(1, is_stale=True)

    assert drain(at=NOON) == 0

    message = OutboxMessage.objects.get()
    assert (message.state, message.sent_at, mail.outbox) == (OutboxState.DROPPED, None, [])


@pytest.mark.django_db
def test_a_failed_letter_waits_twice_as_long_each_time_and_dies_at_last(put):
    put(1, is_broken=True)
    at, pauses = NOON, []
    for _ in range(MOST_ATTEMPTS - 1):
        assert send_next(at=at) == OutboxState.WAITING
        message = OutboxMessage.objects.get()
        assert message.last_error == "RuntimeError: the template stumbled"
        pauses.append((message.next_attempt_at - at).total_seconds())
        assert send_next(at=at) is None
        at = message.next_attempt_at

    assert send_next(at=at) == OutboxState.DEAD
    assert pauses == [30, 60, 120, 240, 480, 960, 1920]
    assert send_next(at=at + timedelta(days=1)) is None


@pytest.mark.django_db
def test_one_bad_letter_does_not_hold_up_the_others(put):
    put(1, is_broken=True)
    put(2)

    assert drain(at=NOON) == 1
    assert [letter.subject for letter in mail.outbox] == ["Letter 2"]


@pytest.mark.django_db
def test_a_dead_letter_sent_again_keeps_its_message_id(put):
    message = put(1)
    OutboxMessage.objects.update(state=OutboxState.DEAD, attempts=MOST_ATTEMPTS)

    send_again(message_id=OutboxMessage.objects.get().pk, at=NOON)

    assert drain(at=NOON) == 1
    assert OutboxMessage.objects.get().message_id == message.message_id
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


@pytest.mark.django_db
@pytest.mark.parametrize("state", [OutboxState.WAITING, OutboxState.SENT, OutboxState.DROPPED])
def test_only_an_undelivered_letter_is_sent_again(put, state):
    put(1)
    OutboxMessage.objects.update(state=state, sent_at=NOON if state == OutboxState.SENT else None)

    with pytest.raises(TransitionRefused):
        send_again(message_id=OutboxMessage.objects.get().pk, at=NOON)

    assert OutboxMessage.objects.get().state == state


@pytest.mark.django_db
def test_looking_at_a_letter_makes_no_secret(put, letters):
    put(1)

    letter = as_seen(OutboxMessage.objects.get())

    assert letter.body == f"Язык: Letter 1 {MASK}\n"
    assert letters == []


@pytest.mark.django_db
def test_a_letter_is_sent_iff_it_has_a_moment(put):
    put(1)

    with pytest.raises(IntegrityError, match="sent_iff_has_moment"), transaction.atomic():
        OutboxMessage.objects.update(state=OutboxState.SENT)


@pytest.mark.django_db
def test_the_workers_task_drains(put):
    put(1, at=NOON - timedelta(days=365))

    drain_task()

    assert OutboxMessage.objects.get().state == OutboxState.SENT


@pytest.mark.django_db
def test_a_real_server_takes_the_letter(put, smtp):
    put(1)
    put(2)
    smtp.refused.add("reader2@portal.example")

    assert drain(at=NOON) == 1

    good, bad = OutboxMessage.objects.order_by("dedup_key")
    assert smtp.message_ids == [good.message_id]
    assert (good.state, bad.state, bad.attempts) == (OutboxState.SENT, OutboxState.WAITING, 1)
    assert "no such box" in bad.last_error


@pytest.mark.django_db
def test_a_server_that_does_not_answer_leaves_the_letter_waiting(put, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    put(1)

    assert drain(at=NOON) == 0

    assert OutboxMessage.objects.get().last_error.startswith("ConnectionRefusedError")


@pytest.mark.django_db(transaction=True)
def test_two_workers_side_by_side_send_each_letter_once(put, smtp):
    for number in range(12):
        put(number)
    gate, counts = threading.Barrier(2), []

    def work():
        gate.wait()
        try:
            counts.append(drain(at=NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 12
    assert len(smtp.message_ids) == len(set(smtp.message_ids)) == 12


@pytest.mark.django_db(transaction=True)
def test_two_acts_with_one_key_write_one_row(letters):
    gate, made = threading.Barrier(2), []

    def act():
        gate.wait()
        try:
            with transaction.atomic():
                enqueue(
                    kind=KIND, address="a@portal.example", language="kk", dedup_key="k", context={}, at=NOON
                )
            made.append(True)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (made, OutboxMessage.objects.count()) == ([True, True], 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_after_the_server_took_the_letter_repeats_it_with_the_same_message_id(
    put, smtp, settings
):
    put(1)
    child = """
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
settings.EMAIL_BACKEND = "tests.outbox.dying_backend.DyingBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}
settings.TEMPLATES = {templates!r}
django.setup()
from assembly.outbox.kinds import register_kind
register_kind("tests.letter", "Letter of tests", secrets={{"url": lambda context, language: "link"}})
from datetime import datetime
from assembly.outbox.services.messages import drain
drain(at=datetime.fromisoformat({at!r}))
""".format(
        name=connection.settings_dict["NAME"],
        port=settings.EMAIL_PORT,
        templates=[{**settings.TEMPLATES[0], "DIRS": [str(path) for path in settings.TEMPLATES[0]["DIRS"]]}],
        at=NOON.isoformat(),
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "assembly.settings"}

    died = subprocess.run(
        [sys.executable, "-c", child], cwd=django_settings.BASE_DIR, env=environment, check=False, timeout=60
    )

    assert died.returncode == -signal.SIGKILL
    assert OutboxMessage.objects.get().state == OutboxState.WAITING
    assert drain(at=NOON) == 1
    assert smtp.message_ids == [OutboxMessage.objects.get().message_id] * 2
