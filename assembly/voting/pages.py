"""What the live pages of a sitting show: the phone, the console, the hall; and whether anything changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce

from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.common.clock import day_of
from assembly.law.thresholds import Threshold
from assembly.meetings.enums import ItemState, MeetingState
from assembly.meetings.models import AgendaItem, Meeting, PresenceSpan, RollEntry
from assembly.meetings.selectors import QuorumNow, quorum_of
from assembly.voting.effects import ResultLink, results_of
from assembly.voting.enums import PollState
from assembly.voting.models import Ballot, Poll
from assembly.voting.selectors import Tally, ballot_of, stored_tally, voter_of


@dataclass(frozen=True, slots=True)
class BallotPage:
    """The phone of one member: which state it is in and what it shows.

    ``state``: stranger, before, absent, waiting, open, voted, late, over, closed, void, ended.
    ``key`` changes when the page must be drawn anew; an open form keeps its key until it is sent.
    """

    state: str
    meeting: Meeting
    entry: RollEntry | None = None
    presence: PresenceSpan | None = None
    item: AgendaItem | None = None
    poll: Poll | None = None
    ballot: Ballot | None = None
    quorum: QuorumNow | None = None
    tally: Tally | None = None
    voted: int = 0
    is_time_up: bool = False
    result: ResultLink | None = None

    @property
    def key(self) -> str:
        """Return the name of this very picture."""
        parts: list[Any] = [self.state, self.poll.pk if self.poll else 0]
        if self.state != "open":
            parts += [
                self.item.pk if self.item else 0,
                self.presence.pk if self.presence else 0,
                self.quorum.present if self.quorum else 0,
                self.voted,
                self.is_time_up,
                self.meeting.state,
            ]
        return "-".join(str(part) for part in parts)


def ballot_page(meeting: Meeting, user: Any, *, at: datetime) -> BallotPage:
    """Return what a member sees on his phone at a moment."""
    entry = RollEntry.objects.filter(meeting=meeting, person__user=user).first()
    if entry is None:
        before = meeting.state == MeetingState.CONVENED
        return BallotPage("before" if before else "stranger", meeting)
    presence = PresenceSpan.objects.filter(entry=entry).now().first()
    item = current_item(meeting)
    poll = meeting.polls.open().select_related("item", "version").first()
    if poll is not None:
        return _open_page(meeting, user, poll, entry=entry, presence=presence, at=at)
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        return BallotPage("ended", meeting, entry)
    quorum = quorum_of(meeting)
    if presence is None:
        return BallotPage("absent", meeting, entry, item=item, quorum=quorum)
    ended = latest_ended(meeting)
    if ended is not None and _is_fresh(ended, item):
        state = "closed" if ended.state == PollState.CLOSED else "void"
        mine = ballot_of(ended, user)
        return BallotPage(
            state,
            meeting,
            entry,
            presence,
            item,
            ended,
            mine,
            quorum,
            tally=stored_tally(ended),
            result=results_of([ended]).get(ended.pk),
        )
    return BallotPage("waiting", meeting, entry, presence, item, quorum=quorum)


def _open_page(
    meeting: Meeting,
    user: Any,
    poll: Poll,
    *,
    entry: RollEntry,
    presence: PresenceSpan | None,
    at: datetime,
) -> BallotPage:
    is_over = is_time_up(poll, at=at)
    if voter_of(poll, user) is None:
        return BallotPage("late", meeting, entry, presence, poll.item, poll)
    ballot = ballot_of(poll, user)
    if ballot is not None:
        voted = poll.ballots.count()
        return BallotPage(
            "voted", meeting, entry, presence, poll.item, poll, ballot, voted=voted, is_time_up=is_over
        )
    return BallotPage("over" if is_over else "open", meeting, entry, presence, poll.item, poll)


def is_time_up(poll: Poll | None, *, at: datetime) -> bool:
    """Say whether an open poll takes no more votes and only waits to be closed."""
    return poll is not None and poll.closes_at is not None and at >= poll.closes_at


def time_left(poll: Poll | None, *, at: datetime) -> str:
    """Return how long votes are still taken, minutes and seconds; a browser counts on from there."""
    if poll is None or poll.closes_at is None:
        return ""
    seconds = max(0, int((poll.closes_at - at).total_seconds()))
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def quorum_rule(meeting: Meeting) -> Threshold | None:
    """Return the share that quorum asks for on the day of the sitting, to be said in words."""
    try:
        return procedure_of(meeting.body, day_of(meeting.starts_at)).quorum
    except NoProcedure:
        return None


def current_item(meeting: Meeting) -> AgendaItem | None:
    """Return the agenda item that is being considered."""
    return meeting.items.filter(state=ItemState.CURRENT).select_related("draft").first()


def latest_ended(meeting: Meeting) -> Poll | None:
    """Return the poll that ended last, among those that were opened."""
    ended = meeting.polls.filter(
        state__in=[PollState.CLOSED, PollState.VOID], opened_at__isnull=False
    ).annotate(ended_at=Coalesce("closed_at", "voided_at"))
    return ended.select_related("item", "version").order_by("-ended_at").first()


def _is_fresh(poll: Poll, item: AgendaItem | None) -> bool:
    """Say whether the result is still the news: no item has begun since."""
    ended_at = poll.closed_at or poll.voided_at
    return item is None or item.began_at is None or (ended_at is not None and item.began_at <= ended_at)


@dataclass(slots=True)
class ConsolePage:
    """What the secretary's console shows."""

    meeting: Meeting
    quorum: QuorumNow
    items: list[AgendaItem] = field(default_factory=list)
    current: AgendaItem | None = None
    following: AgendaItem | None = None
    poll: Poll | None = None
    voted: int = 0
    drafts: list[Poll] = field(default_factory=list)
    ended: list[Poll] = field(default_factory=list)
    results: dict[int, ResultLink] = field(default_factory=dict)
    is_time_up: bool = False

    @property
    def is_sitting(self) -> bool:
        """Say whether the sitting goes on, so that items begin and polls open."""
        return self.meeting.state == MeetingState.OPEN

    @property
    def past(self) -> list[tuple[Poll, ResultLink | None]]:
        """Return the polls that have ended, the last first, each with what it made."""
        return [(poll, self.results.get(poll.pk)) for poll in self.ended]

    @property
    def waiting(self) -> int:
        """Return how many of the open poll's voters have not voted."""
        return (self.poll.present_count or 0) - self.voted if self.poll else 0


def console_page(meeting: Meeting, *, at: datetime) -> ConsolePage:
    """Return the console of a sitting at a moment, in a constant number of queries."""
    page = ConsolePage(meeting, quorum_of(meeting))
    page.items = list(meeting.items.exclude(state=ItemState.WITHDRAWN).select_related("draft", "rapporteur"))
    page.current = next((item for item in page.items if item.state == ItemState.CURRENT), None)
    page.following = next((item for item in page.items if item.state == ItemState.PLANNED), None)
    polls = list(meeting.polls.select_related("item", "version").order_by("number"))
    page.poll = next((poll for poll in polls if poll.state == PollState.OPEN), None)
    page.voted = page.poll.ballots.count() if page.poll else 0
    page.drafts = [poll for poll in polls if poll.state == PollState.DRAFT]
    ended = [poll for poll in polls if poll.opened_at and poll.state in {PollState.CLOSED, PollState.VOID}]
    page.ended = ended[::-1]
    page.results = results_of(ended)
    page.is_time_up = is_time_up(page.poll, at=at)
    return page
