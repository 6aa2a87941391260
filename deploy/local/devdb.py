"""A throw-away database and queue for tests: `python -m deploy.local.devdb start|stop|url|queue`.

They stay until stopped, so that a single test starts in a second; `./test` stops what it started itself.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import postgres, valkey
from deploy.local.children import child_environment
from deploy.local.place import ROOT, Refused, data_folder, socket_folder


@dataclass(frozen=True)
class Services:
    """The addresses of a running throw-away database and queue."""

    database_url: str
    redis_url: str

    def environment(self) -> dict[str, str]:
        """Return them as the settings read them."""
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    folder = data_folder() / "testdb"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def running() -> Services | None:
    """Return the addresses if both servers run, else None."""
    folder = _folder()
    way = postgres.choose_way(folder / "pg")
    socket = socket_folder(folder / "valkey") / valkey.SOCKET_NAME
    if postgres.server_pid(way.data) is None or valkey.server_pid(socket) is None:
        return None
    return Services(postgres.url_of(way.sockets, database="postgres"), valkey.url_of(socket))


def _start_cluster(folder: Path) -> None:
    _, sockets = postgres.start(
        folder / "pg", log=folder / "postgres.log", is_throw_away=True, outlives_parent=True
    )
    url = postgres.url_of(sockets, database="postgres")
    postgres.prepare(url, databases=("postgres",), may_create_databases=True)
    # Every test database is a copy of template1, so it is born with the extensions.
    postgres.prepare_schema(url, "template1")


def start() -> Services:
    """Start what does not run yet; return the addresses.

    Raises:
        Refused: a server does not start.
    """
    folder = _folder()
    with _alone(folder):
        way = postgres.choose_way(folder / "pg")
        if postgres.server_pid(way.data) is None:
            try:
                _start_cluster(folder)
            except Refused:
                # Without fsync a power cut may ruin the cluster; nothing in it is worth keeping.
                shutil.rmtree(folder / "pg")
                postgres.remove_outside(folder / "pg")
                _start_cluster(folder)
        if valkey.server_pid(socket_folder(folder / "valkey") / valkey.SOCKET_NAME) is None:
            valkey.start(folder / "valkey", log=folder / "valkey.log", outlives_parent=True)
    services = running()
    if services is None:
        raise Refused(f"the database for tests does not answer; see {folder}/postgres.log")
    return services


def ensure() -> Services:
    """Start what does not run yet from a process that ends at once, so that the servers are nobody's children.

    Raises:
        Refused: a server does not start.
    """
    command = [sys.executable, "-m", "deploy.local.devdb", "start"]
    done = subprocess.run(
        command, cwd=ROOT, env=child_environment({}), capture_output=True, text=True, check=False
    )
    services = running()
    if done.returncode or services is None:
        raise Refused(done.stderr.strip() or "the database for tests does not answer")
    return services


def stop(seconds: float = 15) -> None:
    """Stop both servers and wait until they are gone."""
    folder = _folder()
    with _alone(folder):
        way = postgres.choose_way(folder / "pg")
        socket = socket_folder(folder / "valkey") / valkey.SOCKET_NAME
        pids = {postgres.server_pid(way.data): signal.SIGINT, valkey.server_pid(socket): signal.SIGTERM}
        for pid, how in pids.items():
            if pid is not None:
                os.kill(pid, how)
        deadline = time.monotonic() + seconds
        while (postgres.server_pid(way.data) or valkey.server_pid(socket)) and time.monotonic() < deadline:
            time.sleep(0.1)


def main(words: list[str] | None = None) -> int:
    """Carry out the word given on the command line."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.devdb", description=__doc__)
    parser.add_argument("act", choices=["start", "stop", "url", "queue"])
    act = parser.parse_args(words).act
    try:
        if act == "stop":
            stop()
            return 0
        services = start() if act == "start" else running()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if services is None:
        print("the database for tests does not run: python -m deploy.local.devdb start", file=sys.stderr)
        return 1
    if act == "start":
        print(f"export DATABASE_URL='{services.database_url}' REDIS_URL='{services.redis_url}'")
    else:
        print(services.database_url if act == "url" else services.redis_url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
