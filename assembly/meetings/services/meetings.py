"""Convening a sitting."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.bodies.selectors import members_on
from assembly.common.clock import day_of
from assembly.documents.models import Act
from assembly.law.acts import regulation
from assembly.law.refs import LegalRef
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.permissions import CONVENE_COORDINATED, CONVENE_MEETING
from assembly.meetings.refusals import (
    BeginsInThePast,
    BodyEnded,
    ConvenedAlready,
    ConveningActMissing,
    NoMembers,
    NotCoordinated,
)
from assembly.meetings.services.agenda import require_competence, require_titles
from assembly.meetings.services.invitations import invite_members
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons

COORDINATION = regulation("26")
COORDINATED = frozenset({BodyKind.EXPERT_COUNCIL, BodyKind.COMMISSION, BodyKind.WORKING_GROUP})


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
    require_right(actor, CONVENE_MEETING, on=day_of(at), subject=body)
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


@transaction.atomic
def convene_coordinated(
    *,
    body_id: int,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    starts_at: datetime,
    place_kk: str,
    place_ru: str,
    place_en: str = "",
    reply_by: date | None = None,
    actor: User | None,
    at: datetime,
) -> Meeting:
    """Convene a sitting of a body that the Secretariat coordinates; its members are invited in the same act.

    The body is locked, so that of two clerks with the same day one convenes and the other is told so.

    Args:
        body_id: the Scientific-Expert Council, a commission or a working group that still exists.
        title_kk: title in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: title in Russian.
        title_en: title in English, where there is one.
        starts_at: planned beginning, timezone-aware; still to come.
        place_kk: place in Kazakh; ``place_ru`` and ``place_en`` likewise.
        place_ru: place in Russian.
        place_en: place in English, where there is one.
        reply_by: last day to answer the invitation.
        actor: who convenes; needs ``meetings.convene_coordinated``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not convene it.
        NotCoordinated: the law lets another convene this body.
        BodyEnded, NoMembers: there is nobody to convene.
        BeginsInThePast, ConvenedAlready: the moment cannot be so.

    Source:
        Положение (Указ № 747), п. 26.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body_id)
    today = day_of(at)
    require_right(actor, CONVENE_COORDINATED, on=today)
    if body.kind not in COORDINATED:
        raise NotCoordinated(legal_ref=COORDINATION)
    plan = Plan(
        title_kk=title_kk, title_ru=title_ru, title_en=title_en, starts_at=starts_at,
        place_kk=place_kk, place_ru=place_ru, place_en=place_en, reply_by=reply_by,
    )  # fmt: skip
    meeting, invited = convene_and_invite(body=body, plan=plan, source=COORDINATION, actor=actor, at=at)

    record(
        stream=body,
        kind="meetings.coordinated_body_convened",
        actor=actor,
        at=at,
        payload={"meeting": meeting.pk, "invited": invited, "source": COORDINATION.code},
    )
    return meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a sitting is convened with: its title, when and where, the last day to answer."""

    title_kk: str
    title_ru: str
    title_en: str = ""
    starts_at: datetime
    place_kk: str
    place_ru: str
    place_en: str = ""
    reply_by: date | None = None


def convene_and_invite(
    *, body: Body, plan: Plan, source: LegalRef, actor: User | None, at: datetime
) -> tuple[Meeting, int]:
    """Convene a sitting of a body and invite its members; a part of the act of whoever convenes this body.

    Args:
        body: who meets; the caller has locked its row and checked his right to convene it.
        plan: title, time and place; the beginning is still to come.
        source: what the act rests on.
        actor: who convenes; needs ``meetings.convene_meeting`` over this body.
        at: the moment, timezone-aware.

    Returns:
        The sitting, and how many members were invited.

    Raises:
        BodyEnded, NoMembers: there is nobody to convene.
        BeginsInThePast, ConvenedAlready: the moment cannot be so.
    """
    if body.ended_on is not None and body.ended_on <= day_of(at):
        raise BodyEnded(legal_ref=source, day=f"{body.ended_on:%d.%m.%Y}")
    if plan.starts_at <= at:
        raise BeginsInThePast(field="starts_at")
    if body.meetings.filter(starts_at=plan.starts_at).exclude(state=MeetingState.CANCELLED).exists():
        raise ConvenedAlready(field="starts_at")
    members = [seat.person for seat in members_on(body, day_of(plan.starts_at))]
    if not members:
        raise NoMembers(legal_ref=source)

    meeting = convene_meeting(body=body, basis=None, actor=actor, at=at, **asdict(plan))
    invite_members(meeting=meeting, persons=members, actor=actor, at=at)
    notify_persons(
        members,
        kind="meetings.invited",
        context={"meeting_id": meeting.pk},
        dedup_key=f"meeting_invited:{meeting.pk}",
        at=at,
        path=f"/meetings/{meeting.pk}/",
    )
    return meeting, len(members)


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
