"""Models of the room."""

from regions.models.reports import DraftFile, RegionalReport, ReportVerdict, ReportVersion, VersionFile
from regions.models.sittings import CouncilSeat, RegionalSitting

__all__ = [
    "CouncilSeat",
    "DraftFile",
    "RegionalReport",
    "RegionalSitting",
    "ReportVerdict",
    "ReportVersion",
    "VersionFile",
]
