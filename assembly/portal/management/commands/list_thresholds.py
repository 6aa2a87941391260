"""``manage.py list_thresholds``: every quorum and majority, as a lawyer can check it."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import PROCEDURES
from assembly.law.thresholds import Comparison, Threshold

WHOLES = {"quorum": "of all members", "majority": "of those present"}
SIGNS = {Comparison.AT_LEAST: "at least", Comparison.MORE_THAN: "more than"}
EXAMPLES = (84, 412, 583)


class Command(BaseCommand):
    """Print organ, rule, share, its whole, place in the law, edition, and three examples in integers."""

    help = "Print every quorum and majority with its place in the law and its edition."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a rule and edition."""
        for organ, editions in sorted(PROCEDURES.items()):
            for rule in ("quorum", "majority"):
                for threshold in getattr(editions, rule):
                    self.stdout.write(self._line(organ, rule, threshold))

    @staticmethod
    def _line(organ: str, rule: str, threshold: Threshold) -> str:
        ref = threshold.legal_ref
        until = f"{ref.in_force_until:%d.%m.%Y}" if ref.in_force_until else "…"
        examples = ", ".join(f"{threshold.least_part(of=whole)} of {whole}" for whole in EXAMPLES)
        return (
            f"{BodyKind(organ).value:10} {rule:9} {SIGNS[threshold.comparison]} "
            f"{threshold.numerator}/{threshold.denominator} {WHOLES[rule]:17} {ref.cite('ru'):8} "
            f"No. {ref.act.number} [{ref.in_force_from:%d.%m.%Y} – {until})  {examples}"
        )
