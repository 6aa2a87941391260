"""Printed letters with a one-time code, for those who have no e-mail address."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.people.enums import LettersState


class LetterBatch(models.Model):
    """An order of printed letters: one PDF, a letter a page, downloadable once by the one who ordered it.

    The codes stand in the PDF alone; it is kept sealed under a key outside the database until it is taken
    or its day is over, and then it is gone.
    """

    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    letters = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=LettersState.choices, default=LettersState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    key_id = models.CharField(max_length=16, blank=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="letters_kept_iff_ready",
                condition=Q(state=LettersState.READY, sealed__isnull=False)
                | (~Q(state=LettersState.READY) & Q(sealed__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"letters {self.pk}"
