"""The paper of minutes: the signed text in both languages, the quorum as a bar, the list of those present."""

import re
from datetime import date
from typing import Any

from django.conf import settings

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.common.clock import ALMATY
from assembly.documents.models import Version
from assembly.documents.paper.corrections import correction_note
from assembly.documents.paper.figures import QuorumBar, quorum_bar
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.documents.selectors import current_version
from assembly.meetings.enums import MinutesState, PresenceMode
from assembly.meetings.models import Meeting, Minutes, PresenceSpan, RollEntry
from assembly.meetings.permissions import SIGN_MINUTES
from assembly.meetings.selectors import presence_at
from assembly.people.rights import has_right

ORGANS = {
    BodyKind.ASSEMBLY: ("ҚАЗАҚСТАН ХАЛҚЫ\nАССАМБЛЕЯСЫ", "АССАМБЛЕЯ НАРОДА\nКАЗАХСТАНА"),
    BodyKind.COUNCIL: ("ҚАЗАҚСТАН ХАЛҚЫ\nАССАМБЛЕЯСЫНЫҢ КЕҢЕСІ", "СОВЕТ АССАМБЛЕИ\nНАРОДА КАЗАХСТАНА"),
}
MODES = {PresenceMode.HALL: ("залда", "в зале"), PresenceMode.REMOTE: ("қашықтан", "дистанционно")}
MOMENT = re.compile(r"^(\d{2}:\d{2}(?::\d{2})?)\. (.*)$")
ROW = re.compile(r"^([^:.]{2,60}): (.+)$")
QUORUM_BLOCK = 2


def letterhead_of(body: Body) -> tuple[str, str]:
    """Return how a letterhead names a body, in Kazakh and in Russian."""
    return ORGANS.get(BodyKind(body.kind), (body.name_kk.upper(), body.name_ru.upper()))


def minutes_paper(minutes_id: int) -> Paper:
    """Return the paper of minutes; an unsigned text is printed as a draft.

    The words are the version's own, byte for byte enclosed; the layout only sets them.

    Raises:
        Minutes.DoesNotExist: there are no such minutes.
    """
    minutes = Minutes.objects.select_related(
        "meeting__body", "meeting__presiding", "meeting__secretary", "document", "act__version"
    ).get(pk=minutes_id)
    meeting = minutes.meeting
    version = current_version(minutes.act) if minutes.act else minutes.document.latest
    assert version is not None, "minutes are drawn up with their first version"
    organ_kk, organ_ru = letterhead_of(meeting.body)
    code = minutes.act.code if minutes.act else ""
    return Paper(
        html_template="meetings/paper/minutes.html",
        context={
            "title_kk": minutes.document.title_kk,
            "title_ru": minutes.document.title_ru,
            "foot_kk": f"Хаттама № {minutes.number}",
            "foot_ru": f"Протокол № {minutes.number}",
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{code}" if code else settings.PORTAL_ADDRESS,
            "is_draft": minutes.state != MinutesState.SIGNED,
            "organ_kk": organ_kk,
            "organ_ru": organ_ru,
            "texts": [_text(minutes, version, language) for language in ("kk", "ru")],
            "attendance": _attendance(meeting),
        },
        file_name=f"minutes-{minutes.number}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(
                f"minutes-{language}.txt",
                version.text(language).encode(),
                f"Text of the minutes ({language})",
            )
            for language in ("kk", "ru")
        ),
    )


def can_read_minutes(user: Any, minutes_id: int, on: date) -> bool:
    """Who may read the sitting may read its signed minutes; a draft is for those who draw it up (п. 17, подп. 1)."""
    minutes = Minutes.objects.filter(pk=minutes_id).select_related("meeting__body").first()
    if minutes is None:
        return False
    if minutes.state != MinutesState.SIGNED:
        return has_right(user, SIGN_MINUTES, on=on, subject=minutes.meeting.body)
    return Meeting.objects.visible_to(user, on=on).filter(pk=minutes.meeting_id).exists()


def _text(minutes: Minutes, version: Version, language: str) -> dict[str, Any]:
    meeting, act = minutes.meeting, minutes.act
    head, *blocks = [block.splitlines() for block in version.text(language).split("\n\n") if block.strip()]
    kind, *title = head
    return {
        "language": language,
        "correction": correction_note(act, language) if act else "",
        "kind": kind,
        "title": title,
        "blocks": [
            {**_block(lines), "bar": _bar(meeting, language) if place == QUORUM_BLOCK else None}
            for place, lines in enumerate(blocks, start=1)
        ],
    }


def _block(lines: list[str]) -> dict[str, Any]:
    """Tell a block's shape from its lines: a table of particulars, a moment of the course, a section, plain text."""
    rows = [ROW.match(line) for line in lines]
    if len(lines) > 1 and all(rows):
        return {"shape": "rows", "rows": [match.groups() for match in rows if match]}
    moment = MOMENT.match(lines[0])
    if moment:
        return {"shape": "moment", "when": moment[1], "lines": [moment[2], *lines[1:]]}
    if len(lines) > 1:
        return {"shape": "section", "heading": lines[0], "lines": lines[1:]}
    if lines[0].isupper():
        return {"shape": "section", "heading": lines[0], "lines": []}
    return {"shape": "text", "lines": lines}


def _bar(meeting: Meeting, language: str) -> QuorumBar:
    assert meeting.opened_at is not None
    present, _hall = presence_at(meeting, meeting.opened_at)
    return quorum_bar(
        present=present,
        required=meeting.quorum_required or 0,
        whole=meeting.members_count or 0,
        language=language,
    )


def _attendance(meeting: Meeting) -> list[dict[str, Any]]:
    spans: dict[int, list[PresenceSpan]] = {}
    for span in PresenceSpan.objects.filter(meeting=meeting).order_by("span"):
        spans.setdefault(span.entry_id, []).append(span)
    return [
        {
            "number": entry.number,
            "name": entry.name,
            "on_behalf_kk": entry.on_behalf_kk,
            "on_behalf_ru": entry.on_behalf_ru,
            "mode_kk": MODES[PresenceMode(spans[entry.pk][-1].mode)][0],
            "mode_ru": MODES[PresenceMode(spans[entry.pk][-1].mode)][1],
            "spans": [_span_words(span, meeting) for span in spans[entry.pk]],
        }
        for entry in RollEntry.objects.filter(meeting=meeting, pk__in=spans).order_by("number")
    ]


def _span_words(span: PresenceSpan, meeting: Meeting) -> str:
    until = span.span.upper or meeting.closed_at
    began = f"{span.span.lower.astimezone(ALMATY):%H:%M}"
    return f"{began}–{until.astimezone(ALMATY):%H:%M}" if until else began
