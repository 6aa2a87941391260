"""What may happen to a sitting of the Council until it is convened: by the Chairman's act, or with his agreement."""

from assembly.common.flow import Flow
from council.enums import ConveningEvent, ConveningState

CONVENING_FLOW: Flow[ConveningState, ConveningEvent] = Flow(
    {
        (ConveningState.DRAFT, ConveningEvent.CHANGE): ConveningState.DRAFT,
        (ConveningState.DRAFT, ConveningEvent.PUT): ConveningState.PUT,
        (ConveningState.PUT, ConveningEvent.SIGN): ConveningState.CONVENED,
        (ConveningState.PUT, ConveningEvent.AGREE): ConveningState.AGREED,
        (ConveningState.PUT, ConveningEvent.RELEASE): ConveningState.DRAFT,
        (ConveningState.AGREED, ConveningEvent.CONVENE): ConveningState.CONVENED,
        (ConveningState.AGREED, ConveningEvent.TAKE_BACK): ConveningState.DRAFT,
    }
)
