"""A state machine as a table."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from assembly.common.errors import TransitionRefused

S = TypeVar("S", bound=str)
E = TypeVar("E", bound=str)


class Flow(Generic[S, E]):
    """An immutable table ``(state, event) -> next state``; what is not written is forbidden."""

    def __init__(self, edges: Mapping[tuple[S, E], S]) -> None:
        self._edges = dict(edges)

    def next_state(self, state: S, event: E) -> S:
        """Return the state after ``event``.

        Raises:
            TransitionRefused: the table has no edge for ``event`` in ``state``.
        """
        try:
            return self._edges[state, event]
        except KeyError:
            raise TransitionRefused(state=state, event=event) from None

    def allows(self, state: S, event: E) -> bool:
        """Say whether ``event`` may happen in ``state``; templates draw buttons from it."""
        return (state, event) in self._edges

    def events_from(self, state: S) -> frozenset[E]:
        """Return what may happen next."""
        return frozenset(event for source, event in self._edges if source == state)

    def __iter__(self) -> Iterator[tuple[S, E, S]]:
        """Yield ``(state, event, next state)`` for ``manage.py list_transitions``."""
        for (state, event), target in self._edges.items():
            yield state, event, target


FLOWS: dict[str, Flow] = {}


def register_flow(name: str, flow: Flow) -> None:
    """Make a flow known to ``manage.py list_transitions``; called from ``ready()``."""
    FLOWS[name] = flow
