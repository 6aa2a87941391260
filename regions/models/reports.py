"""Quarterly reports of the regional assemblies: the draft, the versions sent, what was answered to each."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.privileges import WRITTEN_ONCE
from regions.enums import RegionalReportState, Verdict
from regions.quarters import Quarter
from regions.querysets import REGIONS_TURN, RegionalReportQuerySet, ReportVersionQuerySet


class RegionalReport(models.Model):
    """The report of a regional assembly on a quarter: one, from the draft until it is accepted.

    ``term_on`` is the day until which it is due, ``due_on`` the day that counts now: a returned report has
    a term of its own. The draft is what the region is writing; what was sent stands in the versions.
    """

    assembly = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="regional_reports")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=RegionalReportState.choices, default=RegionalReportState.DRAFT
    )
    opened_on = models.DateField()
    term_on = models.DateField(help_text="last day of the first term; never moves")
    due_on = models.DateField(help_text="last day of the term that runs now")
    told_on = models.DateField(help_text="day since when the region knows the term that runs now")
    language = models.CharField(max_length=2, default="kk")
    figures = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0, help_text="how many times the draft was saved")
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    objects = RegionalReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter", "assembly__region__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "year", "quarter"], name="assembly_reports_on_a_quarter_once"
            ),
            models.CheckConstraint(
                name="quarter_is_one_of_four", condition=Q(quarter__gte=1) & Q(quarter__lte=4)
            ),
            models.CheckConstraint(
                name="report_term_moves_only_forward", condition=Q(due_on__gte=F("term_on"))
            ),
            models.CheckConstraint(
                name="regional_report_accepted_iff_has_moment",
                condition=Q(state="accepted", accepted_at__isnull=False)
                | (~Q(state="accepted") & Q(accepted_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assembly_id}: {self.year}-{self.quarter}"

    @property
    def period(self) -> Quarter:
        """Return the quarter that it tells of."""
        return Quarter(self.year, self.quarter)

    @property
    def quarter_roman(self) -> str:
        """Return the number of the quarter as it is written: III."""
        return self.period.roman

    def is_late(self, on: date) -> bool:
        """Say whether it is the region's turn and the term has passed."""
        return self.state in REGIONS_TURN and self.due_on < on


class DraftFile(models.Model):
    """A file attached to the draft; it goes with the next version that is sent, unless taken off before."""

    report = models.ForeignKey(RegionalReport, on_delete=models.PROTECT, related_name="draft_files")
    stored = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"file {self.stored_id} of {self.report_id}"


class ReportVersion(models.Model):
    """What a region sent, as it was at that moment; written once, its digest covers figures, texts and files."""

    app_privileges = WRITTEN_ONCE

    report = models.ForeignKey(RegionalReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    figures = models.JSONField()
    texts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="version_number_is_unique_in_regional_report"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="regional_report_version_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.report_id}"


class VersionFile(models.Model):
    """A file that was sent with a version."""

    app_privileges = WRITTEN_ONCE

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "stored"], name="file_stands_in_a_version_once"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="file_of_a_version_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"file {self.stored_id} of version {self.version_id}"


class ReportVerdict(models.Model):
    """What the Secretariat answered to a version: accepted, or returned with a remark; written once."""

    app_privileges = WRITTEN_ONCE

    version = models.OneToOneField(ReportVersion, on_delete=models.PROTECT, related_name="verdict")
    kind = models.CharField(max_length=10, choices=Verdict.choices)
    remark = models.CharField(max_length=2000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [
            models.CheckConstraint(
                name="verdict_returned_has_remark", condition=~Q(kind="returned") | ~Q(remark="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="verdict_on_a_report_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"
