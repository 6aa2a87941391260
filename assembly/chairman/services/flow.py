"""What may happen to a matter, which ends once, and to an edition of the directions of work."""

from assembly.chairman.enums import DirectionsEvent, DirectionsState, MatterEvent, MatterState
from assembly.common.flow import Flow

MATTER_FLOW: Flow[MatterState, MatterEvent] = Flow(
    {
        (MatterState.WAITING, MatterEvent.SIGN): MatterState.SIGNED,
        (MatterState.WAITING, MatterEvent.REFUSE): MatterState.REFUSED,
        (MatterState.WAITING, MatterEvent.WITHDRAW): MatterState.WITHDRAWN,
    }
)

DIRECTIONS_FLOW: Flow[DirectionsState, DirectionsEvent] = Flow(
    {
        (DirectionsState.PREPARED, DirectionsEvent.PUT): DirectionsState.WITH_CHAIRMAN,
        (DirectionsState.WITH_CHAIRMAN, DirectionsEvent.RELEASE): DirectionsState.PREPARED,
        (DirectionsState.WITH_CHAIRMAN, DirectionsEvent.SET): DirectionsState.SET,
    }
)
