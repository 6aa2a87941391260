"""Convening a sitting."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.common.clock import day_of
from assembly.documents.models import Act
from assembly.law.acts import regulation
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.permissions import CONVENE_MEETING
from assembly.meetings.refusals import ConveningActMissing
from assembly.meetings.services.agenda import require_competence, require_titles
from assembly.people.models import User
from assembly.people.rights import require_right


@transaction.atomic
def convene_meeting(
    *,
    body: Body,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    series_label: str = "",
    starts_at: datetime,
    place_kk: str,
    place_ru: str,
    place_en: str = "",
    reply_by: date | None = None,
    basis: Act | None,
    items: Sequence[Mapping[str, str]] = (),
    actor: User | None,
    at: datetime,
) -> Meeting:
    """Convene a sitting of a body, with its agenda.

    Args:
        body: who meets.
        title_kk: title in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: title in Russian.
        title_en: title in English, where there is one.
        series_label: what decisions adopted here are numbered by; empty for the number of the
            minutes, given when the sitting opens.
        starts_at: planned beginning, timezone-aware.
        place_kk: place in Kazakh; ``place_ru`` and ``place_en`` likewise.
        place_ru: place in Russian.
        place_en: place in English, where there is one.
        reply_by: last day to answer the invitation, a day in Asia/Almaty.
        basis: the act of convening; a sitting of the Session needs one.
        items: agenda in order, each with ``title_kk``, ``title_ru``, ``competence`` and perhaps ``title_en``.
        actor: who convenes; needs ``meetings.convene_meeting``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not convene.
        ConveningActMissing: a sitting of the Session without the Chairman's act.
        TitleMissing: an item has no title in Kazakh or in Russian.
        ExclusiveCompetence, CompetenceOfAnother: an item is another organ's matter.

    Source:
        Положение (Указ от 27.12.2024 № 747), подпункт 5) пункта 5, пункты 7, 8, 12.
    """
    require_right(actor, CONVENE_MEETING, on=day_of(at))
    if body.kind == BodyKind.ASSEMBLY and basis is None:
        raise ConveningActMissing(legal_ref=regulation("5", "5"))
    for item in items:
        require_titles(item["title_kk"], item["title_ru"])
        require_competence(body, item["competence"])

    meeting = Meeting.objects.create(
        body=body,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        series_label=series_label,
        starts_at=starts_at,
        place_kk=place_kk,
        place_ru=place_ru,
        place_en=place_en,
        reply_by=reply_by,
        basis=basis,
        created_by=actor,
    )
    _write_agenda(meeting, items)

    record(
        stream=meeting,
        kind="meetings.meeting_convened",
        actor=actor,
        at=at,
        payload={
            "body": body.pk,
            "starts_at": starts_at.isoformat(),
            "basis": basis.pk if basis else None,
            "competences": [item["competence"] for item in items],
        },
    )
    return meeting


def _write_agenda(meeting: Meeting, items: Sequence[Mapping[str, str]]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            number=number,
            title_kk=item["title_kk"],
            title_ru=item["title_ru"],
            title_en=item.get("title_en", ""),
            competence=item["competence"],
        )
        for number, item in enumerate(items, start=1)
    )
