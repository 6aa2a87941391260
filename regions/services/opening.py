"""A new quarter's reports appear by themselves, one for each regional assembly."""

from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.deadlines.selectors import Calendar, term_after
from assembly.documents.selectors import setting_value
from assembly.documents.services.numbers import hold_name
from regions.models import RegionalReport
from regions.permissions import INFORMATION
from regions.quarters import reported_on
from regions.services.telling import tell_region

REPORT_DAYS = "regions.report_days"


@transaction.atomic
def open_reports(*, on: date, at: datetime) -> int:
    """Open the reports on the last quarter that is over; return how many are new. Safe to repeat.

    Each assembly that exists on the day gets one, with a term by the setting, and its secretariat a letter.

    Args:
        on: the day, in Asia/Almaty.
        at: the moment, timezone-aware.

    Source:
        Закон об Ассамблее, статья 14; Положение (Указ № 747), пункт 18. The term is a setting.
    """
    hold_name("regional_reports")
    quarter = reported_on(on)
    due_on = term_after(quarter.last_on, int(setting_value(REPORT_DAYS, on=on)), calendar=Calendar()).due_on
    assemblies = Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY).exclude(ended_on__lte=on)
    missing = assemblies.exclude(
        regional_reports__year=quarter.year, regional_reports__quarter=quarter.number
    ).order_by("region__code")
    opened = [
        RegionalReport.objects.create(
            assembly=assembly, year=quarter.year, quarter=quarter.number, opened_on=on, term_on=due_on,
            due_on=due_on, told_on=on,
        )
        for assembly in missing
    ]  # fmt: skip

    for report in opened:
        record(
            stream=report,
            kind="regions.report_opened",
            at=at,
            payload={
                "assembly_id": report.assembly_id,
                "quarter": f"{report.year}-{report.quarter}",
                "due_on": due_on.isoformat(),
                "source": INFORMATION.code,
            },
        )
        tell_region(report, news="opened", at=at)
    return len(opened)
