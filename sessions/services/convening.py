"""What the Chairman's act does: the Session is convened, its sitting set, its members invited."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.selectors import members_on, organ
from assembly.chairman.models import ChairmanAct, Matter
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting
from assembly.meetings.services.invitations import invite_members
from assembly.meetings.services.meetings import convene_meeting
from assembly.people.models import User
from assembly.people.services.notify import notify_persons
from sessions.enums import SessionEvent, SessionState
from sessions.models import AssemblySession, Sitting
from sessions.refusals import NotPutToTheChairman
from sessions.selectors import members_to_invite
from sessions.services.assembly_sessions import require_complete
from sessions.services.flow import SESSION_FLOW


def require_convenable(*, matter: Matter, at: datetime) -> None:
    """Raise unless the Session of this matter can be convened now.

    Raises:
        NotPutToTheChairman: no Session waits with this matter.
        SessionBeginsInThePast, AgendaEmpty, SessionTranslationPending: the plan cannot become an act.
    """
    assembly_session = AssemblySession.objects.filter(matter=matter).first()
    if assembly_session is None or not SESSION_FLOW.allows(
        SessionState(assembly_session.state), SessionEvent.CONVENE
    ):
        raise NotPutToTheChairman
    require_complete(assembly_session, at=at)


@transaction.atomic
def convene_session(*, act: ChairmanAct, actor: User, at: datetime) -> AssemblySession:
    """Convene the Session: sitting, agenda, invitations and letters, all in the signing transaction.

    Everything is copied from the plan, nothing is typed again. Invited is every member of the
    Assembly in force on the day of the act, each once, each in his own language.

    Args:
        act: the Chairman's act that convenes; its matter is the Session's.
        actor: who signed it, or recorded it from paper.
        at: the moment of the act.

    Raises:
        TransitionRefused: the Session does not wait for the Chairman.

    Source:
        Положение (Указ № 747), подпункт 5) пункта 5; п. 7.
    """
    assembly_session = AssemblySession.objects.select_for_update(of=("self",)).get(matter_id=act.matter_id)
    next_state = SESSION_FLOW.next_state(SessionState(assembly_session.state), SessionEvent.CONVENE)

    meeting = _sitting_of(assembly_session, act, actor=actor, at=at)
    assembly_session.state, assembly_session.convening_act = next_state, act.act
    assembly_session.save(update_fields=["state", "convening_act"])
    members = [seat.person for seat in members_on(meeting.body, act.act.signed_on)]
    invite_members(meeting=meeting, persons=members, actor=actor, at=at)

    record(
        stream=assembly_session,
        kind="sessions.session_convened",
        actor=actor,
        at=at,
        payload={
            "act": act.act_id,
            "meeting": meeting.pk,
            "invited": len(members),
            "source": regulation("5", "5").code,
        },
    )
    notify_persons(
        members,
        kind="sessions.invited",
        context={"assembly_session_id": assembly_session.pk, "meeting_id": meeting.pk},
        dedup_key=f"session_invited:{assembly_session.pk}",
        at=at,
        path=f"/meetings/{meeting.pk}/",
    )
    return assembly_session


@transaction.atomic
def release_session(*, matter: Matter, actor: User, at: datetime) -> AssemblySession:
    """Make a Session a draft again when its matter was refused or withdrawn.

    The Session keeps pointing to the matter, so that its page shows the reason.

    Raises:
        TransitionRefused: the Session does not wait for the Chairman.
    """
    assembly_session = AssemblySession.objects.select_for_update(of=("self",)).get(matter=matter)
    assembly_session.state = SESSION_FLOW.next_state(
        SessionState(assembly_session.state), SessionEvent.RELEASE
    )
    assembly_session.save(update_fields=["state"])

    record(
        stream=assembly_session,
        kind="sessions.session_released",
        actor=actor,
        at=at,
        payload={"matter": matter.pk, "matter_state": str(matter.state)},
    )
    return assembly_session


def panels_of_convening(*, matter: Matter, on: date) -> list[tuple[Any, Any]]:
    """Return what signing will do, for the Chairman's desk; nothing once the Session has another matter."""
    assembly_session = AssemblySession.objects.filter(matter=matter).first()
    if assembly_session is None:
        return []
    rows: list[tuple[Any, Any]] = [
        (_("Session"), f"{assembly_session.roman} – {assembly_session.theme}"),
        (_("Date and time"), date_format(localtime(assembly_session.starts_at), "DATETIME_FORMAT")),
        (_("Place"), assembly_session.place),
        (_("Agenda items"), assembly_session.planned_items.count()),
    ]
    if assembly_session.state == SessionState.PUT:
        rows.append((_("Invitations to members of the Assembly"), members_to_invite(on)))
    return rows


def page_of_convening(*, matter: Matter) -> str:
    """Return the page of the Session of this matter; empty once the Session has another matter."""
    found = AssemblySession.objects.filter(matter=matter).values_list("pk", flat=True).first()
    return reverse("sessions:detail", args=[found]) if found else ""


def _sitting_of(assembly_session: AssemblySession, act: ChairmanAct, *, actor: User, at: datetime) -> Meeting:
    sign = assembly_session.roman
    meeting = convene_meeting(
        body=organ(BodyKind.ASSEMBLY),
        title_kk=f"Қазақстан халқы Ассамблеясының {sign} Сессиясы",
        title_ru=f"{sign} Сессия Ассамблеи народа Казахстана",
        title_en=f"{sign} Session of the Assembly of People of Kazakhstan",
        series_label=str(assembly_session.number),
        starts_at=assembly_session.starts_at,
        place_kk=assembly_session.place_kk,
        place_ru=assembly_session.place_ru,
        place_en=assembly_session.place_en,
        reply_by=assembly_session.reply_by,
        basis=act.act,
        items=[
            {
                "title_kk": item.title_kk,
                "title_ru": item.title_ru,
                "title_en": item.title_en,
                "competence": item.competence,
            }
            for item in assembly_session.planned_items.all()
        ],
        actor=actor,
        at=at,
    )
    Sitting.objects.create(assembly_session=assembly_session, meeting=meeting)
    return meeting
