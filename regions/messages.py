"""Letters of the room: what their templates get, in the reader's language, at the moment of sending."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.outbox.kinds import register_kind
from assembly.people.models import Person
from regions.enums import RegionalReportState
from regions.models import RegionalReport, ReportVersion
from regions.permissions import INFORMATION
from regions.querysets import REGIONS_TURN

Context = Mapping[str, Any]
Composed = dict[str, Any] | None


def register_messages() -> None:
    """Register every kind of letter; called from ``ready()``."""
    register_kind("regions.report_opened", _("Regional report opened"), opened)
    register_kind("regions.report_returned", _("Regional report returned"), about_version)
    register_kind("regions.report_accepted", _("Regional report accepted"), about_report)
    register_kind("regions.reminder_before", _("Reminder of a regional report before the term"), reminder)
    register_kind("regions.reminder_due", _("Reminder of a regional report on the last day"), reminder)
    register_kind("regions.reminder_overdue", _("Reminder of a late regional report"), reminder)
    register_kind("regions.reminder_escalation", _("Chair told of a late regional report"), reminder)


def about_report(context: Context, language: str) -> Composed:
    """Compose a letter about a report."""
    report = RegionalReport.objects.with_names().get(pk=context["report_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "assembly": getattr(report.assembly, f"name_{language}") or report.assembly.name_ru,
        "quarter": report.quarter_roman,
        "year": report.year,
        "date": date_format(report.due_on),
        "basis": INFORMATION.cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("regions:report", args=[report.pk]),
        "state": report.state,
        "due_on": report.due_on.isoformat(),
    }


def opened(context: Context, language: str) -> Composed:
    """Compose the letter about a new quarter; not due once the report was sent."""
    letter = about_report(context, language)
    return letter if letter and letter["state"] == RegionalReportState.DRAFT else None


def about_version(context: Context, language: str) -> Composed:
    """Compose a letter about a version that was returned."""
    version = ReportVersion.objects.select_related("verdict").get(pk=context["version_id"])
    letter = about_report(context, language)
    return {**letter, "remark": version.verdict.remark, "version": version.number} if letter else None


def reminder(context: Context, language: str) -> Composed:
    """Compose a reminder; not due once the report was sent, or when the term has moved."""
    letter = about_report(context, language)
    if letter is None or letter["state"] not in REGIONS_TURN or letter["due_on"] != context["term"]:
        return None
    return {**letter, "days": context["days"], "date": date_format(date.fromisoformat(context["term"]))}
