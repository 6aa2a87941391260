"""Rights of the room. Members cast because they are on the frozen roll: that right is a row, not a role."""

from datetime import date
from typing import Any

from django.utils import timezone

from assembly.law.acts import regulation
from assembly.meetings.models import Meeting
from assembly.people.enums import Role, Standing
from assembly.people.rights import declare, has_right, roles_of
from assembly.voting.models import Poll

# In a regional assembly its own secretariat does (п. 19).
RUN_POLL = declare(
    "voting.run_poll", Role.SECRETARIAT, own=(Standing.SECRETARIAT,), legal_ref=regulation("17", "1")
)


def can_view_poll(user: Any, poll: Poll, *, on: date) -> bool:
    """Say whether ``user`` may read the poll; asks the same queryset as every page."""
    return Poll.objects.visible_to(user, on=on).filter(pk=poll.pk).exists()


def can_run_polls(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Say whether ``user`` prepares, opens, closes and annuls polls of this sitting."""
    return has_right(user, RUN_POLL, on=on, subject=meeting.body)


VOTES_OR_RUNS = frozenset({Role.MEMBER, Role.COUNCIL_MEMBER, Role.SECRETARIAT, Role.CHAIRMAN})


def votes_or_runs(user: Any) -> bool:
    """Say whether the menu leads ``user`` to the sitting that goes on."""
    return bool(roles_of(user, on=timezone.localdate()) & VOTES_OR_RUNS)
