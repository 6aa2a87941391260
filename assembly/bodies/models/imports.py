"""Imports of registers: what was uploaded, how its columns were read, where the work stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import ImportState, RegisterKind
from assembly.bodies.querysets import ImportQuerySet


class RegisterImport(models.Model):
    """One table on its way into a register.

    The table holds personal data: it is kept sealed, and only until the import ends or a day is over
    (``import_holds_its_table_while_it_is_open``). What stays is how many rows came to what.
    """

    register = models.CharField(max_length=20, choices=RegisterKind.choices)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.READ)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text="checksum of the uploaded file")
    table_sealed = models.BinaryField(null=True, editable=False)
    table_key = models.CharField(max_length=16, blank=True, editable=False)
    rows_sealed = models.BinaryField(null=True, editable=False, help_text="what the check found")
    rows_key = models.CharField(max_length=16, blank=True, editable=False)
    sheet = models.PositiveSmallIntegerField(default=0)
    header = models.PositiveIntegerField(default=0, help_text="line of the headers among those not empty")
    places = models.JSONField(default=dict, help_text="column of the register: column of the sheet")
    basis = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts = models.JSONField(default=dict)
    plan_digest = models.CharField(max_length=64, blank=True, help_text="what was shown before confirming")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=40, blank=True, help_text="code of what hindered the writing")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register"],
                condition=Q(state__in=["queued", "writing"]),
                name="register_is_written_by_one_import_at_a_time",
            ),
            models.CheckConstraint(
                name="import_holds_its_table_while_it_is_open",
                condition=Q(
                    state__in=["read", "checked", "queued", "writing"],
                    table_sealed__isnull=False,
                    ended_at__isnull=True,
                )
                | Q(
                    state__in=["done", "dropped", "expired"],
                    table_sealed__isnull=True,
                    rows_sealed__isnull=True,
                    ended_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def is_open(self) -> bool:
        """Say whether the table is still held."""
        return self.ended_at is None
