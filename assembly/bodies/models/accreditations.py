"""Accreditation of ethnocultural associations: applied for, decided, renewed; lapsed by the calendar alone."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import AccreditationState
from assembly.bodies.querysets import AccreditationQuerySet


class Accreditation(models.Model):
    """One application of an association and what was decided on it.

    An accredited one has its number in the register of accredited associations, the act of the decision
    and a span of days ``[from, until)``; a refused one its reason. That a term is over is a matter of the
    day: no state says it, nothing has to be run for it.
    """

    association = models.ForeignKey(
        "bodies.Association", on_delete=models.PROTECT, related_name="accreditations"
    )
    state = models.CharField(
        max_length=12, choices=AccreditationState.choices, default=AccreditationState.APPLIED
    )
    applied_on = models.DateField()
    applicant = models.CharField(max_length=200, help_text="who brought the application, by name and post")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    entry_number = models.CharField(max_length=40, blank=True, help_text="number in the register")
    term = DateRangeField(null=True)
    refusal_reason = models.CharField(max_length=500, blank=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="association_is_accredited_once_on_a_day",
                expressions=[("association", RangeOperators.EQUAL), ("term", RangeOperators.OVERLAPS)],
                condition=Q(term__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["association"], condition=Q(state="applied"), name="association_has_one_open_application"
            ),
            models.UniqueConstraint(
                fields=["entry_number"],
                condition=~Q(entry_number=""),
                name="number_in_the_register_of_accredited_is_one",
            ),
            models.CheckConstraint(
                name="accreditation_is_what_its_state_says",
                condition=Q(
                    state="applied", decided_on__isnull=True, term__isnull=True, entry_number="", refusal_reason=""
                )
                | Q(state="accredited", decided_on__isnull=False, term__isnull=False, basis__isnull=False,
                    refusal_reason="") & ~Q(entry_number="")
                | Q(state="refused", decided_on__isnull=False, term__isnull=True, entry_number="")
                & ~Q(refusal_reason=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"accreditation {self.pk} of {self.association_id}"

    def is_in_force_on(self, day: date) -> bool:
        """Say whether the association is accredited by this decision on a day."""
        return self.term is not None and day in self.term
