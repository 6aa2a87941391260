"""Days that differ from the week's rule, editable, with their source."""

from django.conf import settings
from django.db import models

from assembly.common.names import in_language
from assembly.deadlines.enums import DayKind


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, a day off moved, a Saturday worked."""

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=10, choices=DayKind.choices)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, help_text="the act or the register it was taken from")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")


class CalendarYear(models.Model):
    """A year whose calendar is known; a term that runs into an unknown one is shown as provisional."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    seeded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.year)
