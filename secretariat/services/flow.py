"""What may follow what in an appeal."""

from assembly.common.flow import Flow
from secretariat.enums import AppealEvent, AppealState

APPEAL_FLOW: Flow[AppealState, AppealEvent] = Flow(
    {
        (AppealState.REGISTERED, AppealEvent.ACCEPT): AppealState.CONSIDERATION,
        (AppealState.REGISTERED, AppealEvent.REDIRECT): AppealState.REDIRECTED,
        (AppealState.CONSIDERATION, AppealEvent.EXTEND): AppealState.EXTENDED,
        (AppealState.CONSIDERATION, AppealEvent.ANSWER): AppealState.ANSWERED,
        (AppealState.EXTENDED, AppealEvent.ANSWER): AppealState.ANSWERED,
    }
)
