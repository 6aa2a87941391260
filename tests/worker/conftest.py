"""A real worker and a real beat on a queue of their own, with a mail server that keeps what it is given."""

import asyncio
import os
import signal
import socket
import time

import pytest
from aiosmtpd.controller import Controller
from celery import Celery
from django.conf import settings

from assembly.settings import broker_from
from deploy.local import children, valkey
from deploy.local.place import ROOT, program
from tests.children import environment_of_child
from tests.outbox.conftest import Sink

CELERY = ("celery", "-A", "assembly.celery")


class SlowSink(Sink):
    """A mail server that takes its time over each letter when told to."""

    seconds = 0.0

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds)
        return await super().handle_DATA(server, session, envelope)


class Backstage:
    """What works behind the pages: queue, worker, beat, mail server."""

    def __init__(self, folder, sink, port):
        """Start the queue in ``folder``; worker and beat are started by the tests."""
        self.folder, self.sink = folder, sink
        self.queue, socket_path = valkey.start(folder / "valkey", log=folder / "valkey.log")
        redis_url = valkey.url_of(socket_path)
        # Files are written into the test's own folder; fonts stand where ./run and ./test lay them out.
        (folder / "assets").symlink_to(settings.PORTAL_DATA / "assets")
        self.environment = children.child_environment(
            environment_of_child(
                REDIS_URL=redis_url, PORTAL_DATA=str(folder), EMAIL_URL=f"smtp://127.0.0.1:{port}", DEMO="0"
            )
        )
        self.app = Celery("tests", broker=broker_from(redis_url), set_as_current=False)
        self.worker = None

    def start(self, name, *words):
        """Start a program of Celery that ends with this process."""
        return children.start(
            name,
            [*children.dies_with_parent("TERM"), program(CELERY[0]), *CELERY[1:], *words],
            log=self.folder / f"{name}.log",
            environment=self.environment,
            folder=ROOT,
        )

    def start_worker(self):
        """Start the worker as ``./run`` does; return when it takes tasks."""
        self.worker = self.start(
            "worker", "worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"
        )  # fmt: skip
        self.worker.wait_until(lambda: " ready." in self.worker.said(), 60)

    def kill_worker(self):
        """Kill the worker and the processes of its pool at once, in the middle of whatever they do."""
        os.killpg(self.worker.process.pid, signal.SIGKILL)
        self.worker.process.wait()

    def send(self, task):
        """Send a task by its name, as the beat does."""
        self.app.send_task(task, ignore_result=True)

    def wait_until(self, holds, what, *, seconds=30):
        """Wait until ``holds()``, but not longer; otherwise the test fails with the worker's last words."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(
                    f"within {seconds} s not: {what}. The worker said last:\n{self.worker.last_words()}"
                )
            time.sleep(0.05)

    def stop(self):
        """Stop what was started here, the last first."""
        if self.worker is not None:
            self.worker.stop(15)
        self.app.close()
        self.queue.stop()


@pytest.fixture(scope="module")
def _backstage(django_db_setup, tmp_path_factory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = SlowSink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    stage = Backstage(tmp_path_factory.mktemp("backstage"), sink, port)
    try:
        stage.start_worker()
        yield stage
    finally:
        stage.stop()
        controller.stop()


@pytest.fixture
def backstage(_backstage, transactional_db):
    """The running worker, its letters forgotten."""
    _backstage.sink.letters.clear()
    _backstage.sink.seconds = 0.0
    return _backstage


@pytest.fixture
def beat(backstage):
    """A beat by the schedule of the settings, for as long as the test lasts."""
    schedule = backstage.folder / "beat-schedule"
    child = backstage.start("beat", "beat", "--schedule", str(schedule), "--pidfile=", "--loglevel", "INFO")
    yield child
    child.stop(15)
