"""Children of the supervisor: they are told apart, watched and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.local import children
from deploy.local.place import ROOT, Refused
from deploy.local.supervisor import Supervisor

SLEEPER = "import time; print('up', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {SLEEPER!r}])
print("child", child.pid, flush=True)
time.sleep(60)
"""

# What ./run does with its signals, around children that need no database.
LITTLE_PORTAL = """
import signal, sys
from pathlib import Path
from deploy.local import supervisor
for one in supervisor.STOP_SIGNALS:
    signal.signal(one, supervisor._on_signal)
little = supervisor.Supervisor(Path(sys.argv[1]), {})
try:
    for name in ("first", "second"):
        child = little.start(name, "python", "-c", sys.argv[2])
        child.wait_until(lambda: "up" in child.said(), 20)
    print(*[child.process.pid for child in little.running], flush=True)
    little.watch([])
except supervisor.Stopped:
    sys.exit(0)
finally:
    little.stop()
"""


def is_alive(pid):
    """A zombie nobody waits for is not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pids, seconds=15):
    deadline = time.monotonic() + seconds
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if is_alive(pid)] == []


def start(tmp_path, code):
    return children.start(
        "child",
        [sys.executable, "-c", code],
        log=tmp_path / "child.log",
        environment=children.child_environment({}),
        folder=tmp_path,
    )


@pytest.fixture
def little_portal(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", LITTLE_PORTAL, str(tmp_path), SLEEPER],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    pids = [int(word) for word in process.stdout.readline().split()]
    yield process, pids
    process.kill()
    process.communicate()


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_supervisor_leaves_nothing_running(little_portal, stop_signal):
    process, pids = little_portal
    assert len(pids) == 2
    process.send_signal(stop_signal)
    assert process.wait(20) == 0
    wait_until_gone(pids)


@pytest.mark.skipif(not children.dies_with_parent("TERM"), reason="setpriv of util-linux is not here")
def test_a_killed_supervisor_leaves_nothing_running(little_portal):
    process, pids = little_portal
    process.kill()
    process.wait(20)
    wait_until_gone(pids)


def test_a_child_that_dies_is_named_with_its_last_words(little_portal):
    process, pids = little_portal
    os.kill(pids[0], signal.SIGKILL)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "first stopped by itself (code -9)" in said
    assert "    up" in said
    wait_until_gone(pids)


def test_stopping_a_child_ends_its_own_children_too(tmp_path):
    child = start(tmp_path, PARENT)
    child.wait_until(lambda: "child" in child.said(), 20)
    grandchild = int(child.said().split()[1])
    child.stop()
    wait_until_gone([child.process.pid, grandchild])


def test_a_child_that_does_not_listen_is_ended_all_the_same(tmp_path):
    child = start(tmp_path, DEAF)
    child.wait_until(lambda: "up" in child.said(), 20)
    child.stop(seconds=0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_waiting_for_a_child_that_stopped_shows_what_it_said(tmp_path):
    child = start(tmp_path, "raise SystemExit('no such file')")
    with pytest.raises(Refused, match="no such file"):
        child.wait_until(lambda: False, 20)


def test_waiting_for_a_silent_child_ends(tmp_path):
    child = start(tmp_path, SLEEPER)
    try:
        with pytest.raises(Refused, match="did not answer within 0 s"):
            child.wait_until(lambda: False, 0.1)
    finally:
        child.stop()


def test_a_log_speaks_of_this_start_only(tmp_path):
    (tmp_path / "child.log").write_text("said long ago\n")
    child = start(tmp_path, "print('said now')")
    child.process.wait(20)
    assert child.said() == "said now\n"


def test_byte_code_is_written_even_where_the_machine_forbids_it(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in children.child_environment({})


def test_supervisor_refuses_a_program_that_is_not_installed(tmp_path):
    with pytest.raises(Refused, match=r"\.venv"):
        Supervisor(tmp_path, {}).start("nothing", "no-such-program")
