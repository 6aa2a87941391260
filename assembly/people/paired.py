"""The registry of acts for two persons: rooms say what is asked for and what happens when it is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assembly.common.pieces import Chip
from assembly.law.refs import LegalRef
from assembly.people.enums import PairedState
from assembly.people.models import PairedAct

Rows = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class PairedKind:
    """A kind of act that one asks for and another carries out.

    Args:
        name: ``room.noun``: ``people.second_factor_reset``.
        label: what is asked for.
        right: who may ask, and who may confirm; never the same person, never the one concerned.
        legal_ref: on what it rests.
        lifetime: how long it waits, on a day.
        rows: pairs of words and values that the second person reads before he confirms.
        effect: ``effect(act, actor=, at=)`` does it, in the transaction of the confirmation.
    """

    name: str
    label: Any
    right: str
    legal_ref: LegalRef | None
    lifetime: Callable[[date], timedelta]
    rows: Callable[[PairedAct], Rows]
    effect: Callable[..., Any]


PAIRED: dict[str, PairedKind] = {}
LOOKS = {
    PairedState.WAITING: ("info", "clock"),
    PairedState.CONFIRMED: ("ok", "check"),
    PairedState.REFUSED: ("bad", "x"),
    PairedState.WITHDRAWN: ("", "undo-2"),
    PairedState.EXPIRED: ("", "hourglass"),
}


def register_paired(kind: PairedKind) -> None:
    """Register a kind; called from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    if kind.name in PAIRED:
        raise ValueError(f"paired act {kind.name!r} is registered twice")
    PAIRED[kind.name] = kind


def state_of(act: PairedAct, *, at: datetime) -> PairedState:
    """Return how an act stands at a moment: what waits too long has expired, whether written down or not."""
    state = PairedState(act.state)
    return PairedState.EXPIRED if state == PairedState.WAITING and act.expires_at <= at else state


def paired_chip(act: PairedAct, *, at: datetime) -> Chip:
    """Return how an act stands, in a word."""
    state = state_of(act, at=at)
    kind, icon = LOOKS[state]
    return Chip(kind, icon, str(state.label))
