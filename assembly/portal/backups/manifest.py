"""The manifest of a backup: what is in it, when it was taken, by which version, up to which seal."""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from assembly.portal.backups.programs import Refused

NAME = "manifest.json"
DUMP = "database.dump"
FILES = "files"
FORMAT = 1
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup: its place within the folder, its size in bytes, its checksum."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself.

    Attributes:
        taken_at: the moment, ISO 8601.
        portal: version of the portal.
        postgres: major version of the server.
        migrations: what was applied, ``label.name``.
        seal_number: the last seal of the audit, 0 when there is none.
        seal_digest: its digest; a restored database must have this very seal.
        open_polls: polls that took votes at that moment; a restore declares them void.
        reason: why the backup was taken all the same.
        parts: the dump and every kept file.
    """

    taken_at: str
    portal: str
    postgres: int
    migrations: tuple[str, ...]
    seal_number: int
    seal_digest: str
    open_polls: tuple[int, ...]
    reason: str
    parts: tuple[Part, ...]

    def taken(self) -> datetime:
        """Return the moment."""
        return datetime.fromisoformat(self.taken_at)

    def spelled(self) -> bytes:
        """Return the one spelling that is written and hashed."""
        body = {"format": FORMAT, **asdict(self)}
        return json.dumps(body, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"

    def digest(self) -> str:
        """Return the checksum of the manifest: whoever wrote it down knows this backup again."""
        return hashlib.sha256(self.spelled()).hexdigest()


def part_of(folder: Path, path: Path) -> Part:
    """Return the line of a manifest for a file as it is now."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in iter(lambda: stream.read(CHUNK), b""):
            digest.update(piece)
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, digest.hexdigest())


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup after comparing every file with it.

    Raises:
        Refused: there is none, or a file is absent, added or changed.
    """
    try:
        spelled = (folder / NAME).read_bytes()
        body = json.loads(spelled)
        if body.pop("format") != FORMAT:
            raise Refused(
                f"{folder} was written by another version of the portal; install that version to restore it."
            )
        manifest = _from(body)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(f"{folder} holds no finished backup: its manifest is absent or broken.") from error
    found = {path.relative_to(folder).as_posix(): path for path in _files_in(folder)}
    said = {part.path: part for part in manifest.parts}
    for name in sorted(said.keys() ^ found.keys()):
        what = "is missing" if name in said else "was added"
        raise Refused(f"The backup is not what it was: {name} {what}. Take another copy of it.")
    for name, part in said.items():
        if part_of(folder, found[name]) != part:
            raise Refused(f"The backup is not what it was: {name} has changed. Take another copy of it.")
    return manifest


def _from(body: dict[str, Any]) -> Manifest:
    parts = tuple(Part(**part) for part in body.pop("parts"))
    migrations, opened = tuple(body.pop("migrations")), tuple(body.pop("open_polls"))
    return Manifest(parts=parts, migrations=migrations, open_polls=opened, **body)


def _files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / NAME]


def applied_migrations() -> tuple[str, ...]:
    """Return what the database says was applied."""
    applied = MigrationLoader(connection).applied_migrations
    return tuple(sorted(f"{label}.{name}" for label, name in applied))


def known_migrations() -> set[str]:
    """Return what this version of the portal could apply."""
    return {f"{label}.{name}" for label, name in MigrationLoader(None).disk_migrations}


def portal_version() -> str:
    """Return the version of the portal."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
