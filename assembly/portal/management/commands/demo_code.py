"""``manage.py demo_code ACCOUNT``: the code that the telephone of an invented person shows, under DEMO=1 only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assembly.people.models import User
from assembly.portal.demo.codes import code_now


class Command(BaseCommand):
    """Print the code for the second step of signing in."""

    help = "Print the code that signs an invented person in now: manage.py demo_code secretary1"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the command's argument."""
        parser.add_argument("account", help="the e-mail address, or its part before the @")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the code, or say why there is none."""
        if not settings.DEMO:
            raise CommandError("Codes are shown for invented persons, under DEMO=1.")
        account = options["account"]
        email = account if "@" in account else f"{account}@portal.example"
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"nobody signs in with {email}")
        code = code_now(user)
        if not code:
            raise CommandError(f"{email} signs in with a password alone, or has set up a key of his own")
        self.stdout.write(code)
