"""The minutes of a sitting: made from what happened, signed by two."""

from django.db import models
from django.db.models import Q

from assembly.meetings.enums import MinutesState


class Minutes(models.Model):
    """Minutes: composed from the records of the sitting; a signed text never changes."""

    meeting = models.OneToOneField("meetings.Meeting", on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(max_length=40)
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                name="minutes_signed_iff_has_act",
                condition=Q(state=MinutesState.SIGNED, act__isnull=False, signed_at__isnull=False)
                | Q(state=MinutesState.APPROVED, act__isnull=False, signed_at__isnull=True)
                | Q(state=MinutesState.DRAFT, act__isnull=True, signed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"minutes {self.number}"
