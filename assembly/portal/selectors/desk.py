"""The desk: what waits for a person, by days; the sitting of the day; how execution stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.chairman.models import Matter
from assembly.chairman.pages import MatterCard, cards_of
from assembly.common.clock import start_of
from assembly.common.navigation import address_of
from assembly.decisions.permissions import SEE_CONTROL
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.meetings.selectors import QuorumNow, quorum_of
from assembly.people.desk import DeskItem, desk_of
from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import has_right, roles_of
from assembly.portal.selectors.home import Execution, execution_in
from assembly.voting.permissions import can_run_polls

DAYS_IN_WEEK = 7
OVERDUE, TODAY, UNDATED, THIS_WEEK, LATER = "overdue", "today", "undated", "week", "later"
HEADINGS: dict[str, str | Promise] = {
    OVERDUE: _("The term has passed"),
    TODAY: pgettext_lazy("term", "Today"),
    UNDATED: _("Without a term"),
    THIS_WEEK: _("This week"),
    LATER: pgettext_lazy("term", "Later"),
}
# What can be done at once: it waits today, whatever the calendar says.
WAITS_TODAY = (OVERDUE, TODAY, UNDATED)


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """Things of one stretch of days."""

    code: str
    heading: str | Promise
    items: list[DeskItem]


@dataclass(frozen=True, slots=True)
class SittingCard:
    """A sitting of the day, its quorum, and where this person goes."""

    meeting: Meeting
    quorum: QuorumNow | None
    links: list[tuple[str | Promise, str, str]]
    takes_part: bool = False
    is_run: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the first page after signing in shows."""

    groups: list[DeskGroup]
    matters: list[MatterCard]
    sittings: list[SittingCard]
    execution: Execution | None
    coming: list[Meeting]

    @property
    def today_count(self) -> int:
        """Return how many things wait today."""
        waiting = sum(len(group.items) for group in self.groups if group.code in WAITS_TODAY)
        return waiting + len(self.matters) + len(self.own_sittings)

    @property
    def own_sittings(self) -> list[SittingCard]:
        """Return the sittings of the day that this person runs, or in which he takes part and votes."""
        return [card for card in self.sittings if card.takes_part or card.is_run]

    @property
    def other_sittings(self) -> list[SittingCard]:
        """Return the sittings of the day that this person only reads."""
        return [card for card in self.sittings if not (card.takes_part or card.is_run)]

    @property
    def nearest_on(self) -> date | None:
        """Return the nearest day to come."""
        days = [item.due_on for group in self.groups for item in group.items if item.due_on is not None]
        return min(days, default=None)


def desk_page(user: User, *, on: date) -> Desk:
    """Gather the desk of a person on a day."""
    roles = roles_of(user, on=on)
    is_chairman = Role.CHAIRMAN in roles
    matters = cards_of(Matter.objects.waiting(), on=on) if is_chairman else []
    today = _meetings_of(user, on=on)
    sittings = [_card(meeting, user, on=on) for meeting in today]
    shown_large = {address_of("chairman:matter", card.matter.pk) for card in matters}
    shown_large |= {address_of("meetings:meeting", card.meeting.pk) for card in sittings if card.takes_part}
    # A vote that waits stays a line of its own: its address is among the links, its button is not.
    shown_large |= {url for card in sittings if card.is_run for _word, _icon, url in card.links}
    items = [item for item in desk_of(user, on=on) if item.url not in shown_large]
    return Desk(
        groups=grouped(items, on=on),
        matters=matters,
        sittings=sittings,
        execution=execution_in(on.year, on=on) if has_right(user, SEE_CONTROL, on=on) else None,
        coming=_coming(user, on=on),
    )


def grouped(items: Sequence[DeskItem], *, on: date) -> list[DeskGroup]:
    """Return things by their days, the most urgent first; empty stretches are left out."""
    found: dict[str, list[DeskItem]] = {code: [] for code in HEADINGS}
    for item in items:
        found[stretch_of(item.due_on, on=on)].append(item)
    return [DeskGroup(code, HEADINGS[code], waiting) for code, waiting in found.items() if waiting]


def stretch_of(due_on: date | None, *, on: date) -> str:
    """Return where a term lies: passed, today, until Sunday, later, or nowhere."""
    if due_on is None:
        return UNDATED
    if due_on < on:
        return OVERDUE
    if due_on == on:
        return TODAY
    sunday = on + timedelta(days=DAYS_IN_WEEK - 1 - on.weekday())
    return THIS_WEEK if due_on <= sunday else LATER


def _meetings_of(user: User, *, on: date) -> list[Meeting]:
    day = (start_of(on), start_of(on + timedelta(days=1)))
    visible = Meeting.objects.visible_to(user, on=on).exclude(
        state__in=[MeetingState.CLOSED, MeetingState.CANCELLED]
    )
    of_today = visible.filter(starts_at__gte=day[0], starts_at__lt=day[1]) | visible.live()
    return list(of_today.select_related("body").order_by("starts_at", "pk"))


def _coming(user: User, *, on: date) -> list[Meeting]:
    visible = Meeting.objects.visible_to(user, on=on).filter(
        state=MeetingState.CONVENED, starts_at__gte=start_of(on + timedelta(days=1))
    )
    return list(visible.order_by("starts_at", "pk")[:3])


def _card(meeting: Meeting, user: User, *, on: date) -> SittingCard:
    quorum = quorum_of(meeting) if meeting.is_live else None
    is_run = can_run_polls(user, meeting, on=on)
    takes_part = not is_run and _takes_part(meeting, user)
    if is_run:
        links: list[tuple[str | Promise, str, str]] = [
            (_("Registration"), "list-checks", address_of("meetings:registration", meeting.pk)),
            (_("Console of the sitting"), "sliders-horizontal", address_of("voting:console", meeting.pk)),
            (_("Hall screen"), "monitor", address_of("voting:hall", meeting.pk)),
        ]
    elif takes_part:
        links = [
            (_("Take part and vote"), "vote", address_of("voting:ballot", meeting.pk)),
            (_("Agenda"), "list-ordered", address_of("meetings:meeting", meeting.pk)),
        ]
    else:
        links = [(_("Agenda"), "list-ordered", address_of("meetings:meeting", meeting.pk))]
    return SittingCard(meeting, quorum, [link for link in links if link[2]], takes_part, is_run)


def _takes_part(meeting: Meeting, user: Any) -> bool:
    return (
        meeting.roll.filter(person__user=user).exists()
        or MeetingInvitation.objects.filter(meeting=meeting, person__user=user).exists()
    )
