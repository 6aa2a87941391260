"""Files that came in, and PDFs that the worker makes."""

import pgtrigger
from django.conf import settings
from django.db import models

from assembly.documents.enums import RenditionState


class StoredFile(models.Model):
    """A file kept with its checksum. Who may download it is asked of the room it belongs to.

    ``subject`` names the record it belongs to (``execution_report:12``); a file without one is
    still being attached by ``uploaded_by``.
    """

    file = models.FileField(upload_to="%Y/%m/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=80, db_index=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sha256"], name="stored_file_by_checksum")]
        triggers = [
            pgtrigger.ReadOnly(
                name="stored_file_is_what_came", fields=["file", "content_type", "size", "sha256"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rendition(models.Model):
    """A PDF of a record, made by the worker: one per subject, template and revision."""

    template = models.CharField(
        max_length=80, help_text="registered name: meetings.minutes, decisions.decision"
    )
    subject = models.CharField(max_length=80)
    revision = models.CharField(max_length=64, help_text="what it was made from; a new one makes a new PDF")
    state = models.CharField(max_length=12, choices=RenditionState.choices, default=RenditionState.WAITING)
    step = models.CharField(max_length=40, blank=True)
    pages = models.PositiveIntegerField(null=True)
    act = models.ForeignKey(
        "documents.Act",
        on_delete=models.PROTECT,
        null=True,
        related_name="renditions",
        help_text="the act whose paper this is; whoever holds the paper can verify it",
    )
    version = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, null=True, related_name="+", help_text="its text"
    )
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    error = models.CharField(max_length=300, blank=True)
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "subject", "revision"], name="rendition_is_made_once_per_revision"
            ),
            models.CheckConstraint(
                name="rendition_ready_iff_has_file",
                condition=models.Q(state=RenditionState.READY, stored_file__isnull=False)
                | (~models.Q(state=RenditionState.READY) & models.Q(stored_file__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} of {self.subject}"
