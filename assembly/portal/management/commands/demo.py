"""``manage.py demo``: demonstration data of real size, under DEMO=1 only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assembly.portal.demo.build import build, is_built, sign_in_lines


class Command(BaseCommand):
    """Fill an empty portal with invented people, a Session that was held and one to be held today."""

    help = "Build the demonstration (once); --print-sign-ins only says who can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the command's options."""
        parser.add_argument(
            "--print-sign-ins", action="store_true", help="print who can sign in, build nothing"
        )
        parser.add_argument("--members", type=int, default=583, help="members of the Assembly")
        parser.add_argument("--council", type=int, default=84, help="members of the Council among them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it unless it stands."""
        if options["print_sign_ins"]:
            for line in sign_in_lines():
                self.stdout.write(line)
            return
        if not settings.DEMO:
            raise CommandError("Demonstration data is made only under DEMO=1.")
        if is_built():
            self.stdout.write("The demonstration stands already.")
            return
        build(at=timezone.now(), members_count=options["members"], council_count=options["council"])
        self.stdout.write("The demonstration is built.")
