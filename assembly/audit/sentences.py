"""How an event is said in words: rooms register a sentence for each kind of theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from assembly.audit.models import AuditEvent

Words = str | Promise
NamesSource = Callable[[Iterable[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for a kind of event: a template over the event's payload, an icon, a state of the timeline."""

    text: Words
    icon: str = ""
    state: str = "done"


class _Facts(dict[str, Any]):
    """The payload as values of a template; what an old event did not record is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


SENTENCES: dict[str, Sentence] = {}
_names: list[NamesSource] = []


def register_sentence(kind: str, text: Words, *, icon: str = "", state: str = "done") -> None:
    """Register how events of ``kind`` are said; called from ``ready()``.

    Args:
        kind: ``room.noun_past``.
        text: a translated sentence; ``{name}`` takes a value of the payload.
        icon: name of a Lucide icon inside the dot of the timeline.
        state: how the timeline draws it: done, now or late.

    Raises:
        ValueError: the kind has its sentence already.
    """
    if kind in SENTENCES:
        raise ValueError(f"event kind {kind!r} has two sentences")
    SENTENCES[kind] = Sentence(text, icon, state)


def sentence_of(event: AuditEvent) -> str:
    """Return the event in words of the reader's language; its kind when no room worded it."""
    sentence = SENTENCES.get(event.kind)
    return str(sentence.text).format_map(_Facts(event.payload)) if sentence else event.kind


def register_names(source: NamesSource) -> None:
    """Register who can name the actors of events; this floor knows nobody. The last one holds."""
    _names[:] = [source]


def names_of(actor_ids: Iterable[int | None]) -> Mapping[int, str]:
    """Return the names of actors by their numbers, in one query."""
    known = {actor_id for actor_id in actor_ids if actor_id is not None}
    return _names[0](known) if _names and known else {}
