"""`./run`: starts the portal with all it stands on, watches over it and stops it in order.

The portal started here shows demonstration data, so it listens on this machine's own address alone.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import NoReturn
from zoneinfo import ZoneInfo

from deploy.local import children, ports, postgres, steps
from deploy.local.children import Child
from deploy.local.place import ROOT, Refused, data_folder, personal_keys, program, secret_key
from deploy.local.services import Services

DEFAULT_PORT = 8000
WEB_PROCESSES = 3
WORKER_PROCESSES = 2
LIVE_STREAMS = 2_048
# One live page holds one connection open, and a Session has 583 members.
WANTED_OPEN_FILES = 65_536
FIRST_PAGE = "/kk/"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What `--fresh` leaves: the lock of this start, and the throw-away database of the tests.
KEPT = ("run.lock", "testdb")


class Stopped(BaseException):
    """Somebody asked the portal to stop; not an error, so nothing catches it by accident."""


def _on_signal(number: int, frame: FrameType | None) -> NoReturn:
    for one in STOP_SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise Stopped


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the folder for this process.

    Raises:
        Refused: the portal runs in this folder already.
    """
    with (data / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refused(
                f"The portal runs in {data} already ({lock.read().strip() or 'just starting'}). "
                "Stop it there with Ctrl-C first, or set PORTAL_DATA to another folder."
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield


def drop(data: Path) -> None:
    """Remove everything the portal made in `data`.

    Raises:
        Refused: the database is a given one, whose dropping is its owner's decision.
    """
    if os.environ.get("DATABASE_URL"):
        raise Refused("--fresh drops only the portal's own database; empty the one in DATABASE_URL yourself.")
    for path in data.iterdir():
        if path.name in KEPT:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    postgres.remove_outside(data / "pg")


def raise_open_files() -> None:
    """Allow as many open files as this user may ask for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_OPEN_FILES if hard == resource.RLIM_INFINITY else min(WANTED_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def portal_environment(services: Services, data: Path, port: int, live_port: int) -> dict[str, str]:
    """Return how the portal's processes are configured on this machine."""
    return {
        **services.environment(),
        "DEMO": "1",
        "PORTAL_DATA": str(data),
        "PORTAL_ADDRESS": f"http://localhost:{port}",
        "PORT": str(port),
        # Another port of the same host: the sign-in's cookie reaches it, and pages are allowed to listen to it.
        "LIVE_ADDRESS": f"http://localhost:{live_port}/live",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data),
        **{name: os.environ.get(name) or made for name, made in personal_keys(data).items()},
    }


@contextmanager
def told_to_commands(data: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Keep how to reach the portal in ``environment``, while it is up, for ``manage.py`` in another window."""
    path = data / "environment"
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in environment.items()), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


class Supervisor:
    """The portal's processes: web, live, worker and beat."""

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self.data = data
        self.environment = children.child_environment(environment)
        self.running: list[Child] = []

    def start(self, name: str, *command: str) -> Child:
        """Start a program of the environment under `name`; its log is `log/<name>.log`."""
        words = [*children.dies_with_parent("TERM"), program(command[0]), *command[1:]]
        log = self.data / "log" / f"{name}.log"
        child = children.start(name, words, log=log, environment=self.environment, folder=ROOT)
        self.running.append(child)
        return child

    def start_web(self, port: int) -> Child:
        """Start the processes that serve pages on the loopback: one thread each, which is the fastest."""
        return self.start(
            "web",
            *("granian", "--interface", "wsgi", "--no-ws", "--host", ports.LOOPBACK, "--port", str(port)),
            *("--workers", str(WEB_PROCESSES), "--blocking-threads", "1", "assembly.wsgi:application"),
        )

    def start_live(self, port: int) -> Child:
        """Start the process that tells open pages of changes: one for all, on one loop."""
        return self.start(
            "live",
            *("granian", "--interface", "asgi", "--no-ws", "--host", ports.LOOPBACK, "--port", str(port)),
            *("--backlog", str(LIVE_STREAMS), "--backpressure", str(LIVE_STREAMS)),
            *("--workers-kill-timeout", "3", "assembly.live.asgi:application"),
        )

    def start_portal(self, port: int, live_port: int) -> None:
        """Start web, live, worker and beat; return when a page is served and the worker takes tasks.

        Raises:
            Refused: one of them stopped or does not answer.
        """
        web = self.start_web(port)
        live = self.start_live(live_port)
        celery = ("celery", "-A", "assembly.celery")
        worker = self.start(
            "worker",
            *celery,
            *("worker", "--concurrency", str(WORKER_PROCESSES), "--without-gossip", "--without-mingle"),
            *("--loglevel", "INFO"),
        )
        self.start("beat", *celery, "beat", "--schedule", str(self.data / "beat-schedule"), "--pidfile=")
        web.wait_until(lambda: ports.is_listened_by(port, web.process.pid) and self._serves(port), 60)
        live.wait_until(lambda: ports.is_listened_by(live_port, live.process.pid), 60)
        worker.wait_until(lambda: " ready." in worker.said(), 60)

    @staticmethod
    def _serves(port: int) -> bool:
        status = ports.status_of(port, FIRST_PAGE)
        if status is not None and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Refused(f"the first page answers with an error ({status}); see the log of web")
        return status is not None

    def watch(self, others: list[Child]) -> NoReturn:
        """Wait until something stops.

        Raises:
            Refused: a child stopped by itself; the text shows the end of its log.
        """
        while True:
            for child in (*others, *self.running):
                if not child.is_running:
                    code = child.process.returncode
                    raise Refused(
                        f"{child.name} stopped by itself (code {code}); the end of {child.log}:\n{child.last_words()}"
                    )
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop what was started, the last first."""
        while self.running:
            self.running.pop().stop(15)


def greet(data: Path, port: int, environment: Mapping[str, str]) -> None:
    """Print where the portal is, who can sign in, and how to stop it."""
    print(f"\n  The portal is at  http://localhost:{port}/\n")
    print(steps.manage("demo", "--print-sign-ins", environment=environment).rstrip())
    if os.environ.get("PORTAL_PDF") == "off":
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        print(f"\n  PDF is OFF. Turn it on with: sudo apt-get install {packages}")
    print(f"\n  All persons are invented. Logs: {data / 'log'}. Stop with Ctrl-C.", flush=True)


def serve(data: Path, *, is_fresh: bool) -> NoReturn:
    """Start everything, watch, and stop everything however it ends.

    Raises:
        Refused: something does not start, or stopped by itself.
        Stopped: somebody asked for it.
    """
    if is_fresh:
        drop(data)
    (data / "log").mkdir(exist_ok=True)
    (data / "mail").mkdir(exist_ok=True)
    wanted = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not wanted.isdecimal():
        raise Refused(f"PORT must be a number, not {wanted!r}")
    port = ports.choose(int(wanted))
    if port != int(wanted):
        print(f"    port {wanted} is taken, so {port} is used")
    services = Services()
    supervisor: Supervisor | None = None
    try:
        with steps.told("database and queue"):
            services.start(data)
        live_port = ports.choose(port + 1)
        environment = portal_environment(services, data, port, live_port)
        today = datetime.now(ZoneInfo("Asia/Almaty")).date()
        steps.prepare(services, data, environment, today=today)
        supervisor = Supervisor(data, environment)
        with steps.told("web, live, worker and beat"):
            supervisor.start_portal(port, live_port)
        with told_to_commands(data, environment):
            greet(data, port, environment)
            supervisor.watch(services.children)
    finally:
        for one in STOP_SIGNALS:
            signal.signal(one, signal.SIG_IGN)
        if supervisor:
            supervisor.stop()
        services.stop()


def main(words: list[str] | None = None) -> int:
    """Run the portal; return the exit code: 0 when stopped on request, 1 when it could not run."""
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Sets everything up and starts the portal with demonstration data on this machine.",
        epilog="Environment: PORT (8000), DATABASE_URL and REDIS_URL (the portal's own by default), PORTAL_DATA (.data).",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="drop all data of the portal first and start over"
    )
    arguments = parser.parse_args(words)
    for one in STOP_SIGNALS:
        signal.signal(one, _on_signal)
    raise_open_files()
    try:
        data = data_folder()
        with only_one(data):
            serve(data, is_fresh=arguments.fresh)
    except Stopped:
        print("\nStopped; nothing is left running.", flush=True)
        return 0
    except Refused as refusal:
        print(f"\n{refusal}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
