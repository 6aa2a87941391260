"""In whose name a regional assembly was convened, and its council."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from assembly.common.privileges import WRITTEN_ONCE
from regions.querysets import CouncilSeatQuerySet


class RegionalSitting(models.Model):
    """That the chair of a regional assembly, the akim ex officio, convened a sitting; written once.

    ``is_by_chair`` says that he did it in the portal himself; otherwise the secretariat did it for him (ст. 14, п. 19).
    """

    app_privileges = WRITTEN_ONCE

    meeting = models.OneToOneField("meetings.Meeting", on_delete=models.PROTECT, related_name="of_region")
    chair = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    is_by_chair = models.BooleanField()

    class Meta:
        ordering = ["meeting"]
        triggers = [
            pgtrigger.Protect(
                name="regional_sitting_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"sitting {self.meeting_id} of a region"


class CouncilSeat(models.Model):
    """A span of days ``[from, until)`` during which a member sits in the council of his regional assembly.

    The chair of the assembly forms and heads the council (ст. 14): as he does so by office, no seat is kept for him.
    """

    assembly = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="council_seats")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="regional_council_seats"
    )
    term = DateRangeField()
    basis = models.CharField(max_length=300, help_text="the act of the chair, as it is written on the paper")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CouncilSeatQuerySet.as_manager()

    class Meta:
        ordering = ["assembly", "person"]
        constraints = [
            ExclusionConstraint(
                name="person_sits_in_a_regional_council_once_on_a_day",
                expressions=[
                    ("assembly", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("term", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="regional_council_term_begins",
                condition=Q(term__isempty=False) & Q(term__startswith__isnull=False),
            ),
            models.CheckConstraint(name="regional_council_seat_has_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in the council of {self.assembly_id}"
