"""`./test`: every check and test of the portal, one after the other, told in one line each.

A failed step does not stop the following ones: all that failed is listed at the end.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from defusedxml import ElementTree

from deploy.local import devdb, locks, steps
from deploy.local.children import child_environment
from deploy.local.place import ROOT, Refused, data_folder, program

# The whole run must end within half an hour; `--all` has no limit, drills take what they take.
LONGEST_RUN_S = 30 * 60
# A shared machine of CI may be busy with others; a run that is late there is still a run.
LONGEST_CI_RUN_S = 55 * 60
NO_TESTS_COLLECTED = 5
PARALLEL = ("-n", "2")
CHROMIUM = "chromium"
FRONT = "nginx"
# Debian keeps it where an ordinary user does not look for programs.
SYSTEM_PROGRAMS = "/usr/sbin"
TEMPLATES = "templates"
# A browser on a busy machine may fail for no fault of the portal: so few of its tests are run again, alone, and named.
LOOKED_AT_AGAIN = 3


@dataclass
class Tally:
    """What was counted: tests and other checks alike."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsteady: list[str] = field(default_factory=list)

    def fail(self, words: str, count: int = 1) -> None:
        """Count a failure and keep what to say about it at the end."""
        self.failed += count
        self.failures.append(words)


@dataclass(frozen=True)
class Check:
    """One step that is not a test: a command, or a function that returns what is wrong."""

    title: str
    command: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    finds: Callable[[], list[str]] | None = None


def production_environment() -> dict[str, str]:
    """Return settings as a production server has them, for Django's deployment check."""
    return {
        "DEBUG": "0",
        "DEMO": "0",
        "HTTPS": "1",
        "BEHIND_FRONT": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PERSONAL_KEYS": f"check:{secrets.token_hex(32)}",
        "PERSONAL_HASH_KEYS": f"check:{secrets.token_hex(32)}",
        "ALLOWED_HOSTS": "portal.example",
        "PORTAL_ADDRESS": "https://portal.example",
        "CSRF_TRUSTED_ORIGINS": "https://portal.example",
        "EMAIL_URL": "smtp://mail.example:25",
        "DEFAULT_FROM_EMAIL": "portal@portal.example",
    }


def quick_checks() -> list[Check]:
    """Return the checks that take seconds."""
    manage = (sys.executable, str(ROOT / "manage.py"))
    doors = [str(ROOT / name) for name in ("run", "test", "bench", ".ci/run", "deploy/local/environment.sh")]
    return [
        Check(
            "doors are sound shell",
            ("bash", "-c", 'for f in "$@"; do bash -n "$f" || exit 1; done', "-", *doors),
        ),
        Check("image", (program("hadolint"), "--no-color", "deploy/Dockerfile")),
        Check("locks have hashes, no addresses", finds=lambda: locks.faults(ROOT / "requirements")),
        Check("format", (program("ruff"), "format", "--check", ".")),
        Check("lint", (program("ruff"), "check", ".")),
        Check("templates", (program("djlint"), TEMPLATES, "--lint", "--quiet")),
        Check("floor plan of imports", (program("lint-imports"), "--no-cache")),
        Check("no migration missing", (*manage, "makemigrations", "--check", "--dry-run")),
        Check("translations", (*manage, "messages", "--check")),
        Check(
            "deployment settings",
            (*manage, "check", "--deploy", "--fail-level", "WARNING"),
            production_environment(),
        ),
        Check(
            "compose file",
            (program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
        ),
    ]


def slow_checks() -> list[Check]:
    """Return the checks that take a minute."""
    return [Check("types", (program("mypy"), "."))]


class Run:
    """One run of checks and tests under a common time limit."""

    def __init__(self, environment: Mapping[str, str], *, limit_s: float | None) -> None:
        self.environment = environment
        self.began = monotonic()
        self.limit_s = limit_s
        self.tally = Tally()
        self.number = 0

    def seconds_left(self) -> float | None:
        """Return what is left of the limit, None without one."""
        return None if self.limit_s is None else max(1.0, self.limit_s - (monotonic() - self.began))

    def check(self, check: Check) -> None:
        """Carry out one check and say how it ended."""
        self.number += 1
        print(f"[{self.number:2}] {check.title:<34}", end=" ", flush=True)
        began = monotonic()
        said = self._complaint(check)
        verdict = "ok" if said is None else "FAILED"
        print(f"{verdict:<7}{monotonic() - began:6.1f} s", flush=True)
        if said is None:
            self.tally.passed += 1
        else:
            print("\n".join(f"     {line}" for line in said.rstrip().splitlines()[-60:]), flush=True)
            self.tally.fail(check.title)

    def _complaint(self, check: Check) -> str | None:
        if check.finds:
            return "\n".join(check.finds()) or None
        try:
            done = subprocess.run(
                check.command,
                cwd=ROOT,
                env=child_environment({**self.environment, **check.environment}),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                timeout=self.seconds_left(),
            )
        except subprocess.TimeoutExpired:
            return "the time for all checks is over"
        return (done.stdout or f"ended with code {done.returncode}") if done.returncode else None

    def pytest(self, title: str, *words: str, may_be_empty: bool = False, looked_at_again: int = 0) -> None:
        """Run tests, showing pytest's own output, and add their numbers to the tally.

        Up to *looked_at_again* failed tests are run once more by themselves; those that pass then count as
        passed, and are named at the end as unsteady.
        """
        self.number += 1
        print(f"[{self.number:2}] {title}", flush=True)
        report = data_folder() / "test-results" / f"{self.number}.xml"
        code = self._tests(report, *words)
        if code == NO_TESTS_COLLECTED and may_be_empty:
            return
        failed = failed_tests(report)
        if 0 < len(failed) <= looked_at_again:
            print(f"     {len(failed)} failed: looked at again", flush=True)
            again = report.with_suffix(".again.xml")
            self._tests(again, *failed)
            steady = set(failed_tests(again)) if again.exists() else set(failed)
            self.tally.unsteady += [name for name in failed if name not in steady]
            self._add(title, report, code if steady else 0, forgiven=len(failed) - len(steady))
        else:
            self._add(title, report, code)

    def _tests(self, report: Path, *words: str) -> int | None:
        """Run pytest; return its exit code, None when the time for all tests is over."""
        report.parent.mkdir(exist_ok=True)
        report.unlink(missing_ok=True)
        family = ("-o", "junit_family=xunit1")  # the other family does not tell a test's file
        try:
            return subprocess.run(
                (sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *family, *words),
                cwd=ROOT,
                env=child_environment(self.environment),
                check=False,
                timeout=self.seconds_left(),
            ).returncode
        except subprocess.TimeoutExpired:
            return None

    def _add(self, title: str, report: Path, code: int | None, forgiven: int = 0) -> None:
        before = self.tally.failed
        if code is None:
            self.tally.fail(f"{title}: the time for all tests is over")
            return
        if report.exists():
            for suite in ElementTree.parse(report).getroot().iter("testsuite"):
                failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0)) - forgiven
                skipped = int(suite.get("skipped", 0))
                self.tally.passed += int(suite.get("tests", 0)) - failed - skipped
                self.tally.skipped += skipped
                if failed:
                    self.tally.fail(f"{title}: {failed} failed", failed)
        if code and self.tally.failed == before:
            self.tally.fail(f"{title}: pytest ended with code {code}")

    def finish(self, *, may_skip: bool) -> int:
        """Print what failed and what was skipped, then the count; return the exit code."""
        if not may_skip:
            for note in self.tally.notes:
                self.tally.fail(f"CI may not skip: {note}")
            if self.tally.skipped:
                self.tally.fail(f"CI may not skip: {self.tally.skipped} tests skipped themselves")
        print()
        for note in self.tally.notes:
            print(f"skipped: {note}")
        for name in self.tally.unsteady:
            print(f"unsteady, passed only the second time: {name}")
        for failure in self.tally.failures:
            print(f"FAILED: {failure}")
        numbers = f"{self.tally.passed} passed, {self.tally.failed} failed, {self.tally.skipped} skipped"
        print(f"{numbers} in {monotonic() - self.began:.1f}s", flush=True)
        return 1 if self.tally.failed else 0


