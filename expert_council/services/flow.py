"""The states of consents, elections and opinions: what is not written here cannot happen."""

from assembly.common.flow import Flow
from expert_council.enums import (
    ConsentEvent,
    ConsentState,
    ElectionEvent,
    ElectionState,
    OpinionEvent,
    OpinionState,
)

CONSENT_FLOW: Flow[ConsentState, ConsentEvent] = Flow(
    {
        (ConsentState.ASKED, ConsentEvent.AGREE): ConsentState.AGREED,
        (ConsentState.ASKED, ConsentEvent.DECLINE): ConsentState.DECLINED,
        (ConsentState.ASKED, ConsentEvent.WITHDRAW): ConsentState.WITHDRAWN,
        (ConsentState.AGREED, ConsentEvent.WITHDRAW): ConsentState.WITHDRAWN,
    }
)

ELECTION_FLOW: Flow[ElectionState, ElectionEvent] = Flow(
    {
        (ElectionState.GOING_ON, ElectionEvent.ELECT): ElectionState.HELD,
        (ElectionState.GOING_ON, ElectionEvent.CARRY): ElectionState.GOING_ON,
        (ElectionState.GOING_ON, ElectionEvent.FAIL): ElectionState.FAILED,
    }
)

OPINION_FLOW: Flow[OpinionState, OpinionEvent] = Flow(
    {
        (OpinionState.ASKED, OpinionEvent.WRITE): OpinionState.WRITTEN,
        (OpinionState.WRITTEN, OpinionEvent.WRITE): OpinionState.WRITTEN,
        (OpinionState.WRITTEN, OpinionEvent.ISSUE): OpinionState.ISSUED,
        (OpinionState.ASKED, OpinionEvent.WITHDRAW): OpinionState.WITHDRAWN,
        (OpinionState.WRITTEN, OpinionEvent.WITHDRAW): OpinionState.WITHDRAWN,
    }
)
