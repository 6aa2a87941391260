"""Cards that look like one person's and are of two."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.privileges import WRITTEN_ONCE


class DistinctPersons(models.Model):
    """Two cards that were compared and found to be of two persons: by whom, when, why; not offered again.

    The card with the lower key is ``first``, so that a pair exists once.
    """

    app_privileges = WRITTEN_ONCE

    first = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_is_found_distinct_once"),
            models.CheckConstraint(name="distinct_pair_is_ordered", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="distinct_pair_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
