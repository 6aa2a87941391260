"""What may happen to a Session until it is convened; only the Chairman's act convenes (п. 5(5))."""

from assembly.common.flow import Flow
from sessions.enums import SessionEvent, SessionState

SESSION_FLOW: Flow[SessionState, SessionEvent] = Flow(
    {
        (SessionState.DRAFT, SessionEvent.CHANGE): SessionState.DRAFT,
        (SessionState.DRAFT, SessionEvent.PUT): SessionState.PUT,
        (SessionState.PUT, SessionEvent.CONVENE): SessionState.CONVENED,
        (SessionState.PUT, SessionEvent.RELEASE): SessionState.DRAFT,
    }
)
