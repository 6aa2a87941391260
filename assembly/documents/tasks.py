"""The worker's side of the room."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="documents.render_waiting")
def render_waiting_task() -> None:
    """Beat, every twenty seconds: make the PDFs that were ordered."""
    # Here, not above: the layout library takes a second to load, and only this task needs it.
    from assembly.documents.services.renditions import render_waiting

    render_waiting(at=timezone.now())


@shared_task(name="documents.seal_waiting")
def seal_waiting_task() -> None:
    """Beat, every twenty seconds: seal the PDFs that were made."""
    # Here, not above: the signing library takes a while to load, and only this task needs it.
    from assembly.documents.services.sealing import seal_waiting

    seal_waiting(at=timezone.now())
