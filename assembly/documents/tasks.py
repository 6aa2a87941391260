"""The worker's side of the room."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="documents.render_waiting")
def render_waiting_task() -> None:
    """Beat, every twenty seconds: make the PDFs that were ordered."""
    # Here, not above: the layout library takes a second to load, and only this task needs it.
    from assembly.documents.services.renditions import render_waiting

    render_waiting(at=timezone.now())
