"""The registry of effects: what an adopted poll does beyond the minutes, in the closing transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assembly.voting.enums import PollKind
from assembly.voting.models import Poll


@dataclass(frozen=True, slots=True)
class ResultLink:
    """What a poll made, in the reader's language, and where it is read.

    Args:
        words: «Decision No. 36/1».
        staff_url_name: name of the page for those who control execution; a region has no such page of its own.
        url_name: name of the page for everybody else.
        key: primary key, the one argument of both pages.
    """

    words: str
    staff_url_name: str
    url_name: str
    key: int


@dataclass(frozen=True, slots=True)
class PollEffect:
    """What an adopted poll does.

    Args:
        code: stable name: ``decisions.adopt``, ``sessions.voting_form``.
        kind: kind of polls that may carry it.
        run: ``run(poll=, actor=, at=)``; called when the poll is adopted, under its lock.
        results: what adopted polls made, by their keys; for effects that make something to be read.
    """

    code: str
    kind: PollKind
    run: Callable[..., Any]
    results: Callable[[Collection[int]], Mapping[int, ResultLink]] | None = None


EFFECTS: dict[str, PollEffect] = {}


def register_effect(effect: PollEffect) -> None:
    """Register an effect; its room calls this from ``ready()``.

    Raises:
        ValueError: the code is taken.
    """
    if effect.code in EFFECTS:
        raise ValueError(f"poll effect {effect.code!r} is registered twice")
    EFFECTS[effect.code] = effect


def results_of(polls: Iterable[Poll]) -> dict[int, ResultLink]:
    """Return what adopted polls made, by the keys of the polls; one query for each effect among them."""
    keys: dict[str, list[int]] = defaultdict(list)
    for poll in polls:
        if poll.is_adopted:
            keys[poll.effect].append(poll.pk)
    found: dict[int, ResultLink] = {}
    for code, adopted in keys.items():
        effect = EFFECTS.get(code)
        if effect is not None and effect.results is not None:
            found |= effect.results(adopted)
    return found
