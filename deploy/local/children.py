"""Child processes: started with a log of their own, ended with their parent, stopped in order."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deploy.local.place import Refused


@cache
def dies_with_parent(name: str) -> tuple[str, ...]:
    """Return the words to put before a command so that signal `name` reaches it when its parent dies.

    Empty where util-linux's `setpriv` is absent: the clean stop works there too, only a killed parent leaves orphans.
    """
    found = shutil.which("setpriv")
    if found is None:
        return ()
    probe = subprocess.run([found, "--pdeathsig", name, "--", "true"], capture_output=True, check=False)
    return (found, "--pdeathsig", name, "--") if probe.returncode == 0 else ()


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with `extra`, fit for a Python child that logs line by line."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **extra}
    # Set on some machines; without byte code every start would compile the libraries again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


@dataclass
class Child:
    """A running process and what is needed to speak about it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    log_began_at: int
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def is_running(self) -> bool:
        """Say whether the process has not ended."""
        return self.process.poll() is None

    def said(self) -> str:
        """Return what the child has written to its log since it was started."""
        with self.log.open("rb") as file:
            file.seek(self.log_began_at)
            return file.read().decode(errors="replace")

    def last_words(self, lines: int = 15) -> str:
        """Return the last `lines` lines of its log, indented for the terminal."""
        return "\n".join(f"    {line}" for line in self.said().splitlines()[-lines:])

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Wait until `is_ready()` holds.

        Raises:
            Refused: the child stopped first, or `seconds` have passed.
        """
        deadline = time.monotonic() + seconds
        while not is_ready():
            if not self.is_running:
                raise Refused(
                    f"{self.name} stopped while starting; the end of {self.log}:\n{self.last_words()}"
                )
            if time.monotonic() > deadline:
                raise Refused(
                    f"{self.name} did not answer within {seconds:.0f} s; the end of {self.log}:\n{self.last_words()}"
                )
            time.sleep(0.05)

    def stop(self, seconds: float = 10) -> None:
        """Ask the child to end, wait at most `seconds`, then end it and whatever it left in its group."""
        if self.is_running:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str],
    folder: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start `command` in a session of its own, so that Ctrl-C reaches the supervisor alone, which stops all in order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        began_at = output.tell()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
        )
    return Child(name=name, process=process, log=log, log_began_at=began_at, stop_signal=stop_signal)
