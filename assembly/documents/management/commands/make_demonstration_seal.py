"""``manage.py make_demonstration_seal``: the seal of the demonstration, under DEMO=1 only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assembly.documents.signing.demonstration import make_demonstration_seal


class Command(BaseCommand):
    """Make a certificate that says itself that it proves nothing, so that papers show how a seal looks."""

    help = "Make the seal of the demonstration in the portal's data folder (once)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it unless it stands."""
        if not settings.DEMO:
            raise CommandError("The seal of the demonstration is made only under DEMO=1.")
        is_new = make_demonstration_seal(settings.DEMONSTRATION_SEAL, at=timezone.now())
        self.stdout.write("The seal is made." if is_new else "The seal stands already.")
