"""``manage.py seed``: the reference data without which the portal cannot work."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assembly.bodies.services.seed import seed_reference
from assembly.common.clock import day_of
from assembly.deadlines.services.calendar import seed_year


class Command(BaseCommand):
    """Enter regions, organs, offices and the calendar of this year and the next; safe to repeat."""

    help = "Enter the regions, organs, offices and the calendar of working days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the clock, call the services, say what was entered."""
        at = timezone.now()
        new = seed_reference(at=at)
        year = day_of(at).year
        for number in (year - 1, year, year + 1):
            seed_year(year=number, at=at)
        self.stdout.write(f"Reference data: {new} new records; calendar {year - 1}-{year + 1}.")
