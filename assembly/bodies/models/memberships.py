"""Seats: who is a member of what, from when until when, on whose behalf, by which act."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import EndReason, NominationRoute, SeatRole
from assembly.bodies.querysets import MembershipQuerySet
from assembly.common.names import in_language


class Membership(models.Model):
    """A span of days ``[from, until)`` during which a person has a seat in a body.

    "All members" is always *in force on a day*. Spans of one person in one body cannot overlap; the
    database holds it. No fixed term is known to the law: a seat without an end lasts.
    """

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    term = DateRangeField()
    association = models.ForeignKey(
        "bodies.Association", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    region = models.ForeignKey(
        "bodies.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    on_behalf_kk = models.CharField(max_length=300, blank=True)
    on_behalf_ru = models.CharField(max_length=300, blank=True)
    on_behalf_en = models.CharField(max_length=300, blank=True)
    nomination = models.CharField(max_length=20, choices=NominationRoute.choices, blank=True)
    nominated_by_kk = models.CharField(max_length=300, blank=True)
    nominated_by_ru = models.CharField(max_length=300, blank=True)
    post_kk = models.CharField(max_length=300, blank=True, help_text="post or occupation of the member")
    post_ru = models.CharField(max_length=300, blank=True)
    basis = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    end_basis = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts_toward_quorum = models.BooleanField(default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["body", "person"]
        constraints = [
            ExclusionConstraint(
                name="person_has_one_seat_in_a_body_on_a_day",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("term", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="membership_term_begins",
                condition=Q(term__isempty=False) & Q(term__startswith__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_ended_iff_has_reason",
                condition=Q(term__endswith__isnull=True, end_reason="")
                | (Q(term__endswith__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [GistIndex(fields=["term"], name="membership_term_idx")]

    def __str__(self) -> str:
        return f"{self.person} in {self.body_id}"

    @property
    def represents(self) -> str:
        """Return on whose behalf the person sits, in the reader's language; empty where it is unknown."""
        if self.association is not None:
            return self.association.name
        return in_language(self, "on_behalf") or self.on_behalf_ru or self.on_behalf_kk

    @property
    def nominated_by(self) -> str:
        """Return who nominated, in the reader's language, else in the one it is known in."""
        return in_language(self, "nominated_by") or self.nominated_by_ru or self.nominated_by_kk

    @property
    def post(self) -> str:
        """Return the member's post or occupation in the reader's language, else in the one it is known in."""
        return in_language(self, "post") or self.post_ru or self.post_kk
