"""The worker's side of the audit."""

from celery import shared_task
from django.utils import timezone

from assembly.audit.services.chain import seal_heads


@shared_task(name="audit.seal_heads")
def seal_heads_task() -> None:
    """Beat, every minute."""
    seal_heads(at=timezone.now())
