"""Models of the room."""

from regions.models.reports import DraftFile, RegionalReport, ReportVerdict, ReportVersion, VersionFile

__all__ = ["DraftFile", "RegionalReport", "ReportVerdict", "ReportVersion", "VersionFile"]
