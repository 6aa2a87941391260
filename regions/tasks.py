"""The worker's side of regional reports."""

from celery import shared_task
from django.utils import timezone

from assembly.common.clock import day_of
from regions.services.opening import open_reports


@shared_task(name="regions.open_reports")
def open_reports_task() -> None:
    """Beat, every morning in Asia/Almaty: takes the clock, calls the service."""
    now = timezone.now()
    open_reports(on=day_of(now), at=now)
