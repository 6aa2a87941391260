"""Setting up on one machine: ports, stamps, locks of packages, the folder's own secrets."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import bench, locks, place, ports, supervisor
from deploy.local.place import Refused
from deploy.local.stamps import Stamps, digest_of


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind((ports.LOOPBACK, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_choose_takes_the_next_port_when_the_wanted_one_is_taken(taken_port):
    assert not ports.is_free(taken_port)
    chosen = ports.choose(taken_port)
    assert taken_port < chosen <= taken_port + ports.TRIED_PORTS
    assert ports.is_free(chosen)


def test_choose_keeps_a_free_port(taken_port):
    free = ports.choose(taken_port)
    assert ports.choose(free) == free


@pytest.mark.parametrize("wanted", [0, 65_536])
def test_choose_refuses_what_is_no_port(wanted):
    with pytest.raises(Refused):
        ports.choose(wanted)


def test_a_port_is_known_to_be_listened_by_its_own_process_only(taken_port):
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert ports.is_listened_by(taken_port, os.getpid())
        assert not ports.is_listened_by(taken_port, stranger.pid)
    finally:
        stranger.communicate(b"\n")


def test_processes_that_end_while_they_are_looked_at_are_passed_over(taken_port):
    """A server starts and ends children of its own meanwhile: what is gone listens to nothing."""
    script = "import os\nfor _ in range(1500):\n    if os.fork() == 0: os._exit(0)\n    os.wait()"
    looks = 0
    with subprocess.Popen([sys.executable, "-c", script]) as parent:
        while parent.poll() is None:
            assert not ports.is_listened_by(taken_port, parent.pid)
            looks += 1

    assert looks > 0
    assert parent.returncode == 0


def test_a_stamp_is_current_for_the_same_contents_only(tmp_path):
    source = tmp_path / "source"
    source.write_text("one")
    stamps = Stamps(tmp_path / "stamps")
    first = digest_of([source], "word")
    assert not stamps.is_current("step", first)
    stamps.put("step", first)
    assert stamps.is_current("step", digest_of([source], "word"))
    source.write_text("two")
    assert not stamps.is_current("step", digest_of([source], "word"))
    assert digest_of([source], "a", "b") != digest_of([source], "ab")


def test_locks_of_this_repository_have_no_fault():
    assert locks.faults(place.ROOT / "requirements") == []


def test_a_lock_without_hash_version_or_with_an_address_is_told(tmp_path):
    (tmp_path / "some.lock").write_text(
        "good==1.0 \\\n    --hash=sha256:00\n    # via other\n"
        "loose>=1.0 \\\n    --hash=sha256:00\n"
        "bare==1.0\n"
        f"--{locks.INDEX} somewhere\n"
    )
    assert locks.faults(tmp_path) == [
        "some.lock:7: an address of a registry",
        "some.lock: loose>=1.0 has no exact version",
        "some.lock: bare==1.0 has no hash",
        f"some.lock: --{locks.INDEX} has no exact version",
    ]


def test_the_secret_key_is_made_once_and_for_the_owner_alone(tmp_path):
    first = place.secret_key(tmp_path)
    assert len(first) >= 50
    assert place.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_socket_moves_to_a_short_folder_when_its_path_is_too_long(tmp_path):
    short = tmp_path / "socket"
    assert place.socket_folder(short) == short
    moved = place.socket_folder(tmp_path / ("x" * 100))
    try:
        assert moved.parent == Path("/tmp")
        assert stat.S_IMODE(moved.stat().st_mode) == 0o700
    finally:
        moved.rmdir()


def test_two_starts_in_one_folder_are_refused_in_words(tmp_path):
    with (
        supervisor.only_one(tmp_path),
        pytest.raises(Refused, match=rf"process {os.getpid()}\b.*Ctrl-C"),
        supervisor.only_one(tmp_path),
    ):
        pass
    with supervisor.only_one(tmp_path):
        pass


def test_fresh_drops_everything_but_the_tests_database(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("pg", "testdb"):
        (tmp_path / name).mkdir()
    (tmp_path / "secret_key").write_text("x")
    supervisor.drop(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["testdb"]


def test_fresh_never_drops_a_given_database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@somewhere/portal")
    (tmp_path / "secret_key").write_text("x")
    with pytest.raises(Refused, match="DATABASE_URL"):
        supervisor.drop(tmp_path)
    assert (tmp_path / "secret_key").exists()


def test_bench_names_what_there_is_when_asked_for_what_there_is_not(tmp_path):
    (tmp_path / "bench_one.py").write_text("def run():\n    yield 'one_to_two', 0.5\n")
    (tmp_path / "bench_two.py").write_text("")
    assert bench.chosen(tmp_path, None) == ["one", "two"]
    with pytest.raises(Refused, match=r"no benchmark named three\. There are: one, two\."):
        bench.chosen(tmp_path, "three")


def test_bench_prints_one_json_line_per_metric(tmp_path):
    (tmp_path / "bench_one.py").write_text("def run():\n    yield 'one_to_two', 0.5\n")
    lines = [bench.line_of(*pair, is_json=True) for pair in bench.measure(tmp_path, "one")]
    assert lines == ['{"metric": "one_to_two", "value": 0.5}']
