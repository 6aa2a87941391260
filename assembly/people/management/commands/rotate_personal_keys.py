"""`manage.py rotate_personal_keys`: bring every personal value under the first of the keys."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assembly.people.services.iin import rotate_personal_keys
from assembly.people.services.second_factor import reseal_second_factors


class Command(BaseCommand):
    """Re-seal and re-hash; afterwards the older keys can be taken out of the environment."""

    help = "Brings every sealed personal value under the first keys of PERSONAL_KEYS and PERSONAL_HASH_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate and say how many values were moved."""
        now = timezone.now()
        count = rotate_personal_keys(at=now) + reseal_second_factors(at=now)
        self.stdout.write(f"{count} values brought under the present keys; older keys can be taken out.")
