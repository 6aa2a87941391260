"""Casting a vote: one statement in the database, then words for whoever it refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.common.errors import InvalidValue, NotAllowed
from assembly.people.models import User
from assembly.voting import refusals
from assembly.voting.enums import Choice, PollState
from assembly.voting.models import Ballot, Poll, PollVoter
from assembly.voting.selectors import ballot_of

# One statement, so one transaction of its own, prepared once per connection. Poll and seat are share-locked, so voters do not wait for each other, closing waits
# for all of them, and nobody moves a seat to another channel meanwhile. No row back: closed, not on
# the roll, or voted already; plain queries then find out which, for the message.
CAST = """
WITH seat AS (
    SELECT poll.id AS poll_id, voter.id AS voter_id
    FROM voting_poll poll
    JOIN voting_pollvoter voter ON voter.poll_id = poll.id
    JOIN people_person person ON person.id = voter.person_id
    WHERE poll.id = %(poll)s AND poll.state = 'open' AND poll.closes_at > %(at)s
      AND person.user_id = %(user)s AND voter.channel = 'device'
      AND poll.meeting_id = coalesce(%(meeting)s::bigint, poll.meeting_id)
    FOR SHARE OF poll, voter
)
INSERT INTO voting_ballot (poll_id, voter_id, choice, cast_at)
SELECT poll_id, voter_id, %(choice)s, %(at)s FROM seat
ON CONFLICT (poll_id, voter_id) DO NOTHING
RETURNING id
"""


class UnknownChoice(InvalidValue):
    """The choice is not one of the three of the ballot."""

    text = _("Choose one of the three answers: for, against, abstain.")


@dataclass(frozen=True, slots=True)
class CastVote:
    """A recorded vote; ``is_new`` says whether this very call recorded it."""

    choice: Choice
    cast_at: datetime
    is_new: bool


def cast_vote(
    *, poll_id: int, choice: str, actor: User, at: datetime, meeting_id: int | None = None
) -> CastVote:
    """Record the vote of a member on the poll's frozen roll. Final.

    Safe to repeat: the same vote sent again is answered with the vote that is there. Leaves no event
    in the audit: closing writes the digest of all ballots.

    Args:
        poll_id: the poll.
        choice: for, against or abstain.
        actor: who votes.
        at: the moment, timezone-aware; before the end of casting.
        meeting_id: the sitting by whose page the vote comes; a poll of another one is unknown there.

    Returns:
        The vote as it is recorded.

    Raises:
        NotAllowed: ``actor`` cannot sign in any more.
        InvalidValue: ``choice`` is not one of the three.
        AlreadyVoted: another vote of his is recorded; it stands.
        NotOnRoll: he was not present when the poll opened.
        PollNotOpen: the poll is a draft or void.
        CastingEnded: it is closed, or its time is over.
        Poll.DoesNotExist: there is no such poll.

    Source:
        Положение (Указ № 747), п. 10 and 15: those present vote.
    """
    if not actor.is_active:
        raise NotAllowed(act="voting.cast_vote")
    if choice not in Choice.values:
        raise UnknownChoice(field="choice")
    wanted = Choice(choice)

    values = {"poll": poll_id, "user": actor.pk, "choice": wanted.value, "at": at, "meeting": meeting_id}
    if _is_recorded(values):
        return CastVote(wanted, at, is_new=True)

    poll = Poll.objects.get(pk=poll_id, **({} if meeting_id is None else {"meeting": meeting_id}))
    recorded = ballot_of(poll, actor)
    if recorded is not None:
        return _repeated(recorded, wanted)
    raise _reason(poll, actor)


def _is_recorded(values: dict[str, Any]) -> bool:
    """Execute the statement, prepared by the driver: planning it for every voter costs more than executing it."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(CAST, values, prepare=True)
        return cursor.fetchone() is not None


def _repeated(recorded: Ballot, wanted: Choice) -> CastVote:
    """Answer a repeated vote: the same one again is no error, another one is refused."""
    if recorded.choice != wanted:
        moment = timezone.localtime(recorded.cast_at)
        raise refusals.AlreadyVoted(time=f"{moment:%H:%M:%S}", choice=recorded.choice)
    return CastVote(wanted, recorded.cast_at, is_new=False)


def _reason(poll: Poll, actor: User) -> Exception:
    """Return why the statement recorded nothing."""
    if poll.state in {PollState.DRAFT, PollState.VOID}:
        return refusals.PollNotOpen()
    if not PollVoter.objects.filter(poll=poll, person__user=actor).exists():
        return refusals.NotOnRoll()
    return refusals.CastingEnded()
