"""The worker's side of reminders."""

from celery import shared_task
from django.utils import timezone

from assembly.common.clock import day_of
from assembly.deadlines.services.reminders import run_reminders


@shared_task(name="deadlines.run_reminders")
def run_reminders_task() -> None:
    """Beat, at nine in Asia/Almaty and every hour after: takes the clock, calls the service."""
    now = timezone.now()
    run_reminders(on=day_of(now), at=now)
