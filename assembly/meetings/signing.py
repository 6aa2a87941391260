"""Whose minutes the presiding person signs himself, before the secretary does; organs register themselves."""

from assembly.meetings.models import Meeting

_organs: set[str] = set()


def register_presiding_signature(kind: str) -> None:
    """Let the presiding person sign the minutes of an organ himself; called from ``ready()``."""
    _organs.add(kind)


def needs_presiding(meeting: Meeting) -> bool:
    """Say whether the presiding person signs in the portal before the secretary.

    One who cannot sign in signs on paper, and the secretary's record stands for both, as in other organs.
    """
    return (
        meeting.body.kind in _organs
        and meeting.presiding is not None
        and meeting.presiding.user_id is not None
    )
