"""What may follow what: assignments, reports on them, considerations, instructions of the Chairman."""

from assembly.common.flow import Flow
from assembly.decisions.enums import (
    AssignmentEvent,
    AssignmentState,
    ConsiderationEvent,
    ConsiderationState,
    InstructionEvent,
    InstructionState,
    ReportEvent,
    ReportState,
)

ASSIGNMENT_FLOW: Flow[AssignmentState, AssignmentEvent] = Flow(
    {
        (AssignmentState.SENT, AssignmentEvent.ACCEPT): AssignmentState.ACCEPTED,
        (AssignmentState.ACCEPTED, AssignmentEvent.REPORT): AssignmentState.REPORTED,
        (AssignmentState.RETURNED, AssignmentEvent.REPORT): AssignmentState.REPORTED,
        (AssignmentState.REPORTED, AssignmentEvent.RETURN): AssignmentState.RETURNED,
        (AssignmentState.REPORTED, AssignmentEvent.TAKE_OFF): AssignmentState.OFF_CONTROL,
    }
)

REPORT_FLOW: Flow[ReportState, ReportEvent] = Flow(
    {
        (ReportState.SUBMITTED, ReportEvent.RETURN): ReportState.RETURNED,
        (ReportState.SUBMITTED, ReportEvent.ACCEPT): ReportState.ACCEPTED,
    }
)

CONSIDERATION_FLOW: Flow[ConsiderationState, ConsiderationEvent] = Flow(
    {
        (ConsiderationState.SENT, ConsiderationEvent.RECEIVE): ConsiderationState.RECEIVED,
        (ConsiderationState.RECEIVED, ConsiderationEvent.CONSIDER): ConsiderationState.CONSIDERED,
    }
)

INSTRUCTION_FLOW: Flow[InstructionState, InstructionEvent] = Flow(
    {
        (InstructionState.WITH_CHAIRMAN, InstructionEvent.GIVE): InstructionState.GIVEN,
        (InstructionState.WITH_CHAIRMAN, InstructionEvent.RELEASE): InstructionState.RELEASED,
    }
)
