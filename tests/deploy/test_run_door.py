"""`./run` as a whole: the portal comes up, a second start is refused, and nothing is left behind."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from deploy.local import ports
from deploy.local.place import ROOT

pytestmark = pytest.mark.drill

LONGEST_START_S = 240


def processes_that_name(folder):
    found = []
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in words.read_bytes():
                found.append(words.parent.name)
        except OSError:
            continue
    return found


@pytest.fixture
def door(tmp_path):
    environment = {**os.environ, "PORTAL_DATA": str(tmp_path), "PORT": "8750"}
    for given in ("DATABASE_URL", "REDIS_URL", "DATABASE_ROLE"):
        environment.pop(given, None)
    return {"args": ["./run"], "cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL, "text": True}


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM])
def test_run_serves_the_portal_and_leaves_nothing_running(door, tmp_path, stop_signal):
    log = tmp_path / "said"
    with log.open("w") as output:
        process = subprocess.Popen(**door, stdout=output, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + LONGEST_START_S
        while "Ctrl-C" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        port = int(re.search(r"http://localhost:(\d+)/", log.read_text())[1])
        assert ports.status_of(port, "/kk/") == 200
        assert ports.status_of(port, "/ru/") == 200

        second = subprocess.run(**door, capture_output=True, check=False, timeout=60)
        assert second.returncode == 1
        assert "runs in" in second.stderr

        process.send_signal(stop_signal)
        assert process.wait(60) == 0
    assert "nothing is left running" in log.read_text()
    assert processes_that_name(tmp_path) == []
    assert ports.is_free(port)
