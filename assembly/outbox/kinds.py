"""The registry of kinds of messages; each room registers its own in ``ready()``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Context = Mapping[str, Any]
Compose = Callable[[Context, str], Context | None]
Secret = Callable[[Context, str], str]


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of letter.

    Args:
        name: ``room.noun_past``; templates are ``<room>/mail/<noun_past>_subject.txt`` and ``_body.txt``.
        label: what staff see on the page of sent messages.
        compose: turns the stored context into the template's, in the reader's language, at the moment
            of sending or of looking; writes nothing; returns ``None`` when the letter is no longer due.
        secrets: values made only when the letter leaves (a link with a token). Each is called with
            the stored context and the language; whoever looks at the letter sees a mask instead.
    """

    name: str
    label: Any
    compose: Compose
    secrets: Mapping[str, Secret] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """Return the stem of the letter's templates."""
        room, _, noun = self.name.partition(".")
        return f"{room}/mail/{noun}"


KINDS: dict[str, MessageKind] = {}


def as_it_is(context: Context, language: str) -> Context:
    """Compose a letter whose stored context is already the template's."""
    return context


def register_kind(
    name: str,
    label: Any,
    compose: Compose = as_it_is,
    *,
    secrets: Mapping[str, Secret] | None = None,
) -> None:
    """Register a kind of message; without ``compose`` the stored context is the template's.

    Raises:
        ValueError: the name is taken.
    """
    if name in KINDS:
        raise ValueError(f"message kind {name!r} is registered twice")
    KINDS[name] = MessageKind(name, label, compose, dict(secrets or {}))
