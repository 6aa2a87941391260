"""Acts that need two persons: one asks, another carries out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.people.enums import PairedState
from assembly.people.querysets import PairedActQuerySet


class PairedAct(models.Model):
    """What one person asked for and another has to confirm; ``facts`` are what the act will be done with."""

    kind = models.CharField(max_length=80, help_text="registered kind: people.second_factor_reset")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="paired_acts")
    subject = models.CharField(max_length=80, blank=True, help_text="what it concerns besides: body:3")
    facts = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PairedState.choices, default=PairedState.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=500, blank=True)

    objects = PairedActQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "subject"],
                condition=Q(state=PairedState.WAITING),
                name="paired_act_waits_once",
            ),
            models.CheckConstraint(
                name="paired_act_decided_iff_has_moment",
                condition=Q(state=PairedState.WAITING, decided_at__isnull=True)
                | (~Q(state=PairedState.WAITING) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="paired_act_confirmed_by_another",
                condition=~Q(state=PairedState.CONFIRMED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="paired_act_refused_has_remark",
                condition=~Q(state=PairedState.REFUSED) | ~Q(remark=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
