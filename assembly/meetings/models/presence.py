"""The frozen roll and the timeline of presence."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from assembly.common.privileges import WRITTEN_ONCE
from assembly.meetings.enums import PresenceMode
from assembly.meetings.querysets import PresenceQuerySet, RollQuerySet


class RollEntry(models.Model):
    """A member in force on the day of the sitting, written when registration opens, never after.

    The name is a snapshot: what a person is called later does not change an old roll.
    """

    app_privileges = WRITTEN_ONCE

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="roll")
    membership = models.ForeignKey("bodies.Membership", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="roll_entries")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=310)
    on_behalf_kk = models.CharField(max_length=300, blank=True)
    on_behalf_ru = models.CharField(max_length=300, blank=True)
    counts_toward_quorum = models.BooleanField(default=True)

    objects = RollQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="person_is_on_the_roll_once"),
            models.UniqueConstraint(fields=["meeting", "number"], name="roll_number_is_unique_in_meeting"),
        ]
        triggers = [
            pgtrigger.Protect(name="roll_entry_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class PresenceSpan(models.Model):
    """A span of time ``[from, until)`` during which a member takes part, in the hall or remotely.

    An open end means that he is present; in a closed sitting, that he stayed to its end. Spans of
    one member in one sitting cannot overlap.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="presence")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="spans")
    mode = models.CharField(max_length=10, choices=PresenceMode.choices)
    span = DateTimeRangeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    last_signal_at = models.DateTimeField(null=True, help_text="remote only; a lost signal ends nothing")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "span"]
        constraints = [
            ExclusionConstraint(
                name="member_is_present_once_at_a_moment",
                expressions=[("entry", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="presence_begins", condition=Q(span__isempty=False) & Q(span__startswith__isnull=False)
            ),
        ]
        indexes = [
            models.Index(
                fields=["meeting"], condition=Q(span__endswith__isnull=True), name="presence_now_idx"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.mode}"

    @property
    def began_at(self) -> datetime:
        """Return the moment from which the member took part."""
        return self.span.lower

    @property
    def ended_at(self) -> datetime | None:
        """Return the moment when he left; ``None`` while he is present."""
        return self.span.upper


class QuorumChange(models.Model):
    """Quorum was reached, lost or restored: an entry of the minutes, with its figures."""

    app_privileges = WRITTEN_ONCE

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="quorum_changes")
    at = models.DateTimeField()
    is_met = models.BooleanField()
    present = models.PositiveIntegerField()
    required = models.PositiveIntegerField()

    class Meta:
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.present}/{self.required}"
