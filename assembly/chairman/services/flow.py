"""What may happen to a matter: it ends once, by the Chairman or by those who put it."""

from assembly.chairman.enums import MatterEvent, MatterState
from assembly.common.flow import Flow

MATTER_FLOW: Flow[MatterState, MatterEvent] = Flow(
    {
        (MatterState.WAITING, MatterEvent.SIGN): MatterState.SIGNED,
        (MatterState.WAITING, MatterEvent.REFUSE): MatterState.REFUSED,
        (MatterState.WAITING, MatterEvent.WITHDRAW): MatterState.WITHDRAWN,
    }
)
