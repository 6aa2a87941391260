"""Restoring a backup into an empty database and an empty folder; it replaces nothing and re-opens nothing."""

import shutil
from datetime import datetime
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from assembly.audit.models import SealedHead
from assembly.audit.services.chain import record
from assembly.common.privileges import APP_ROLE, OWNER_ROLE
from assembly.portal.backups import manifest, programs
from assembly.portal.backups.manifest import DUMP, FILES, Manifest
from assembly.portal.backups.programs import Refused
from assembly.portal.backups.taking import files_folder
from assembly.voting.services.restored import void_polls_of_backup

# What extensions bring is no table of the portal.
TABLES = """
    SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


def restore_backup(*, source: Path, at: datetime) -> Manifest:
    """Bring a backup into the empty database of the settings and the empty folder of files.

    Polls that took votes when the backup was taken are declared void: what became of them afterwards is
    not in it, and a vote is never taken up again from a copy. Closed ones stay closed: the database
    itself refuses anything else. Sign-ins of that time end.

    Args:
        source: the folder of the backup; every file is compared with the manifest first.
        at: the moment, timezone-aware.

    Returns:
        The manifest.

    Raises:
        Refused: the backup is not whole or of a later version, the place is not empty, the role may not
            make tables, ``pg_restore`` failed, or the restored audit lacks the seal that the manifest names.
    """
    taken = manifest.read(source)
    files = files_folder()
    _require_known(taken)
    _require_empty(files)
    _require_owner()
    programs.run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        f"--dbname={_name()}",
        str(source / DUMP),
    )
    _require_seal(taken)
    if (source / FILES).is_dir():
        shutil.copytree(source / FILES, files, dirs_exist_ok=True)
    _settle(taken, at)
    return taken


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _require_known(taken: Manifest) -> None:
    unknown = sorted(set(taken.migrations) - manifest.known_migrations())
    if unknown:
        raise Refused(
            f"The backup was taken by another version of the portal: this one does not know {unknown[0]}. "
            f"Install version {taken.portal} or later first."
        )
    if programs.server_major() < taken.postgres:
        raise Refused(f"The backup comes from PostgreSQL {taken.postgres}; this server is older.")


def _require_empty(files: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        (tables,) = cursor.fetchone()
    if tables:
        raise Refused(f"The database is not empty: it has {tables} tables. Restore into a new one.")
    if files.is_dir() and any(files.iterdir()):
        raise Refused(f"The folder of files is not empty: {files}. Restore into a new one.")


def _require_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, array(SELECT rolname::text FROM pg_roles)")
        role, roles = cursor.fetchone()
    if missing := {OWNER_ROLE, APP_ROLE} - set(roles):
        raise Refused(
            f"The server lacks the role {min(missing)}: prepare it as deploy/database/roles.sh does."
        )
    if role != OWNER_ROLE:
        raise Refused(
            f"Restore under the role {OWNER_ROLE} (DATABASE_ROLE), not {role}: it makes the tables."
        )


def _require_seal(taken: Manifest) -> None:
    seal = SealedHead.objects.filter(number=taken.seal_number).first()
    if taken.seal_number and (seal is None or seal.digest != taken.seal_digest):
        raise Refused(
            f"The restored audit lacks seal {taken.seal_number} as the manifest names it. Do not use this database."
        )


@transaction.atomic
def _settle(taken: Manifest, at: datetime) -> None:
    void = void_polls_of_backup(taken_at=taken.taken(), at=at)
    Session.objects.all().delete()
    facts = {
        "manifest": taken.digest(),
        "taken_at": taken.taken_at,
        "seal": taken.seal_number,
        "void_polls": [poll.pk for poll in void],
    }
    record(stream="portal", kind="portal.backup_restored", at=at, payload=facts)
