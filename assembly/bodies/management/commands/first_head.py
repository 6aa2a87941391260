"""`manage.py first_head`: enter the very first head of the Secretariat, once in a portal's life."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assembly.bodies.services.first_head import enter_first_head
from assembly.common.errors import DomainError
from assembly.common.views import refusal_words
from assembly.people.enums import Language


class Command(BaseCommand):
    """After him, rights are asked for by one person and confirmed by another."""

    help = (
        "Enters the first head of the Secretariat and writes him an invitation; refuses when anybody is here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the person and the order."""
        parser.add_argument("--family-name", required=True)
        parser.add_argument("--given-name", required=True)
        parser.add_argument("--email", required=True)
        parser.add_argument("--language", choices=Language.values, default=Language.KK)
        parser.add_argument("--order-number", required=True, help="number of the President's order")
        parser.add_argument("--order-day", required=True, type=date.fromisoformat, help="2026-11-23")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter him; say where the invitation goes."""
        try:
            holding = enter_first_head(
                family_name=options["family_name"],
                given_name=options["given_name"],
                email=options["email"],
                language=options["language"],
                order_number=options["order_number"],
                order_on=options["order_day"],
                at=timezone.now(),
            )
        except DomainError as refusal:
            raise CommandError(refusal_words(refusal)) from refusal
        self.stdout.write(f"entered: {holding.person}; the invitation leaves to {holding.person.email}")
