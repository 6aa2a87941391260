"""The reminder run and the sending worker, killed at random moments and repeated."""

import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from assembly.deadlines.models import Reminder
from assembly.outbox.models import OutboxMessage, OutboxState
from tests.children import environment_of_child
from tests.decisions.makers import make_assignment
from tests.factories import make_secretary, make_state_body, make_state_officer

TERM = date(2026, 12, 24)
ASSIGNMENTS, OFFICERS = 60, 2
KILLS = 4
WORKER = """
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo
import django
django.setup()
from django.db import connection
from assembly.deadlines.services.reminders import run_reminders
from assembly.outbox.services.messages import drain
connection.ensure_connection()
print("ready", flush=True)
at = datetime(2026, 12, 24, 9, tzinfo=ZoneInfo("Asia/Almaty"))
run_reminders(on=at.date(), at=at) if sys.argv[1] == "remind" else drain(at=at)
print("done", flush=True)
"""


class Sink:
    """A real SMTP server that keeps what came in."""

    def __init__(self):
        self.message_ids = Counter()

    async def handle_DATA(self, server, session, envelope):
        self.message_ids[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


@pytest.fixture
def sink():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port
    yield handler
    controller.stop()


def work_until_done(act, *, seed, progress, **environment):
    """Start a worker, kill it with SIGKILL in the middle of its work, start again, let the last get through.

    Returns how far the work had come at each kill.
    """
    chance = random.Random(seed)
    env = environment_of_child(**environment)
    seen = []
    for kills in range(KILLS + 1):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, act], env=env, stdout=subprocess.PIPE, text=True,
            cwd=Path(settings.BASE_DIR),
        )  # fmt: skip
        with worker:
            assert worker.stdout.readline() == "ready\n"
            if kills == KILLS:
                assert worker.wait() == 0
                break
            enough = progress() + chance.randint(1, 20)
            while progress() < enough and worker.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.02))
            worker.send_signal(signal.SIGKILL)
            assert worker.wait() == -signal.SIGKILL
            seen.append(progress())
    return seen


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_reminders_are_written_and_sent_once_however_often_the_worker_is_killed(sink):
    secretary = make_secretary()
    for number in range(ASSIGNMENTS // 4):
        body = make_state_body()
        for _ in range(OFFICERS):
            make_state_officer(body)
        for point in range(4):
            make_assignment(secretary=secretary, state_body=body, point=f"{number}.{point}")
    OutboxMessage.objects.all().delete()

    seen = work_until_done("remind", seed=747, progress=Reminder.objects.count)

    assert all(0 < count < ASSIGNMENTS * OFFICERS for count in seen)
    assert Reminder.objects.count() == ASSIGNMENTS * OFFICERS
    keys = Reminder.objects.values_list("subject_id", "recipient_id")
    assert len(set(keys)) == ASSIGNMENTS * OFFICERS
    letters = OutboxMessage.objects.filter(kind="decisions.reminder_due")
    assert letters.count() == ASSIGNMENTS * OFFICERS

    seen = work_until_done(
        "drain", seed=11, progress=lambda: len(sink.message_ids), EMAIL_URL=f"smtp://127.0.0.1:{sink.port}"
    )

    assert all(0 < count < ASSIGNMENTS * OFFICERS for count in seen)
    assert set(letters.values_list("state", flat=True)) == {OutboxState.SENT}
    # A worker killed between the server's answer and the commit sends again, under the same Message-ID.
    assert set(sink.message_ids) == set(letters.values_list("message_id", flat=True))
    assert len(sink.message_ids) == ASSIGNMENTS * OFFICERS
