"""``manage.py list_powers``: what each organ may decide, and what only the Chairman does."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.chairman.matters import KINDS
from assembly.law.competences import COMPETENCES


class Command(BaseCommand):
    """Print the competences of the organs and the kinds of matters of the Chairman."""

    help = "Print the powers of the organs with their paragraphs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a power."""
        for competence in COMPETENCES:
            exclusive = "exclusive" if competence.is_exclusive else ""
            self.stdout.write(
                f"{'/'.join(competence.organs):10} {competence.legal_ref.cite('ru'):18} {exclusive:10} "
                f"{competence.name_ru}"
            )
        for code, kind in sorted(KINDS.items()):
            self.stdout.write(f"{'chairman':10} {kind.legal_ref.cite('ru'):18} {'exclusive':10} {code}")
