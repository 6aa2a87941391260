"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DayKind(TextChoices):
    """What a day of the calendar is."""

    OFF = "off", pgettext_lazy("calendar day", "Day off")
    WORKING = "working", pgettext_lazy("calendar day", "Working day")
