"""The live word of a sitting: it changes when a live page of the sitting must be drawn anew.

A page that asks for itself gets the word of its reader (``live_token``, one query); the live process
computes the words of all who watch at once (``watched_sittings``). Both are the same word.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assembly.meetings.enums import ItemState
from assembly.meetings.models import AgendaItem, Meeting, PresenceSpan, RollEntry
from assembly.voting.enums import PollState
from assembly.voting.models import Ballot, Poll

# A phone does not draw anew for every vote and every arrival: only when a twentieth has moved.
PHONE_STEPS = 20
ENDED = (PollState.CLOSED, PollState.VOID)
COMMON = (
    "state", "item", "open_poll", "ended", "here", "latest_span", "known", "cast", "base", "members_count", "closes_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Common:
    """What everybody's word of a sitting is made of."""

    state: str
    item: int | None
    open_poll: int | None
    ended: int
    here: int
    latest_span: int | None
    known: int
    cast: int
    base: int | None
    members_count: int | None
    closes_at: datetime | None

    def word(self, *, presence: int | None, vote: int | None, on_phone: bool, at: datetime) -> str:
        """Return the word of one reader.

        Args:
            presence: his own open span, if he is here.
            vote: his own ballot of the open poll, if he has voted.
            on_phone: whether figures that move with everybody's vote are told in coarse steps.
            at: the moment; when the time for voting runs out the word changes, though nothing was written.
        """
        is_over = self.closes_at is not None and at >= self.closes_at
        facts: list[Any] = [self.state, self.item, self.open_poll, self.ended, presence, vote, is_over]
        if on_phone:
            facts += [_step(self.here, self.members_count), _step(self.cast, self.base)]
        else:
            facts += [self.here, self.latest_span, self.known, self.cast]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


def live_token(meeting_id: int, user: Any, *, on_phone: bool, at: datetime) -> str | None:
    """Return the word of one reader of a sitting, in one query.

    Args:
        meeting_id: the sitting.
        user: who looks; his own presence and vote are part of his word.
        on_phone: whether figures that move with everybody's vote are told in coarse steps.
        at: the moment.

    Returns:
        The word; ``None`` for a user who is not on the sitting's roll, whose right to look is asked
        elsewhere, and for a sitting that does not exist. With ``user=None`` nobody's roll is asked.
    """
    sittings = _with_facts(Meeting.objects.filter(pk=meeting_id))
    own: tuple[str, ...] = ()
    if user is not None:
        own = ("mine", "my_presence", "my_vote")
        sittings = sittings.annotate(
            mine=Exists(RollEntry.objects.filter(meeting=OuterRef("pk"), person__user=user)),
            my_presence=Subquery(_here().filter(entry__person__user=user).values("pk")[:1]),
            my_vote=Subquery(_cast().filter(voter__person__user=user).values("pk")[:1]),
        )
    row = sittings.values_list(*COMMON, *own).first()
    if row is None:
        return None
    is_mine, presence, vote = row[len(COMMON) :] or (True, None, None)
    if not is_mine:
        return None
    return Common(*row[: len(COMMON)]).word(presence=presence, vote=vote, on_phone=on_phone, at=at)


@dataclass(frozen=True, slots=True)
class Watched:
    """A sitting as all who watch it see it: what is common, and what is each one's own by user."""

    common: Common
    presences: Mapping[int, int] = field(default_factory=dict)
    votes: Mapping[int, int] = field(default_factory=dict)

    def word(self, user_id: int, *, on_phone: bool, at: datetime) -> str:
        """Return the word of one reader; who is not on the roll has neither presence nor vote."""
        return self.common.word(
            presence=self.presences.get(user_id), vote=self.votes.get(user_id), on_phone=on_phone, at=at
        )


def watched_sittings(
    meeting_ids: Iterable[int], *, before: Mapping[int, Watched] | None = None
) -> dict[int, Watched]:
    """Return sittings as their watchers see them: one query for all, and one for each kind of own facts that moved.

    Args:
        meeting_ids: which ones; those that do not exist are left out.
        before: what was returned the last time: own facts are asked for only where their number has changed.
    """
    known = before or {}
    rows = _with_facts(Meeting.objects.filter(pk__in=list(meeting_ids))).values_list("pk", *COMMON)
    common = {pk: Common(*facts) for pk, *facts in rows}
    came = [pk for pk, now in common.items() if pk not in known or _moved(known[pk].common, now)]
    voted = [pk for pk, now in common.items() if pk not in known or _voted(known[pk].common, now)]
    presences = _own(_here().filter(meeting__in=came), "meeting_id", "entry__person__user_id") if came else {}
    votes = (
        _own(_cast().filter(poll__meeting__in=voted), "poll__meeting_id", "voter__person__user_id")
        if voted
        else {}
    )
    return {
        pk: Watched(
            now,
            presences.get(pk, {}) if pk in came else known[pk].presences,
            votes.get(pk, {}) if pk in voted else known[pk].votes,
        )
        for pk, now in common.items()
    }


def _moved(before: Common, now: Common) -> bool:
    return (before.here, before.latest_span) != (now.here, now.latest_span)


def _voted(before: Common, now: Common) -> bool:
    return (before.open_poll, before.cast) != (now.open_poll, now.cast)


def _here() -> QuerySet:
    return PresenceSpan.objects.now()


def _cast() -> QuerySet:
    return Ballot.objects.filter(poll__state=PollState.OPEN)


def _own(rows: QuerySet, sitting: str, user: str) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for meeting_id, user_id, pk in (
        rows.filter(**{f"{user}__isnull": False}).order_by().values_list(sitting, user, "pk")
    ):
        found.setdefault(meeting_id, {})[user_id] = pk
    return found


def _with_facts(sittings: QuerySet) -> QuerySet:
    here = _here().filter(meeting=OuterRef("pk"))
    polls = Poll.objects.filter(meeting=OuterRef("pk"))
    opened = polls.filter(state=PollState.OPEN)
    current = AgendaItem.objects.filter(meeting=OuterRef("pk"), state=ItemState.CURRENT)
    spans = PresenceSpan.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return sittings.annotate(
        item=Subquery(current.values("pk")[:1]),
        here=_count(here, "meeting"),
        latest_span=Subquery(spans.annotate(latest=Max("pk")).values("latest")),
        open_poll=Subquery(opened.values("pk")[:1]),
        base=Subquery(opened.values("present_count")[:1]),
        closes_at=Subquery(opened.values("closes_at")[:1]),
        known=_count(polls, "meeting"),
        ended=_count(polls.filter(state__in=ENDED), "meeting"),
        cast=_count(_cast().filter(poll__meeting=OuterRef("pk")), "poll__meeting"),
    )


def _step(part: int, whole: int | None) -> int:
    """Return in which twentieth a part stands; the last one only when all are there."""
    return part * PHONE_STEPS // whole if whole else 0


def _count(rows: QuerySet, of: str) -> Coalesce:
    """Return how many ``rows`` there are, as a subquery."""
    counted = rows.order_by().values(of).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
