"""``manage.py restore``: a backup into an empty database and an empty folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assembly.portal.backups.programs import Refused
from assembly.portal.backups.restoring import restore_backup


class Command(BaseCommand):
    """Restore a backup; refuses what is not whole, not empty, or not known."""

    help = (
        "Restore a backup into an empty database and an empty folder of files, under the role portal_owner."
    )
    # The database is empty: there is nothing to check it against.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the backup."""
        parser.add_argument("--from", dest="source", type=Path, required=True, metavar="FOLDER")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        """Restore it and say what comes next."""
        try:
            taken = restore_backup(source=source, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored what was taken at {taken.taken_at}, up to seal {taken.seal_number}.")
        self.stdout.write(f"manifest {taken.digest()}")
        if taken.open_polls:
            self.stdout.write(
                f"Declared void, because votes were being taken: polls {list(taken.open_polls)}"
            )
        self.stdout.write("Now run: manage.py migrate, then manage.py verify")
