"""``manage.py list_permissions``: who may do what, and by which paragraph."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.people.rights import RIGHTS


class Command(BaseCommand):
    """Print each right with the seats from which it follows and the place in the law it rests on."""

    help = "Print every right, the seats that hold it and its paragraph."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a right."""
        for code, right in sorted(RIGHTS.items()):
            source = right.legal_ref.cite("ru") if right.legal_ref else "—"
            self.stdout.write(f"{code:36} {source:22} {', '.join(sorted(right.roles))}")
