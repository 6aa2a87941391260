"""``manage.py list_transitions``: every state machine, cell by cell."""

from typing import Any

from django.core.management.base import BaseCommand

from assembly.common.flow import FLOWS


class Command(BaseCommand):
    """Print each flow's table: state, event, next state. What is not printed is forbidden."""

    help = "Print every transition of every flow."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a transition."""
        for name, flow in sorted(FLOWS.items()):
            for state, event, target in flow:
                self.stdout.write(f"{name:14} {state!s:14} -- {event!s:18} --> {target!s}")
