"""The states of a poll: what is not written here cannot happen."""

from assembly.common.flow import Flow
from assembly.voting.enums import PollEvent, PollState

POLL_FLOW: Flow[PollState, PollEvent] = Flow(
    {
        (PollState.DRAFT, PollEvent.OPEN): PollState.OPEN,
        (PollState.OPEN, PollEvent.CLOSE): PollState.CLOSED,
        (PollState.DRAFT, PollEvent.VOID): PollState.VOID,
        (PollState.OPEN, PollEvent.VOID): PollState.VOID,
    }
)
