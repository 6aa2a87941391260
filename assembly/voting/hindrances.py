"""Where polls stand in the way of the sitting: nothing moves on while votes are being taken."""

from assembly.meetings.enums import ItemEvent, MeetingEvent
from assembly.meetings.models import Meeting
from assembly.voting.refusals import AnotherPollOpen

HINDERED = frozenset({MeetingEvent.CLOSE, MeetingEvent.CALL_BREAK, ItemEvent.END, ItemEvent.BEGIN})


def require_no_open_poll(meeting: Meeting, event: str) -> None:
    """Refuse to close a sitting, to call a break or to change the item while a poll is open.

    Raises:
        AnotherPollOpen: a poll takes votes; ``number`` is its number in the sitting.
    """
    if event not in HINDERED:
        return
    poll = meeting.polls.open().first()
    if poll is not None:
        raise AnotherPollOpen(number=poll.number)
