"""What the pages of a sitting show, gathered once, so that views stay thin and templates ask nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import pgettext

from assembly.bodies.procedures import procedure_of
from assembly.common.clock import day_of
from assembly.common.curve import PresenceCurve
from assembly.common.names import language_now
from assembly.common.pieces import Chip
from assembly.common.rule_line import share_words
from assembly.documents.models import Rendition, Version
from assembly.law.competences import Competence, competence_of
from assembly.meetings.enums import ItemState, MeetingEvent, MeetingState, MinutesState, PresenceMode
from assembly.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingInvitation,
    Minutes,
    PresenceSpan,
    RollEntry,
)
from assembly.meetings.selectors import (
    CurvePoint,
    QuorumNow,
    entry_of,
    presence_curve,
    presence_of,
    quorum_of,
)
from assembly.meetings.services.flow import MEETING_FLOW
from assembly.meetings.services.minutes import PAPER
from assembly.people.models import Person

# A remote member's device is heard every half minute; after this long the list says since when it is not.
SILENCE = timedelta(seconds=90)
MEETING_LOOKS = {
    MeetingState.CONVENED: ("", "calendar"),
    MeetingState.REGISTRATION: ("info", "user-check"),
    MeetingState.OPEN: ("live", "radio"),
    MeetingState.BREAK: ("warn", "coffee"),
    MeetingState.CLOSED: ("", "circle-check"),
    MeetingState.CANCELLED: ("bad", "ban"),
}
MINUTES_LOOKS = {
    MinutesState.DRAFT: ("info", "pencil-line"),
    MinutesState.APPROVED: ("info", "signature"),
    MinutesState.SIGNED: ("ok", "file-check"),
}


def meeting_chip(meeting: Meeting) -> Chip:
    """Return where a sitting stands."""
    state = MeetingState(meeting.state)
    return Chip(*MEETING_LOOKS[state], state.label)


def minutes_chip(minutes: Minutes) -> Chip:
    """Return where minutes stand."""
    state = MinutesState(minutes.state)
    return Chip(*MINUTES_LOOKS[state], state.label)


def item_chip(item: AgendaItem) -> Chip | None:
    """Return where an agenda item stands; nothing for one that only waits."""
    looks = {
        ItemState.CURRENT: ("live", "radio"),
        ItemState.CONSIDERED: ("ok", "check"),
        ItemState.WITHDRAWN: ("", "minus"),
    }
    state = ItemState(item.state)
    return Chip(*looks[state], state.label) if state in looks else None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as pages show it: its competence with the paragraph, its state, the text of its draft."""

    item: AgendaItem
    competence: Competence
    chip: Chip | None
    draft: Version | None

    @property
    def competence_name(self) -> str:
        """Return the competence in the reader's language."""
        return self.competence.name(language_now())

    @property
    def mark(self) -> str:
        """Return ``done`` for an item whose consideration ended."""
        return "done" if self.item.state == ItemState.CONSIDERED else ""


@dataclass(frozen=True, slots=True)
class RollRow:
    """A member on the registration page: how he takes part, since when, since when his device is silent."""

    entry: RollEntry
    span: PresenceSpan | None
    left_at: datetime | None
    silent_since: datetime | None

    @property
    def is_remote(self) -> bool:
        """Say whether he takes part remotely."""
        return self.span is not None and self.span.mode == PresenceMode.REMOTE

    @property
    def on_behalf(self) -> str:
        """Return on whose behalf he sits, in the reader's language."""
        return self.entry.on_behalf_kk if language_now() == "kk" else self.entry.on_behalf_ru

    @property
    def chip(self) -> Chip:
        """Return presence in a word."""
        if self.span is None:
            words = pgettext("presence", "Left") if self.left_at else pgettext("presence", "Absent")
            return Chip("", "log-out" if self.left_at else "minus", words)
        if self.is_remote:
            return Chip("info", "wifi", PresenceMode.REMOTE.label)
        return Chip("ok", "check", PresenceMode.HALL.label)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of an official text as a page shows it: a heading in capitals, or nothing, and lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberPage:
    """What a member sees of his own part."""

    entry: RollEntry | None
    span: PresenceSpan | None
    invitation: MeetingInvitation | None

    @property
    def is_remote(self) -> bool:
        """Say whether he takes part remotely now."""
        return self.span is not None and self.span.mode == PresenceMode.REMOTE


