"""How the Council is convened: by the Chairman's act, or by a deputy with the agreement that it records (п. 12)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.selectors import members_on, organ
from assembly.chairman.models import ChairmanAct, Matter
from assembly.common.clock import day_of
from assembly.documents.models import Act
from assembly.meetings.services.invitations import invite_members
from assembly.meetings.services.meetings import convene_meeting
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons
from council.enums import ConveningEvent, ConveningState
from council.models import CouncilMeeting
from council.permissions import CONVENE_MEETING
from council.refusals import AgreementMissing, MeetingOfAnotherDeputy, NotOnTheDesk
from council.selectors import council_on
from council.services.convening_text import MEETING_TITLES
from council.services.council_meetings import PARAGRAPH, locked, require_complete
from council.services.flow import CONVENING_FLOW


def require_on_the_desk(*, matter: Matter, at: datetime) -> None:
    """Raise unless the sitting of this matter can be convened, or agreed to, now.

    Raises:
        NotOnTheDesk: no sitting waits with this matter.
        CouncilMeetsInThePast, NoAgenda, MeetingTranslationPending: the plan cannot become a sitting.
    """
    council_meeting = CouncilMeeting.objects.filter(matter=matter, state=ConveningState.PUT).first()
    if council_meeting is None:
        raise NotOnTheDesk(legal_ref=PARAGRAPH)
    require_complete(council_meeting, at=at)


@transaction.atomic
def convene_by_act(*, act: ChairmanAct, actor: User, at: datetime) -> CouncilMeeting:
    """Convene the Council by the Chairman's act: sitting, agenda, invitations, in the signing transaction.

    Args:
        act: the Chairman's act; its matter is the sitting's.
        actor: who signed it, or recorded it from paper.
        at: the moment of the act.

    Raises:
        TransitionRefused: the sitting does not wait for the Chairman.

    Source:
        Положение (Указ № 747), п. 12.
    """
    council_meeting = _of_matter(act.matter)
    council_meeting.state = CONVENING_FLOW.next_state(
        ConveningState(council_meeting.state), ConveningEvent.SIGN
    )
    return _convene(council_meeting, act.act, on=act.act.signed_on, actor=actor, at=at)


@transaction.atomic
def agree_by_act(*, act: ChairmanAct, actor: User, at: datetime) -> CouncilMeeting:
    """Record the Chairman's agreement: the deputy may convene what was put, and is told so.

    Raises:
        TransitionRefused: the sitting does not wait for the Chairman.

    Source:
        Положение, п. 12.
    """
    council_meeting = _of_matter(act.matter)
    council_meeting.state = CONVENING_FLOW.next_state(
        ConveningState(council_meeting.state), ConveningEvent.AGREE
    )
    council_meeting.basis = act.act
    council_meeting.save(update_fields=["state", "basis"])

    _record(council_meeting, "council.agreement_recorded", actor, at, act=act.act_id)
    assert council_meeting.deputy is not None, "an agreement is asked for a deputy"
    notify_persons(
        [council_meeting.deputy],
        kind="council.agreed",
        context={"council_meeting_id": council_meeting.pk},
        dedup_key=f"council_agreed:{council_meeting.pk}:{act.act_id}",
        at=at,
        path=f"/council/meetings/{council_meeting.pk}/",
    )
    return council_meeting


@transaction.atomic
def convene_with_agreement(*, council_meeting_id: int, actor: User, at: datetime) -> CouncilMeeting:
    """Convene the Council as a deputy of the Chairman, with the agreement that is on record.

    Args:
        council_meeting_id: the sitting; the Chairman has agreed to it.
        actor: the deputy whom the agreement names; needs ``council.convene_meeting``.
        at: the moment of convening.

    Raises:
        NotAllowed: ``actor`` is no deputy.
        MeetingOfAnotherDeputy: the sitting is another's, or the Chairman's own.
        AgreementMissing: no agreement to this sitting is on record.
        TransitionRefused: it is convened already.
        CouncilMeetsInThePast: the planned day has passed.

    Source:
        Положение, п. 12.
    """
    council_meeting = locked(council_meeting_id)
    require_right(actor, CONVENE_MEETING, on=day_of(at))
    person = actor.known_person
    if person is None or council_meeting.deputy_id != person.pk:
        name = council_meeting.deputy.full_name if council_meeting.deputy else str(OfficeKind.CHAIRMAN.label)
        raise MeetingOfAnotherDeputy(legal_ref=PARAGRAPH, name=name)
    if council_meeting.state in {ConveningState.DRAFT, ConveningState.PUT}:
        raise AgreementMissing(legal_ref=PARAGRAPH, state=council_meeting.state)
    council_meeting.state = CONVENING_FLOW.next_state(
        ConveningState(council_meeting.state), ConveningEvent.CONVENE
    )
    require_complete(council_meeting, at=at)
    assert council_meeting.basis is not None, "an agreed sitting has the Chairman's act"
    return _convene(council_meeting, council_meeting.basis, on=day_of(at), actor=actor, at=at)


@transaction.atomic
def release_council_meeting(*, matter: Matter, actor: User, at: datetime) -> CouncilMeeting:
    """Make a sitting a draft again when its matter was refused or withdrawn; it keeps pointing to the matter.

    Raises:
        TransitionRefused: the sitting does not wait for the Chairman.
    """
    council_meeting = _of_matter(matter)
    council_meeting.state = CONVENING_FLOW.next_state(
        ConveningState(council_meeting.state), ConveningEvent.RELEASE
    )
    council_meeting.save(update_fields=["state"])

    _record(council_meeting, "council.meeting_released", actor, at, matter_state=str(matter.state))
    return council_meeting


def panels_of_meeting(*, matter: Matter, on: date) -> list[tuple[Any, Any]]:
    """Return what the Chairman's signature will do; nothing once the sitting has another matter."""
    council_meeting = CouncilMeeting.objects.filter(matter=matter).select_related("deputy").first()
    if council_meeting is None:
        return []
    rows: list[tuple[Any, Any]] = [
        (_("Date and time"), date_format(localtime(council_meeting.starts_at), "DATETIME_FORMAT")),
        (_("Place"), council_meeting.place),
        (_("Agenda items"), council_meeting.planned_items.count()),
    ]
    if council_meeting.deputy:
        rows.insert(0, (_("Who will convene"), council_meeting.deputy.full_name))
    elif council_meeting.state == ConveningState.PUT:
        rows.append((_("Invitations to members of the Council"), len(council_on(on).seats)))
    return rows


