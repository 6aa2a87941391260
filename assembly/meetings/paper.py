"""What the paper of signed minutes contains: both texts, the quorum drawn, the list of those who took part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from assembly.bodies.enums import BodyKind
from assembly.documents.paper.figures import quorum_bar
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.meetings.enums import PresenceMode
from assembly.meetings.minutes_words import HEADS, LANGUAGES, clock_of
from assembly.meetings.models import Meeting, Minutes, PresenceSpan, RollEntry
from assembly.meetings.selectors import presence_at

ORGANS = {
    BodyKind.ASSEMBLY: ("ҚАЗАҚСТАН ХАЛҚЫ\nАССАМБЛЕЯСЫ", "АССАМБЛЕЯ НАРОДА\nКАЗАХСТАНА"),
    BodyKind.COUNCIL: ("ҚАЗАҚСТАН ХАЛҚЫ\nАССАМБЛЕЯСЫНЫҢ КЕҢЕСІ", "СОВЕТ АССАМБЛЕИ\nНАРОДА КАЗАХСТАНА"),
}
MODES = {PresenceMode.HALL: ("залда", "в зале"), PresenceMode.REMOTE: ("қашықтан", "дистанционно")}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text: its lines, the first of which may be a heading."""

    heading: str
    lines: tuple[str, ...]
    shows_quorum: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """A member who took part: his number on the roll, name, on whose behalf, how and when."""

    number: int
    name: str
    on_behalf_kk: str
    on_behalf_ru: str
    spans: tuple[tuple[str, str, str], ...]


def minutes_paper(minutes_id: int) -> Paper:
    """Return the paper of signed minutes; the two frozen texts are enclosed byte for byte.

    Raises:
        Minutes.DoesNotExist: there are no such minutes.
        ValueError: the minutes are not signed.
    """
    minutes = Minutes.objects.select_related("act__version", "meeting__body").get(pk=minutes_id)
    if minutes.act is None or minutes.act.version is None:
        raise ValueError("only signed minutes become a paper")
    version, meeting = minutes.act.version, minutes.meeting
    organ_kk, organ_ru = ORGANS.get(BodyKind(meeting.body.kind), (meeting.body.name_kk, meeting.body.name_ru))
    return Paper(
        html_template="meetings/paper/minutes.html",
        context={
            "title_kk": minutes.act.title_kk,
            "title_ru": minutes.act.title_ru,
            "foot_kk": f"Хаттама № {minutes.number}",
            "foot_ru": f"Протокол № {minutes.number}",
            "number": minutes.number,
            "organ_kk": organ_kk,
            "organ_ru": organ_ru,
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{minutes.act.code}",
            "texts": [
                {
                    "language": language,
                    "blocks": blocks_of(version.text(language), language),
                    "bar": _bar(meeting, language),
                    "checksum": getattr(version, f"sha256_{language}"),
                }
                for language in LANGUAGES
            ],
            "attendance": attendance_of(meeting),
        },
        file_name=f"minutes-{minutes.number}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(f"minutes-{language}.txt", version.text(language).encode(), f"Minutes ({language})")
            for language in LANGUAGES
        ),
    )


def can_read_minutes(user: Any, minutes_id: int, on: date) -> bool:
    """Who may read the sitting may read its minutes."""
    return Meeting.objects.visible_to(user, on=on).filter(minutes__pk=minutes_id).exists()


def blocks_of(text: str, language: str) -> list[Block]:
    """Return the paragraphs of a text for printing; words in capitals that the room knows head one."""
    heads = HEADS[language]
    known = {heads["quorum"], heads["agenda"], heads["course"]}
    blocks = []
    for part in text.split("\n\n"):
        lines = tuple(line for line in part.splitlines() if line.strip())
        heading = lines[0] if lines and lines[0] in known else ""
        blocks.append(Block(heading, lines[1:] if heading else lines, heading == heads["quorum"]))
    return blocks


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Return who took part, in the order of the roll, with the times of each span."""
    spans = Prefetch("spans", PresenceSpan.objects.order_by("span"), to_attr="spans_in_time")
    entries = (
        RollEntry.objects.filter(meeting=meeting, spans__isnull=False).distinct().prefetch_related(spans)
    ).order_by("number")
    return [
        Attendance(
            number=entry.number,
            name=entry.name,
            on_behalf_kk=entry.on_behalf_kk,
            on_behalf_ru=entry.on_behalf_ru,
            spans=tuple(_span_words(span, meeting) for span in entry.spans_in_time),
        )
        for entry in entries
    ]


def _span_words(span: PresenceSpan, meeting: Meeting) -> tuple[str, str, str]:
    ended = span.ended_at or meeting.closed_at
    until = clock_of(ended, seconds=False) if ended else ""
    kk, ru = MODES[PresenceMode(span.mode)]
    return kk, ru, f"{clock_of(span.began_at, seconds=False)}–{until}"


def _bar(meeting: Meeting, language: str) -> Any:
    assert meeting.opened_at is not None
    present, _ = presence_at(meeting, meeting.opened_at)
    return quorum_bar(
        present=present,
        required=meeting.quorum_required or 0,
        whole=meeting.members_count or 1,
        language=language,
    )
