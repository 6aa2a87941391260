"""Programme documents and the Concept: the text, and the records by which each gate was passed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from secretariat.programmes.enums import GateKind, ProgrammeKind, ProgrammeState
from secretariat.programmes.querysets import ProgrammeQuerySet


class Programme(models.Model):
    """A programme document on its way from the Secretariat's draft to the Chairman's act (п. 31, 32)."""

    kind = models.CharField(max_length=12, choices=ProgrammeKind.choices)
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="programme")
    state = models.CharField(max_length=16, choices=ProgrammeState.choices, default=ProgrammeState.PREPARED)
    matter = models.OneToOneField(
        "chairman.Matter", on_delete=models.PROTECT, null=True, related_name="programme"
    )
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="programme")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="programme_approved_iff_has_act",
                condition=Q(state="approved", act__isnull=False)
                | (~Q(state="approved") & Q(act__isnull=True)),
            ),
            models.CheckConstraint(
                name="programme_with_chairman_has_matter",
                condition=~Q(state="with_chairman") | Q(matter__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"programme {self.pk}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return self.document.title


class AgendaPlace(models.Model):
    """A version of the document stands on the agenda of the Council or of the Session."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="places")
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(
        "meetings.AgendaItem", on_delete=models.PROTECT, related_name="programme_place"
    )
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"version {self.version_id} at item {self.item_id}"


class Gate(models.Model):
    """A gate that a version has passed, with the record that proves it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="gates")
    kind = models.CharField(max_length=12, choices=GateKind.choices)
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, related_name="+")
    opinion = models.ForeignKey(
        "expert_council.OpinionRequest", on_delete=models.PROTECT, null=True, related_name="gates"
    )
    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, null=True, related_name="gates"
    )
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "version", "kind"], name="version_passes_a_gate_once"
            ),
            models.CheckConstraint(
                name="gate_has_its_evidence",
                condition=Q(kind="experts", opinion__isnull=False, decision__isnull=True)
                | (~Q(kind="experts") & Q(opinion__isnull=True, decision__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.programme_id}"
