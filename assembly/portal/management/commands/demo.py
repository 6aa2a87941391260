"""``manage.py demo``: demonstration data of real size, under DEMO=1 only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assembly.portal.demo.build import build, is_built, sign_in_lines
from assembly.portal.demo.crowd import gather_members, vote_as_members


class Command(BaseCommand):
    """Fill an empty portal with invented people, a Session that was held and one to be held today."""

    help = "Build the demonstration (once); --print-sign-ins only says who can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the command's options."""
        parser.add_argument(
            "--print-sign-ins", action="store_true", help="print who can sign in, build nothing"
        )
        parser.add_argument(
            "--gather", action="store_true", help="let the other members come, one short of quorum"
        )
        parser.add_argument(
            "--vote", action="store_true", help="let the other members vote in the poll that is open"
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
        if options["gather"] or options["vote"]:
            self._move_the_others(gather=options["gather"])
            return
        if is_built():
            self.stdout.write("The demonstration stands already.")
            return
        build(at=timezone.now(), members_count=options["members"], council_count=options["council"])
        self.stdout.write("The demonstration is built.")

    def _move_the_others(self, *, gather: bool) -> None:
        """Let the members whom nobody plays come or vote.

        Raises:
            CommandError: registration, or a poll, is not open.
        """
        try:
            count = gather_members(at=timezone.now()) if gather else vote_as_members(at=timezone.now())
        except LookupError as missing:
            raise CommandError(str(missing)) from None
        self.stdout.write(f"{count} members were registered." if gather else f"{count} members voted.")
