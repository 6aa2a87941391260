"""The worker's side of the room."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="documents.render_waiting")
def render_waiting_task() -> None:
    """Beat, every twenty seconds: make the PDFs that were ordered."""
    # Here, not above: the layout library takes a second to load, and only this task needs it.
    from assembly.documents.services.renditions import render_waiting

    render_waiting(at=timezone.now())


@shared_task(name="documents.check_signatures")
def check_signatures_task() -> None:
    """Beat, from one to five at night: check each signature once more, a part of them at a time."""
    # Here, not above: the signing library takes a while to load, and only this task needs it.
    from assembly.documents.services.checking import check_due

    check_due(at=timezone.now())


@shared_task(name="documents.seal_waiting")
def seal_waiting_task() -> None:
    """Beat, every twenty seconds: seal the PDFs that were made."""
    # Here, not above: the signing library takes a while to load, and only this task needs it.
    from assembly.documents.services.sealing import seal_waiting

    seal_waiting(at=timezone.now())
