import pytest

from assembly.common.errors import TransitionRefused
from assembly.voting.enums import PollEvent, PollState
from assembly.voting.services.flow import POLL_FLOW

ALLOWED = {
    ("draft", "open"): "open",
    ("draft", "void"): "void",
    ("open", "close"): "closed",
    ("open", "void"): "void",
}


@pytest.mark.parametrize("state", PollState)
@pytest.mark.parametrize("event", PollEvent)
def test_poll_flow_is_exactly_this_table(state, event):
    if (state, event) in ALLOWED:
        assert POLL_FLOW.next_state(state, event) == ALLOWED[state, event]
    else:
        with pytest.raises(TransitionRefused):
            POLL_FLOW.next_state(state, event)
