"""``manage.py verify``: walk every chain, recount every poll, check every document."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assembly.audit.verifiers import VERIFIERS


class Command(BaseCommand):
    """Run what the rooms registered; say what disagrees; fail when anything does."""

    help = "Check audit chains and seals, ballots and outcomes, texts and files; non-zero when anything disagrees."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a room, then one a problem."""
        problems = []
        for name, verify in VERIFIERS.items():
            found = list(verify())
            problems += found
            self.stdout.write(f"{name}: {'clean' if not found else f'{len(found)} problems'}")
        for problem in problems:
            self.stdout.write(f"  {problem}")
        if problems:
            raise CommandError(f"{len(problems)} problems")
