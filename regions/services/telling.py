"""Letters of the room, written in the transaction of the act."""

from datetime import datetime

from assembly.common.clock import day_of
from assembly.people.services.notify import notify_persons
from regions.models import RegionalReport, ReportVersion
from regions.selectors import workers_of


def tell_region(
    report: RegionalReport, *, news: str, at: datetime, version: ReportVersion | None = None
) -> None:
    """Write to those who work for the region's secretariat; once per person and news."""
    about = f"{report.pk}:{version.number}" if version else str(report.pk)
    notify_persons(
        workers_of(report.assembly_id, on=day_of(at)),
        kind=f"regions.report_{news}",
        context={"report_id": report.pk, **({"version_id": version.pk} if version else {})},
        dedup_key=f"regional_report_{news}:{about}",
        at=at,
        path=f"/regions/reports/{report.pk}/",
    )
