"""The states of a programme document: what is not written here cannot happen."""

from assembly.common.flow import Flow
from secretariat.programmes.enums import ProgrammeEvent, ProgrammeState

PROGRAMME_FLOW: Flow[ProgrammeState, ProgrammeEvent] = Flow(
    {
        (ProgrammeState.PREPARED, ProgrammeEvent.GATE): ProgrammeState.PREPARED,
        (ProgrammeState.PREPARED, ProgrammeEvent.PUT): ProgrammeState.WITH_CHAIRMAN,
        (ProgrammeState.WITH_CHAIRMAN, ProgrammeEvent.RELEASE): ProgrammeState.PREPARED,
        (ProgrammeState.WITH_CHAIRMAN, ProgrammeEvent.APPROVE): ProgrammeState.APPROVED,
    }
)
