"""The registry of who says how a body votes: «порядок и форма голосования определяются Сессией» (п. 10)."""

from collections.abc import Callable

from assembly.meetings.models import Meeting
from assembly.voting.enums import PollForm

FormSource = Callable[[Meeting], PollForm]
FORM_SOURCES: dict[str, FormSource] = {}


def register_form_source(body_kind: str, source: FormSource) -> None:
    """Register who knows the form fixed for a sitting of a body; its room calls this from ``ready()``.

    Raises:
        ValueError: the body has one already.
    """
    if body_kind in FORM_SOURCES:
        raise ValueError(f"{body_kind!r} has a source of the form of voting already")
    FORM_SOURCES[body_kind] = source


def fixed_form(meeting: Meeting) -> PollForm | None:
    """Return the only form in which this sitting votes; ``None`` where the body leaves it to each poll."""
    source = FORM_SOURCES.get(meeting.body.kind)
    return PollForm(source(meeting)) if source else None
