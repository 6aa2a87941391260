"""What may still happen to an act that was signed or issued: it is corrected or it ends, and never changes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.names import in_language
from assembly.common.privileges import WRITTEN_ONCE
from assembly.documents.enums import EndingKind

_NEXT_TEXT = """
IF NOT EXISTS (
    SELECT 1 FROM documents_act act
    JOIN documents_version before ON before.id = NEW.replaces_id
    JOIN documents_version after ON after.id = NEW.version_id
    JOIN documents_version first ON first.id = act.version_id
    WHERE act.id = NEW.act_id AND after.frozen_at IS NOT NULL
      AND after.document_id = first.document_id AND before.document_id = first.document_id
) THEN
    RAISE EXCEPTION 'an act is corrected by a frozen version of its own document';
END IF;
RETURN NEW;
"""


class Correction(models.Model):
    """A mistake of writing in an issued act, corrected by a new version with its reason.

    The version that was signed stays as it was; readers are shown both.
    """

    app_privileges = WRITTEN_ONCE

    act = models.ForeignKey("documents.Act", on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    version = models.OneToOneField("documents.Version", on_delete=models.PROTECT, related_name="correction")
    replaces = models.OneToOneField(
        "documents.Version", on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason_kk = models.CharField(max_length=500)
    reason_ru = models.CharField(max_length=500)
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["act", "number"]
        constraints = [
            models.UniqueConstraint(fields=["act", "number"], name="correction_number_is_unique_in_act"),
            models.CheckConstraint(
                name="correction_has_its_reason_in_both_languages",
                condition=~Q(reason_kk="") & ~Q(reason_ru=""),
            ),
            models.CheckConstraint(
                name="correction_replaces_another_version", condition=~Q(version=F("replaces"))
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="correction_is_a_frozen_version_of_the_act",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_NEXT_TEXT,
            ),
            pgtrigger.Protect(name="correction_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: correction {self.number}"

    @property
    def reason(self) -> str:
        """Return the reason in the reader's language."""
        return in_language(self, "reason")


class ActEnding(models.Model):
    """The end of an act: another act repealed it, or it was recorded by mistake."""

    app_privileges = WRITTEN_ONCE

    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=12, choices=EndingKind.choices)
    ended_on = models.DateField()
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    reason_kk = models.CharField(max_length=500)
    reason_ru = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-ended_on"]
        constraints = [
            models.CheckConstraint(
                name="act_ending_has_its_reason_in_both_languages",
                condition=~Q(reason_kk="") & ~Q(reason_ru=""),
            ),
            models.CheckConstraint(
                name="act_is_repealed_by_another_act",
                condition=Q(kind=EndingKind.VOID) | (Q(basis__isnull=False) & ~Q(basis=F("act"))),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="act_ending_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.kind}"

    @property
    def reason(self) -> str:
        """Return the reason in the reader's language."""
        return in_language(self, "reason")
