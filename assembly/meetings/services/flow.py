"""Transition tables of the room."""

from assembly.common.flow import Flow
from assembly.meetings.enums import ItemEvent, ItemState, MeetingEvent, MeetingState

MEETING_FLOW: Flow[MeetingState, MeetingEvent] = Flow(
    {
        (MeetingState.CONVENED, MeetingEvent.OPEN_REGISTRATION): MeetingState.REGISTRATION,
        (MeetingState.REGISTRATION, MeetingEvent.OPEN): MeetingState.OPEN,
        (MeetingState.OPEN, MeetingEvent.CALL_BREAK): MeetingState.BREAK,
        (MeetingState.BREAK, MeetingEvent.RESUME): MeetingState.OPEN,
        (MeetingState.OPEN, MeetingEvent.CLOSE): MeetingState.CLOSED,
        (MeetingState.BREAK, MeetingEvent.CLOSE): MeetingState.CLOSED,
    }
)

ITEM_FLOW: Flow[ItemState, ItemEvent] = Flow(
    {
        (ItemState.PLANNED, ItemEvent.BEGIN): ItemState.CURRENT,
        (ItemState.CURRENT, ItemEvent.END): ItemState.CONSIDERED,
        (ItemState.PLANNED, ItemEvent.WITHDRAW): ItemState.WITHDRAWN,
    }
)
