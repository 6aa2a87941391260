"""Where the report of a region may go."""

from assembly.common.flow import Flow
from regions.enums import RegionalReportEvent, RegionalReportState

REPORT_FLOW: Flow[RegionalReportState, RegionalReportEvent] = Flow(
    {
        (RegionalReportState.DRAFT, RegionalReportEvent.SEND): RegionalReportState.SENT,
        (RegionalReportState.RETURNED, RegionalReportEvent.SEND): RegionalReportState.SENT,
        (RegionalReportState.SENT, RegionalReportEvent.RETURN): RegionalReportState.RETURNED,
        (RegionalReportState.SENT, RegionalReportEvent.ACCEPT): RegionalReportState.ACCEPTED,
    }
)
