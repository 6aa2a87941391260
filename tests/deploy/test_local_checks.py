"""The door of the tests: a failed step stops nothing, everything is counted, a build server skips nothing."""

import re

import pytest

from deploy.local.checks import Check, Run

TESTS = """
import pytest

def test_good():
    pass

def test_bad():
    assert 1 == 2

@pytest.mark.skip(reason="no such thing here")
def test_skipped():
    pass
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    return Run({}, limit_s=60)


def last_line(capsys):
    return re.sub(r" in [\d.]+s$", "", capsys.readouterr().out.splitlines()[-1])


def test_a_run_goes_on_after_a_failure_and_lists_it_at_the_end(run, capsys):
    run.check(Check("bad command", ("sh", "-c", "echo what is wrong; exit 3")))
    run.check(Check("bad finding", finds=lambda: ["this", "and that"]))
    run.check(Check("good command", ("true",)))
    run.check(Check("good finding", finds=list))
    assert run.finish(may_skip=True) == 1
    said = capsys.readouterr().out
    assert said.count("what is wrong") == 1
    assert "FAILED: bad command\nFAILED: bad finding\n2 passed, 2 failed, 0 skipped in" in said


def test_a_run_without_failure_ends_with_zero(run, capsys):
    run.check(Check("good", ("true",)))
    assert run.finish(may_skip=True) == 0
    assert last_line(capsys) == "1 passed, 0 failed, 0 skipped"


def test_a_check_knows_its_environment(run):
    run.check(Check("told", ("sh", "-c", 'test "$WORD" = said'), {"WORD": "said"}))
    assert run.tally.failures == []


def test_a_check_that_outlasts_the_limit_fails(tmp_path, capsys):
    run = Run({}, limit_s=0)
    run.check(Check("long", ("sleep", "30")))
    assert run.tally.failures == ["long"]
    assert "the time for all checks is over" in capsys.readouterr().out


def test_tests_are_counted_one_by_one(run, tmp_path, capfd):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_it.py").write_text(TESTS)
    run.pytest("some tests", "-c", str(tmp_path / "pytest.ini"), "-p", "no:django", str(tmp_path))
    assert (run.tally.passed, run.tally.failed, run.tally.skipped) == (1, 1, 1)
    assert run.tally.failures == ["some tests: 1 failed"]


def test_tests_that_cannot_be_collected_are_a_failure(run, tmp_path, capfd):
    run.pytest("some tests", str(tmp_path / "nowhere"))
    assert run.tally.failed == 1


def test_a_build_server_may_skip_nothing(run, capsys):
    run.tally.notes.append("tests in the browser")
    run.tally.skipped = 2
    assert run.finish(may_skip=False) == 1
    assert last_line(capsys) == "0 passed, 2 failed, 2 skipped"


def test_an_ordinary_user_is_told_what_was_skipped(run, capsys):
    run.tally.notes.append("tests in the browser")
    assert run.finish(may_skip=True) == 0
    assert "skipped: tests in the browser" in capsys.readouterr().out


UNSTEADY = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("name", ["a b", "c"])
def test_second_time(name):
    seen = Path(__file__).with_name(name)
    is_first = not seen.exists()
    seen.touch()
    assert not is_first

class TestGroup:
    def test_never(self):
        assert not {never}
"""


def unsteady(run, tmp_path, *, never, looked_at_again):
    (tmp_path / "test_some.py").write_text(UNSTEADY.format(never=never))
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    run.pytest("some tests", str(tmp_path), looked_at_again=looked_at_again)
    return run.tally


def test_what_passes_the_second_time_is_named_as_unsteady(run, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("deploy.local.checks.ROOT", tmp_path)
    tally = unsteady(run, tmp_path, never=False, looked_at_again=2)
    names = ["test_some.py::test_second_time[a b]", "test_some.py::test_second_time[c]"]
    assert (tally.passed, tally.failed, sorted(tally.unsteady)) == (3, 0, names)
    assert run.finish(may_skip=False) == 0
    assert f"unsteady, passed only the second time: {names[0]}" in capsys.readouterr().out


def test_what_fails_twice_has_failed(run, tmp_path, monkeypatch):
    monkeypatch.setattr("deploy.local.checks.ROOT", tmp_path)
    tally = unsteady(run, tmp_path, never=True, looked_at_again=3)
    assert (tally.passed, tally.failed, tally.failures) == (2, 1, ["some tests: 1 failed"])


@pytest.mark.parametrize(
    ("looked_at_again", "why"),
    [(0, "nobody asked for it"), (1, "two failures are more than the limit of one")],
)
def test_more_failures_than_the_limit_are_not_looked_at_again(
    run, tmp_path, monkeypatch, looked_at_again, why
):
    monkeypatch.setattr("deploy.local.checks.ROOT", tmp_path)
    tally = unsteady(run, tmp_path, never=False, looked_at_again=looked_at_again)
    assert (tally.failed, tally.unsteady) == (2, []), why
