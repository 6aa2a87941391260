"""What voting puts on a person's desk: a vote that waits for him, a sitting that he runs."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assembly.law.acts import ref_of
from assembly.meetings.models import Meeting
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.voting.models import Poll


def waiting_polls(user: User, on: date) -> list[DeskItem]:
    """Return the open polls in which ``user`` has not voted yet, and the sittings that he runs."""
    items = [
        DeskItem(
            title=poll.question,
            reason=_("Voting is open. A cast vote cannot be changed."),
            url=reverse("voting:ballot", args=[poll.meeting_id]),
            action=_("Vote"),
            icon="vote",
            due_on=on,
            tone="hot",
            legal_ref=ref_of(poll.majority_ref),
            order=1,
        )
        for poll in Poll.objects.open().awaiting_vote_of(user)
    ]
    items += [
        DeskItem(
            title=meeting.title,
            reason=_("The meeting goes on: agenda, quorum and polls."),
            url=reverse("voting:console", args=[meeting.pk]),
            action=_("Console of the sitting"),
            icon="radio",
            due_on=on,
            tone="warm",
            order=2,
        )
        for meeting in Meeting.objects.run_by(user, on=on).live()
    ]
    return items


def polls_to_count(user: User) -> tuple[QuerySet[Poll], ...]:
    """Return the open polls that wait for the vote of ``user`` now, to be counted."""
    return (Poll.objects.open().awaiting_vote_of(user),)
