"""Where things stand on this machine: the repository, its data folder, the programs of its environment."""

from __future__ import annotations

import os
import secrets
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A unix socket's whole path must fit into 107 bytes; the longest name put into a folder is ".s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 85


class Refused(Exception):
    """Something the reader of the terminal has to know and can mend; its text says both, without a trace."""


def data_folder() -> Path:
    """Return the folder that holds everything the portal makes (`PORTAL_DATA`, else `.data`), made if absent."""
    folder = Path(os.environ.get("PORTAL_DATA") or ROOT / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def program(name: str) -> str:
    """Return the path of a program that stands beside the running Python.

    Raises:
        Refused: the environment was made without it.
    """
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise Refused(f"{path} is missing: remove the folder .venv and start again")
    return str(path)


def socket_folder(wanted: Path) -> Path:
    """Return `wanted`, or a private short folder named after it where its path is too long for a socket.

    Raises:
        Refused: somebody else owns the short folder.
    """
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER:
        wanted.mkdir(parents=True, exist_ok=True, mode=0o700)
        return wanted
    name = f"portal-{os.geteuid()}-{zlib.crc32(os.fsencode(wanted)):08x}"
    short = Path("/tmp") / name  # noqa: S108 -- the owner is checked on the next lines
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != os.geteuid():
        raise Refused(f"{short} belongs to somebody else; set PORTAL_DATA to a folder with a shorter path")
    return short


def secret_key(data: Path) -> str:
    """Return the signing key of this folder, made at the first call and readable by its owner only."""
    return _kept(data / "secret_key", lambda: secrets.token_urlsafe(64))


def personal_keys(data: Path) -> dict[str, str]:
    """Return the keys of this folder under which personal values are sealed and hashed, made once.

    They stay beside the database, not in it: what was sealed is lost with them.
    """
    return {
        name: _kept(data / name.lower(), lambda: f"local:{secrets.token_hex(32)}")
        for name in ("PERSONAL_KEYS", "PERSONAL_HASH_KEYS")
    }


def _kept(path: Path, make: Callable[[], str]) -> str:
    """Return what stands in `path`; made and written for its owner alone where nothing does."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
    return path.read_text().strip()