def page_of_meeting(*, matter: Matter) -> str:
    """Return the page of the sitting of this matter; empty once the sitting has another matter."""
    found = CouncilMeeting.objects.filter(matter=matter).values_list("pk", flat=True).first()
    return reverse("council:meeting", args=[found]) if found else ""


def _of_matter(matter: Matter) -> CouncilMeeting:
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(matter=matter)


def _convene(
    council_meeting: CouncilMeeting, basis: Act, *, on: date, actor: User, at: datetime
) -> CouncilMeeting:
    """Write the sitting from the plan and invite the members in force on a day, each once, in his language."""
    meeting = convene_meeting(
        body=organ(BodyKind.COUNCIL),
        **MEETING_TITLES,
        starts_at=council_meeting.starts_at,
        place_kk=council_meeting.place_kk,
        place_ru=council_meeting.place_ru,
        place_en=council_meeting.place_en,
        reply_by=council_meeting.reply_by,
        basis=basis,
        items=[
            {
                "title_kk": item.title_kk,
                "title_ru": item.title_ru,
                "title_en": item.title_en,
                "competence": item.competence,
            }
            for item in council_meeting.planned_items.all()
        ],
        actor=actor,
        at=at,
    )
    council_meeting.meeting, council_meeting.basis = meeting, basis
    council_meeting.save(update_fields=["state", "meeting", "basis"])
    members = [seat.person for seat in members_on(meeting.body, on)]
    invite_members(meeting=meeting, persons=members, actor=actor, at=at)

    _record(
        council_meeting,
        "council.meeting_convened",
        actor,
        at,
        act=basis.pk,
        meeting=meeting.pk,
        invited=len(members),
    )
    notify_persons(
        members,
        kind="council.invited",
        context={"council_meeting_id": council_meeting.pk},
        dedup_key=f"council_invited:{council_meeting.pk}",
        at=at,
        path=f"/meetings/{meeting.pk}/",
    )
    return council_meeting


def _record(council_meeting: CouncilMeeting, kind: str, actor: User, at: datetime, **facts: object) -> None:
    record(
        stream=council_meeting,
        kind=kind,
        actor=actor,
        at=at,
        payload={
            "state": str(council_meeting.state),
            "deputy": council_meeting.deputy_id,
            "source": PARAGRAPH.code,
            **facts,
        },
    )
