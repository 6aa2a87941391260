"""What the room puts on desks and into menus."""

from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.bodies.models import Body
from assembly.common.clock import day_of
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right
from regions.enums import RegionalReportState
from regions.models import RegionalReport
from regions.permissions import ACCEPT_REPORT, ACCOUNTABLE, INFORMATION, SEE_REGIONS
from regions.querysets import assemblies_visible_to
from regions.selectors import report_chip


def sees_regions(user: Any) -> bool:
    """Say whether the person reads the reports of all regions today."""
    return has_right(user, SEE_REGIONS, on=localdate())


def own_region(user: Any) -> bool | QuerySet[Body]:
    """Return the assemblies that the person works for or chairs; nothing for who reads all of them."""
    return not sees_regions(user) and assemblies_visible_to(user, on=localdate())


def to_check(user: Any) -> tuple[QuerySet[RegionalReport], ...]:
    """Return the reports that wait for the Secretariat, to be counted."""
    if not has_right(user, ACCEPT_REPORT, on=localdate()):
        return ()
    return (RegionalReport.objects.awaiting_secretariat(),)


def to_send(user: Any) -> tuple[QuerySet[RegionalReport], ...]:
    """Return the reports that wait for this person's region, to be counted."""
    return (RegionalReport.objects.prepared_by(user, on=localdate()).awaiting_region(),)


def desk_of_regions(user: User, on: date) -> list[DeskItem]:
    """Return the reports that a regional secretary has to prepare or to revise."""
    mine = RegionalReport.objects.prepared_by(user, on=on).awaiting_region().with_names()
    return [_own(report, on) for report in mine]


def desk_of_secretariat(user: User, on: date) -> list[DeskItem]:
    """Return the reports that wait for a check, and the number of what is late."""
    if not has_right(user, ACCEPT_REPORT, on=on):
        return []
    sent = (
        RegionalReport.objects.awaiting_secretariat()
        .with_names()
        .annotate(last_sent_at=Max("versions__sent_at"))
    )
    items = [_sent(report, on) for report in sent]
    late = RegionalReport.objects.late(on).aggregate(count=Count("pk"), since=Min("due_on"))
    if late["count"]:
        items.append(_late(late["count"], late["since"]))
    return items


def _own(report: RegionalReport, on: date) -> DeskItem:
    chip = report_chip(report, on=on)
    is_returned = report.state == RegionalReportState.RETURNED
    return DeskItem(
        title=_("Report for quarter %(quarter)s of %(year)s")
        % {"quarter": report.quarter_roman, "year": report.year},
        reason=_("%(assembly)s. Due on: %(day)s")
        % {"assembly": report.assembly.name, "day": date_format(report.due_on)},
        url=reverse("regions:report", args=[report.pk]),
        action=pgettext("regional report", "Revise")
        if is_returned
        else pgettext("regional report", "Prepare"),
        icon="undo-2" if is_returned else "file-pen-line",
        due_on=report.due_on,
        tone="hot" if report.is_late(on) else "warm" if is_returned else "",
        chip=(chip.kind, chip.icon, str(chip.word)),
        legal_ref=INFORMATION,
        order=22,
    )


def _sent(report: RegionalReport, on: date) -> DeskItem:
    chip = report_chip(report, on=on)
    return DeskItem(
        title=report.assembly.name,
        reason=_("Report for quarter %(quarter)s of %(year)s was sent")
        % {"quarter": report.quarter_roman, "year": report.year},
        url=reverse("regions:report", args=[report.pk]),
        action=pgettext("regional report", "Check"),
        icon="file-check",
        since_on=day_of(report.last_sent_at),  # type: ignore[attr-defined]
        chip=(chip.kind, chip.icon, str(chip.word)),
        legal_ref=ACCOUNTABLE,
        order=24,
    )


def _late(count: int, since: date) -> DeskItem:
    return DeskItem(
        title=_("Regional reports late: %(count)s") % {"count": count},
        reason=_("Their secretariats are reminded every working day."),
        url=reverse("regions:work") + "?late=on",
        action=pgettext("list", "Show"),
        icon="clock-alert",
        due_on=since,
        tone="hot",
        legal_ref=ACCOUNTABLE,
        is_primary=False,
        order=62,
    )
