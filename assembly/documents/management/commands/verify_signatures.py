"""``manage.py verify_signatures``: check every signature anew, with its chain and its revocation."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assembly.documents.enums import SignatureState
from assembly.documents.services.checking import check_all, stands


class Command(BaseCommand):
    """Write a new check beside each signature; say what does not stand; fail when anything does not."""

    help = (
        "Check bytes, certificate, chain and revocation of every signature; non-zero when one does not stand."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many are in which state, then one line for each that does not stand."""
        states: Counter[str] = Counter()
        fallen = []
        for check in check_all(at=timezone.now()):
            states[check.state] += 1
            if not stands(check):
                fallen.append(check)
        for state in SignatureState:
            self.stdout.write(f"{state.value}: {states[state.value]}")
        for check in fallen:
            self.stdout.write(f"  signature {check.signature_id}: {check.state}, {check.reason}")
        if fallen:
            raise CommandError(f"{len(fallen)} signatures do not stand")
