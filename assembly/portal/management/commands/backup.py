"""``manage.py backup``: database and files into a folder, with a manifest."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assembly.portal.backups.programs import Refused
from assembly.portal.backups.taking import take_backup


class Command(BaseCommand):
    """Take a backup; say its checksum, by which it is known again."""

    help = "Write the database and all files into a new folder, with a manifest of their checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and, while polls are open, the reason."""
        parser.add_argument(
            "--to", type=Path, required=True, metavar="FOLDER", help="a folder that does not exist yet"
        )
        parser.add_argument(
            "--although",
            default="",
            metavar="REASON",
            help="why it is taken while polls are open; a restore voids them",
        )

    def handle(self, *args: Any, to: Path, although: str, **options: Any) -> None:
        """Take it and print what is in it."""
        try:
            taken = take_backup(to=to, reason=although, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        size = sum(part.size for part in taken.parts)
        self.stdout.write(f"{to}: {len(taken.parts)} files, {size:,} bytes, up to seal {taken.seal_number}")
        self.stdout.write(f"manifest {taken.digest()}")
        self.stdout.write("SECRET_KEY and the personal keys are not in it: keep them apart.")
