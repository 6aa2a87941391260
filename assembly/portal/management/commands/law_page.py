"""``manage.py law_page``: the page ``docs/law.md``."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.portal.law_page import law_page


class Command(BaseCommand):
    """Write what the portal takes from the law: rule, place, edition, code."""

    help = (
        "Write docs/law.md: every threshold, competence, matter, right and setting with its place in the law."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page."""
        self.stdout.write(law_page())
