"""The registry of effects: what an adopted poll does beyond the minutes, in the closing transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assembly.voting.enums import PollKind


@dataclass(frozen=True, slots=True)
class PollEffect:
    """What an adopted poll does.

    Args:
        code: stable name: ``decisions.adopt``, ``sessions.voting_form``.
        kind: kind of polls that may carry it.
        run: ``run(poll=, actor=, at=)``; called when the poll is adopted, under its lock.
    """

    code: str
    kind: PollKind
    run: Callable[..., Any]


EFFECTS: dict[str, PollEffect] = {}


def register_effect(effect: PollEffect) -> None:
    """Register an effect; its room calls this from ``ready()``.

    Raises:
        ValueError: the code is taken.
    """
    if effect.code in EFFECTS:
        raise ValueError(f"poll effect {effect.code!r} is registered twice")
    EFFECTS[effect.code] = effect
