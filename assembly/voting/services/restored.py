"""What happens to polls that come back from a backup: none of them takes votes again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assembly.audit.services.chain import record
from assembly.meetings.services.locks import lock_meeting
from assembly.voting.enums import PollEvent, PollState
from assembly.voting.models import Poll
from assembly.voting.selectors import digest_of_ballots
from assembly.voting.services.flow import POLL_FLOW

REASON = (
    "Портал {day} сақтық көшірмеден қалпына келтірілді; дауыс беру қайта жүргізіледі. "
    "Портал восстановлен из резервной копии от {day}; голосование проводится заново."
)


@transaction.atomic
def void_polls_of_backup(*, taken_at: datetime, at: datetime) -> list[Poll]:
    """Declare void every poll that was opened and had not ended when a backup was taken.

    What was voted after the backup is lost, so its ballots are not the whole vote; and the real poll may
    have been closed since. The portal itself does it, before anybody can sign in.

    Args:
        taken_at: the moment of the backup, timezone-aware; stays in the reason.
        at: the moment of the restore.

    Returns:
        The polls, now void.

    Source:
        Положение (Указ № 747), п. 10: the order of voting is the Session's own; it votes anew.
    """
    polls = []
    for meeting_id, poll_id in Poll.objects.under_way().order_by("pk").values_list("meeting_id", "pk"):
        lock_meeting(meeting_id)
        poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
        ended = poll.state
        poll.state = POLL_FLOW.next_state(PollState(poll.state), PollEvent.VOID)
        poll.void_reason = REASON.format(day=timezone.localdate(taken_at).isoformat())
        poll.voided_at = at
        poll.save()
        facts = {
            "was": ended,
            "ballots": poll.ballots.count(),
            "ballots_digest": digest_of_ballots(poll),
            "backup_taken_at": taken_at.isoformat(),
        }
        record(stream=poll, kind="voting.poll_voided", at=at, payload=facts)
        polls.append(poll)
    return polls
