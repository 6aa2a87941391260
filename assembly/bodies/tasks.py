"""The worker's side of the room."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="bodies.write_imports")
def write_imports_task() -> None:
    """Beat, every five seconds: write the imports that were confirmed."""
    # Here, not above: reading workbooks takes a moment to load, and only this task needs it.
    from assembly.bodies.services.imports import write_waiting

    write_waiting(at=timezone.now())


@shared_task(name="bodies.remove_old_imports")
def remove_old_imports_task() -> None:
    """Beat, every ten minutes: forget the tables that nobody confirmed within a day."""
    from assembly.bodies.services.imports import remove_old

    remove_old(at=timezone.now())