def agenda_of(meeting: Meeting) -> list[AgendaLine]:
    """Return the agenda with the newest text of each draft, in three queries whatever its length."""
    newest = Prefetch("draft__versions", Version.objects.order_by("-number"), to_attr="newest_first")
    items = meeting.items.select_related("draft", "rapporteur").prefetch_related(newest).order_by("number")
    return [
        AgendaLine(
            item,
            competence_of(item.competence),
            item_chip(item),
            item.draft.newest_first[0] if item.draft and item.draft.newest_first else None,  # type: ignore[attr-defined]
        )
        for item in items
    ]


def rows_of(entries: Any, *, at: datetime) -> list[RollRow]:
    """Return the rows of entries that carry their ``spans_in_time``."""
    return [row_of(entry, at=at) for entry in entries]


def row_of(entry: Any, *, at: datetime) -> RollRow:
    """Return the row of an entry that carries its ``spans_in_time``."""
    last = entry.spans_in_time[-1] if entry.spans_in_time else None
    span = last if last is not None and last.ended_at is None else None
    is_silent = (
        span is not None
        and span.mode == PresenceMode.REMOTE
        and span.last_signal_at is not None
        and span.last_signal_at < at - SILENCE
    )
    return RollRow(
        entry=entry,
        span=span,
        left_at=last.ended_at if last is not None else None,
        silent_since=span.last_signal_at if span is not None and is_silent else None,
    )


def quorum_context(meeting: Meeting) -> dict[str, Any]:
    """Return what the quorum fragment shows."""
    day = day_of(meeting.registration_opened_at or meeting.starts_at)
    return {
        "meeting": meeting,
        "quorum": quorum_of(meeting),
        "share": share_words(procedure_of(meeting.body, day).quorum),
        "chip": meeting_chip(meeting),
    }


def curve_context(meeting: Meeting, quorum: QuorumNow, *, at: datetime) -> dict[str, Any]:
    """Return the curve of presence and the points of its table; nothing before the first registration."""
    points: list[CurvePoint] = presence_curve(meeting)
    if not points:
        return {"curve": None, "points": []}
    drawn = PresenceCurve(
        points=[(point.at, point.present) for point in points],
        until=meeting.closed_at or max(at, points[-1].at),
        need=quorum.required,
    )
    return {"curve": drawn, "points": points}


def events_of(meeting: Meeting) -> frozenset[MeetingEvent]:
    """Return what may happen to the sitting next; the page draws its buttons from it."""
    return MEETING_FLOW.events_from(MeetingState(meeting.state))


def member_page(meeting: Meeting, person: Person | None) -> MemberPage:
    """Return a person's own part in a sitting."""
    invitation = meeting.invitations.filter(person=person).first() if person else None
    return MemberPage(entry_of(meeting, person), presence_of(meeting, person), invitation)


def blocks_of(text: str) -> list[TextBlock]:
    """Return the paragraphs of minutes; a first line in capitals heads its paragraph."""
    blocks = []
    for part in text.split("\n\n"):
        first, *rest = part.split("\n")
        heading = first if first.isupper() else ""
        blocks.append(TextBlock(heading, tuple(rest) if heading else (first, *rest)))
    return blocks


def paper_of(minutes: Minutes | None) -> Rendition | None:
    """Return the PDF ordered of signed minutes, the newest first; nothing before."""
    if minutes is None or minutes.state != MinutesState.SIGNED:
        return None
    return Rendition.objects.filter(template=PAPER, subject=f"minutes:{minutes.pk}").first()
