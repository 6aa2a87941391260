"""Offices and who held them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import OfficeKind
from assembly.bodies.querysets import HoldingQuerySet
from assembly.common.names import in_language


class Office(models.Model):
    """A post that acts or answers: the Chairman, a deputy, an akim."""

    kind = models.CharField(max_length=30, choices=OfficeKind.choices)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(
        "bodies.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["chairman", "head_of_secretariat"]),
                name="office_of_this_kind_is_one",
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")


class OfficeHolding(models.Model):
    """A span of days ``[from, until)`` during which a person holds an office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="offices")
    term = DateRangeField()
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["office", "term"]
        constraints = [
            ExclusionConstraint(
                name="office_has_one_holder_on_a_day",
                expressions=[("office", RangeOperators.EQUAL), ("term", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="holding_term_begins",
                condition=Q(term__isempty=False) & Q(term__startswith__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.office_id}"
