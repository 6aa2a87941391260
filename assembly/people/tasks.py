"""The worker's side of the room."""

from celery import shared_task
from django.utils import timezone

from assembly.people.services.letters import make_letters


@shared_task(name="people.make_letters")
def make_letters_task() -> None:
    """Beat, every twenty seconds: print the letters that were ordered, drop those whose day is over."""
    make_letters(at=timezone.now())
