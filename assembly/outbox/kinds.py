"""The registry of kinds of messages; each room registers its own in ``ready()``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of letter.

    Args:
        name: ``room.noun_past``; templates are ``<room>/mail/<noun_past>_subject.txt`` and ``_body.txt``.
        label: what staff see on the page of sent messages.
        compose: turns the stored context into the template's, in the reader's language, at the moment
            of sending (a secret token is made here, never stored); returns ``None`` when the letter
            is no longer due.
    """

    name: str
    label: Any
    compose: Callable[[Context, str], Context | None]

    @property
    def template(self) -> str:
        """Return the stem of the letter's templates."""
        room, _, noun = self.name.partition(".")
        return f"{room}/mail/{noun}"


KINDS: dict[str, MessageKind] = {}


def register_kind(
    name: str, label: Any, compose: Callable[[Context, str], Context | None] | None = None
) -> None:
    """Register a kind of message; without ``compose`` the stored context is the template's.

    Raises:
        ValueError: the name is taken.
    """
    if name in KINDS:
        raise ValueError(f"message kind {name!r} is registered twice")
    KINDS[name] = MessageKind(name=name, label=label, compose=compose or (lambda context, _language: context))
