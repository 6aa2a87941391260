"""Taking a backup: a consistent dump of the database, every kept file, and the manifest last."""

import shutil
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

from assembly.audit.models import SealedHead
from assembly.audit.services.chain import seal_heads
from assembly.portal.backups import manifest, programs
from assembly.portal.backups.manifest import DUMP, FILES, NAME, Manifest
from assembly.portal.backups.programs import Refused
from assembly.voting.models import Poll


def files_folder() -> Path:
    """Return the folder in which the portal keeps files.

    Raises:
        Refused: they are kept by a service of its own.
    """
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage):
        raise Refused("The files are not kept in a folder of this machine: copy them where they are kept.")
    return Path(storage.location)


def take_backup(*, to: Path, reason: str = "", at: datetime) -> Manifest:
    """Write database and files into a new folder; the manifest comes last, so a half one is none.

    Files are written once under names of their own and never changed, and the dump comes first: every
    file that it names is there when the files are copied.

    Args:
        to: the folder; it must not exist, or be empty.
        reason: why it is taken although polls are open; without one that is refused.
        at: the moment, timezone-aware; the heads of the audit are sealed at it.

    Returns:
        The manifest.

    Raises:
        Refused: the folder is not empty, polls are open, there is no matching ``pg_dump``, or it failed.
    """
    source = files_folder()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Refused(f"{to} is not an empty folder: name one that does not exist yet.")
    opened = tuple(Poll.objects.under_way().values_list("pk", flat=True))
    if opened and not reason.strip():
        raise Refused(
            f"Votes are being taken (polls {', '.join(map(str, opened))}). Take the backup after they are closed, or "
            "say with --although why it cannot wait; a restore of it declares these polls void."
        )
    programs.program("pg_dump")
    seal_heads(at=at)
    seal = SealedHead.objects.order_by("-number").first()
    applied = manifest.applied_migrations()
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    dump = to / DUMP
    programs.run("pg_dump", "--format=custom", "--no-comments", f"--file={dump}")
    if source.is_dir():
        shutil.copytree(source, to / FILES)
    kept = sorted(path for path in to.rglob("*") if path.is_file())
    taken = Manifest(
        taken_at=at.isoformat(),
        portal=manifest.portal_version(),
        postgres=programs.server_major(),
        migrations=applied,
        seal_number=seal.number if seal else 0,
        seal_digest=seal.digest if seal else "",
        open_polls=opened,
        reason=reason.strip(),
        parts=tuple(manifest.part_of(to, path) for path in kept),
    )
    (to / NAME).write_bytes(taken.spelled())
    return taken
