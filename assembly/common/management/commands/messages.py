"""``manage.py messages``: bring the catalogues of translations up to date, or say what is missing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.common import catalogues


class Command(BaseCommand):
    """Extract messages, merge them into the catalogues, fill in translations, report what is missing."""

    help = "Bring locale/{kk,ru} up to date; --check only looks; --fill FILE puts translations in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the command's options."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when anything is missing"
        )
        parser.add_argument(
            "--fill", action="append", default=[], metavar="FILE", help="JSON with translations"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it under the lock of the catalogues."""
        entries: dict[str, Any] = {}
        for name in options["fill"]:
            entries.update(json.loads(Path(name).read_text(encoding="utf-8")))
        problems: list[str] = []
        with catalogues.only_one():
            template = catalogues.extracted()
            for language in catalogues.LANGUAGES:
                catalogue = catalogues.merged(language, template)
                catalogues.fill(language, catalogue, entries)
                problems += [f"{language}: {words}" for words in catalogues.missing(language, catalogue)]
                if options["check"]:
                    problems += self._differences(language, catalogue)
                else:
                    catalogues.write(language, catalogue)
        for problem in problems:
            self.stdout.write(problem)
        if options["check"] and problems:
            raise CommandError(f"{len(problems)} messages need work: run manage.py messages, then translate")
        self.stdout.write(f"{len(problems)} missing")

    @staticmethod
    def _differences(language: str, catalogue: Any) -> list[str]:
        kept = {(str(message.id), message.context) for message in catalogues.read(language) if message.id}
        said = {(str(message.id), message.context) for message in catalogue if message.id}
        return [f"{language}: no longer said: {msgid}" for msgid, _ in sorted(kept - said, key=str)]
