"""A decision, its address, its publications, and the duty of state bodies to consider it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, IntegerField, Q

from assembly.common.names import in_language
from assembly.common.privileges import WRITTEN_ONCE
from assembly.common.search import search_indexes
from assembly.decisions.enums import ConsiderationState
from assembly.decisions.querysets import ConsiderationQuerySet, DecisionQuerySet

_SAME_TEXT = """
IF NOT EXISTS (
    SELECT 1 FROM voting_poll poll
    WHERE poll.id = NEW.poll_id AND poll.version_id = NEW.version_id AND poll.outcome = 'adopted'
) THEN
    RAISE EXCEPTION 'a decision is the very version that its poll adopted';
END IF;
RETURN NEW;
"""
# Django's own ExtractYear carries a zone that a migration cannot write down.
_YEAR_OF_ADOPTION = Func(
    F("adopted_at"),
    template="EXTRACT(YEAR FROM %(expressions)s AT TIME ZONE 'Asia/Almaty')",
    output_field=IntegerField(),
)


class Decision(models.Model):
    """A decision of the Session or the Council. Its text *is* the version voted on, byte for byte.

    Numbered in the transaction that adopts it; written once, never changed.
    """

    app_privileges = WRITTEN_ONCE

    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, related_name="decision")
    poll = models.OneToOneField("voting.Poll", on_delete=models.PROTECT, related_name="decision")
    version = models.OneToOneField("documents.Version", on_delete=models.PROTECT, related_name="decision")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=40)
    adopted_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_at", "-pk"]
        constraints = [
            # Minutes are counted anew each year, and the Council's decisions are numbered by them (п. 15).
            models.UniqueConstraint(
                "body",
                "number",
                _YEAR_OF_ADOPTION,
                name="decision_number_is_unique_in_body_and_year",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="decision_is_the_voted_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_SAME_TEXT,
            ),
            pgtrigger.Protect(name="decision_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self.act, "title")


class AssemblyAddress(models.Model):
    """A Session's decision in the form of an address of the Assembly (п. 11)."""

    app_privileges = WRITTEN_ONCE

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="address")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"address {self.decision}"


class Publication(models.Model):
    """A republican medium printed the address; the first one makes it *published* (п. 11)."""

    address = models.ForeignKey(AssemblyAddress, on_delete=models.PROTECT, related_name="publications")
    medium_kk = models.CharField(max_length=200)
    medium_ru = models.CharField(max_length=200)
    published_on = models.DateField()
    link = models.URLField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["published_on"]

    def __str__(self) -> str:
        return self.medium

    @property
    def medium(self) -> str:
        """Return the medium's name in the reader's language."""
        return in_language(self, "medium")


class Consideration(models.Model):
    """A state body's duty to consider a Session's decision: when, by whom signed, what was resolved (п. 11)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="considerations")
    state_body = models.ForeignKey(
        "bodies.StateBody", on_delete=models.PROTECT, related_name="considerations"
    )
    state = models.CharField(
        max_length=12, choices=ConsiderationState.choices, default=ConsiderationState.SENT
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    received_at = models.DateTimeField(null=True)
    considered_on = models.DateField(null=True)
    signatory = models.CharField(max_length=300, blank=True)
    resolved_kk = models.TextField(blank=True)
    resolved_ru = models.TextField(blank=True)

    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        indexes = search_indexes(
            "consideration", "resolved_kk", "resolved_ru", "signatory", russian=("resolved_ru",)
        )
        ordering = ["decision", "state_body"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "state_body"], name="state_body_considers_a_decision_once"
            ),
            models.CheckConstraint(
                name="considered_iff_has_day_and_signatory",
                condition=(Q(state="considered", considered_on__isnull=False) & ~Q(signatory=""))
                | (~Q(state="considered") & Q(considered_on__isnull=True, signatory="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} by {self.state_body_id}"
