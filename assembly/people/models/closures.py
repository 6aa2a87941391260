"""A sign-in that was closed, and the open work that went to others."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.privileges import WRITTEN_ONCE


class Closure(models.Model):
    """A span during which a person may not sign in: when, why, by whom; reopened or not."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="closures")
    closed_on = models.DateField(help_text="the day from which the person has nothing to do here")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reopen_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(reopened_at__isnull=True),
                name="person_has_one_open_closure",
            ),
            models.CheckConstraint(name="closure_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="closure_reopened_iff_has_reason",
                condition=Q(reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"closure {self.pk}"


class HandedOver(models.Model):
    """One piece of a person's open work: given to a named successor, or left for a reason."""

    app_privileges = WRITTEN_ONCE

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="handed_over")
    kind = models.CharField(max_length=80, help_text="registered kind: decisions.controls")
    item = models.PositiveBigIntegerField(help_text="number of the record within its kind")
    successor = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    closure = models.ForeignKey(Closure, on_delete=models.PROTECT, null=True, related_name="items")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="work_has_successor_or_reason",
                condition=(Q(successor__isnull=False) & Q(reason=""))
                | (Q(successor__isnull=True) & ~Q(reason="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"