def failed_tests(report: Path) -> list[str]:
    """Return the names by which pytest finds the failed tests of *report*, none where there is no report."""
    if not report.exists():
        return []
    names = []
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.find("failure") is None and case.find("error") is None:
            continue
        file = case.get("file", "")
        module = file.removesuffix(".py").replace("/", ".")
        group = case.get("classname", "").removeprefix(module).strip(".")
        name = "::".join(part for part in (file, group, case.get("name", "")) if part)
        if name not in names:
            names.append(name)
    return names


def front_program() -> str | None:
    """Return the path of the front's program, None where it is not installed."""
    return shutil.which(FRONT) or shutil.which(FRONT, path=SYSTEM_PROGRAMS)


def run_tests(run: Run, *, is_quick: bool, is_all: bool) -> None:
    """Run the test suite: the plain tests side by side, then those that need the machine to themselves."""
    if is_quick:
        run.pytest("tests without browser", *PARALLEL, "-m", "not browser and not slow and not drill")
        return
    if front_program() is None:
        run.tally.notes.append(f"tests of the front (no {FRONT}: sudo apt-get install {FRONT})")
    run.pytest("tests without browser", *PARALLEL, "-m", "not browser and not drill")
    if shutil.which(CHROMIUM):
        run.pytest(
            "tests in the browser",
            "-m",
            "browser and not drill",
            may_be_empty=True,
            looked_at_again=LOOKED_AT_AGAIN,
        )
    else:
        run.tally.notes.append(f"tests in the browser (no {CHROMIUM}: sudo apt-get install {CHROMIUM})")
    if is_all:
        run.pytest("drills", "-m", "drill", may_be_empty=True)


def main(words: list[str] | None = None) -> int:
    """Carry out the checks asked for; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="./test",
        description="Sets everything up, then runs all checks and tests (less than half an hour).",
        epilog="Other arguments go to pytest; then only the tests they name are run. CI=true: nothing may be skipped.",
    )
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--quick", action="store_true", help="without types, browser and slow tests")
    extent.add_argument("--all", action="store_true", help="the drills too, without a time limit")
    arguments, for_pytest = parser.parse_known_args(words)

    is_given = bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))
    stays = is_given or devdb.running() is not None
    environment = {} if is_given else devdb.ensure().environment()
    try:
        steps.compile_messages()
        steps.build_assets(data_folder())
        is_ci = os.environ.get("CI", "").lower() in ("1", "true")
        limit_s = LONGEST_CI_RUN_S if is_ci else LONGEST_RUN_S
        run = Run(environment, limit_s=None if arguments.all else limit_s)
        if os.environ.get("PORTAL_PDF") == "off":
            run.tally.notes.append("tests of PDFs (libraries are missing, see above)")
        if for_pytest:
            run.pytest("tests", *for_pytest)
        else:
            for check in quick_checks() + ([] if arguments.quick else slow_checks()):
                run.check(check)
            run_tests(run, is_quick=arguments.quick, is_all=arguments.all)
        return run.finish(may_skip=not is_ci)
    finally:
        if not stays:
            devdb.stop()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        sys.exit(130)
