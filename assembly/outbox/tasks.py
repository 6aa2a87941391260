"""The worker's side of the outbox."""

from celery import shared_task
from django.utils import timezone

from assembly.outbox.services.messages import drain


@shared_task(name="outbox.drain")
def drain_task() -> None:
    """Beat, every ten seconds; also called as a hint after an act that wrote messages."""
    drain(at=timezone.now())
