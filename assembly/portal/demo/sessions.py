"""Two Sessions, made by the same services as the real ones: one held with everything, one to be held today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assembly.chairman.models import Matter
from assembly.chairman.services.acts import sign_matter
from assembly.documents.services.versions import create_document
from assembly.meetings.enums import PresenceMode, Reply
from assembly.meetings.models import AgendaItem, Meeting, MeetingInvitation
from assembly.meetings.services.agenda import attach_draft, begin_item, end_item
from assembly.meetings.services.invitations import reply_to_invitation
from assembly.meetings.services.registration import check_in_many, check_out, open_registration
from assembly.meetings.services.sittings import call_break, close_meeting, open_meeting, resume
from assembly.people.models import Person, User
from assembly.portal.demo.people import World
from assembly.portal.demo.texts import PLACE, DraftText
from assembly.voting.enums import Choice, PollKind
from assembly.voting.models import Poll
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from sessions.models import AssemblySession
from sessions.services.assembly_sessions import draft_session, put_session

MINUTE = timedelta(minutes=1)
# Of a hundred members: how many come, take part remotely, cannot come; the rest are silent.
HALL_SHARE, REMOTE_SHARE, ABSENT_SHARE = 64, 10, 3


@dataclass(frozen=True, slots=True)
class Plan:
    """When and about what a Session is convened."""

    number: int
    theme: tuple[str, str, str]
    agenda: tuple[DraftText, ...]
    convened_at: datetime
    starts_at: datetime


def convene(world: World, plan: Plan) -> Meeting:
    """Prepare a Session, put it to the Chairman, let him sign; attach the drafts; return its sitting."""
    actor, chairman = world.secretary, world.chairman.user
    assert chairman is not None
    matter = put_to_the_chairman(world, plan)
    sign_matter(matter_id=matter.pk, actor=chairman, at=plan.convened_at + timedelta(hours=5))
    meeting = AssemblySession.objects.get(matter=matter).sittings.get().meeting
    for item, text in zip(meeting.items.order_by("number"), plan.agenda, strict=True):
        _attach(item, text, actor=actor, at=plan.convened_at + timedelta(days=2))
    return meeting


def put_to_the_chairman(world: World, plan: Plan) -> Matter:
    """Prepare a Session and put it on the Chairman's desk."""
    actor = world.secretary
    assembly_session = draft_session(
        number=plan.number,
        starts_at=plan.starts_at,
        theme_kk=plan.theme[0],
        theme_ru=plan.theme[1],
        theme_en=plan.theme[2],
        place_kk=PLACE[0],
        place_ru=PLACE[1],
        place_en=PLACE[2],
        reply_by=(plan.starts_at - timedelta(days=3)).date(),
        items=[
            {
                "title_kk": item.title_kk,
                "title_ru": item.title_ru,
                "title_en": item.title_en,
                "competence": item.competence,
            }
            for item in plan.agenda
        ],
        actor=actor,
        at=plan.convened_at,
    )
    return put_session(
        assembly_session_id=assembly_session.pk, actor=actor, at=plan.convened_at + 30 * MINUTE
    )


def _attach(item: AgendaItem, text: DraftText, *, actor: User, at: datetime) -> None:
    document = create_document(
        kind="draft_decision",
        title_kk=text.title_kk,
        title_ru=text.title_ru,
        title_en=text.title_en,
        text_kk=text.text_kk,
        text_ru=text.text_ru,
        actor=actor,
        at=at,
    )
    attach_draft(item_id=item.pk, document_id=document.pk, actor=actor, at=at)


def answer_invitations(meeting: Meeting, *, at: datetime) -> None:
    """Let most members answer: to the hall, remotely, cannot come; some stay silent."""
    for place, invitation in enumerate(
        MeetingInvitation.objects.filter(meeting=meeting).select_related("person__user").order_by("pk")
    ):
        reply = _reply_of(place)
        if reply:
            reply_to_invitation(
                invitation_id=invitation.pk,
                reply=reply,
                actor=invitation.person.user,
                at=at + place % 600 * MINUTE,
            )


def _reply_of(place: int) -> str:
    share = place * 37 % 100
    if share < HALL_SHARE:
        return Reply.HALL
    if share < HALL_SHARE + REMOTE_SHARE:
        return Reply.REMOTE
    return Reply.NO if share < HALL_SHARE + REMOTE_SHARE + ABSENT_SHARE else ""


class Hall:
    """Drives a sitting along its clock."""

    def __init__(
        self, world: World, meeting: Meeting, *, opens_at: datetime, members: list[Person] | None = None
    ) -> None:
        """Take the sitting; ``opens_at`` is when its registration opens, ``members`` are all of the Assembly by default."""
        self.members = world.members if members is None else members
        self.world, self.meeting, self.now = world, meeting, opens_at
        self.actor = world.secretary
        self.present: list[Person] = []

    def wait(self, minutes: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def gather(self, *, absent_share: int) -> None:
        """Open registration and let members come in waves; every tenth takes part remotely."""
        open_registration(meeting_id=self.meeting.pk, actor=self.actor, at=self.now)
        coming = [person for place, person in enumerate(self.members) if place * 53 % 100 >= absent_share]
        remote = [person for place, person in enumerate(coming) if place % 10 == 9]  # noqa: PLR2004  -- every tenth
        in_hall = [person for place, person in enumerate(coming) if place % 10 != 9]  # noqa: PLR2004  -- the others
        waves = 6
        for wave in range(waves):
            self._check_in(in_hall[wave::waves], PresenceMode.HALL)
            self.wait(5)
        self._check_in(remote, PresenceMode.REMOTE)
        self.present = coming

    def _check_in(self, persons: list[Person], mode: str) -> None:
        check_in_many(
            meeting_id=self.meeting.pk,
            person_ids=[person.pk for person in persons],
            mode=mode,
            actor=self.actor,
            at=self.now,
        )

    def begin(self, *, presiding: Person | None = None) -> None:
        """Open the sitting."""
        open_meeting(
            meeting_id=self.meeting.pk,
            presiding_id=presiding.pk if presiding else None,
            actor=self.actor,
            at=self.wait(2),
        )

    def lose_and_restore_quorum(self) -> None:
        """Let members leave until quorum is lost; after a break they are back."""
        self.meeting.refresh_from_db()
        too_few = (self.meeting.quorum_required or 0) - 5
        leaving = self.present[too_few:]
        for person in leaving:
            check_out(meeting_id=self.meeting.pk, person_id=person.pk, actor=self.actor, at=self.wait(0.01))
        call_break(meeting_id=self.meeting.pk, actor=self.actor, at=self.wait(1))
        self._check_in(leaving, PresenceMode.HALL)
        resume(meeting_id=self.meeting.pk, actor=self.actor, at=self.wait(6))

    def fix_form_of_voting(self, form: str) -> Poll:
        """Let the Session fix the form of its voting (п. 10)."""
        poll = draft_poll(
            meeting_id=self.meeting.pk,
            kind=PollKind.PROCEDURAL,
            question_kk="Ашық дауыс беру нысанын белгілеу",
            question_ru="Установить открытую форму голосования",
            question_en="To fix the open form of voting",
            effect="sessions.voting_form",
            effect_params={"form": form},
            actor=self.actor,
            at=self.wait(1),
        )
        return self._vote(poll, against=5, abstained=7, silent=9)

    def decide(self, item: AgendaItem, *, against: int, abstained: int, silent: int) -> Poll:
        """Take an item, put its draft to the vote, close it; figures are per thousand of those present."""
        begin_item(item_id=item.pk, actor=self.actor, at=self.wait(3))
        poll = draft_poll(
            meeting_id=self.meeting.pk,
            item_id=item.pk,
            kind=PollKind.SUBSTANTIVE,
            question_kk=f"Шешім жобасын қабылдау: {item.title_kk}",
            question_ru=f"Принять проект решения: {item.title_ru}",
            question_en=f"To adopt the draft decision: {item.title_en}",
            effect="decisions.adopt",
            actor=self.actor,
            at=self.wait(15),
        )
        closed = self._vote(poll, against=against, abstained=abstained, silent=silent)
        end_item(item_id=item.pk, actor=self.actor, at=self.wait(1))
        return closed

    def _vote(self, poll: Poll, *, against: int, abstained: int, silent: int) -> Poll:
        open_poll(poll_id=poll.pk, actor=self.actor, at=self.wait(1))
        voters = list(poll.voters.select_related("person__user"))
        against, abstained, silent = (share * len(voters) // 1000 for share in (against, abstained, silent))
        voters = voters[: len(voters) - silent]
        for place, voter in enumerate(voters):
            choice = Choice.FOR
            if place < against:
                choice = Choice.AGAINST
            elif place < against + abstained:
                choice = Choice.ABSTAIN
            user = voter.person.user
            assert user is not None
            cast_vote(poll_id=poll.pk, choice=choice, actor=user, at=self.wait(0.002))
        return close_poll(poll_id=poll.pk, actor=self.actor, at=self.wait(1))

    def finish(self) -> None:
        """Close the sitting."""
        close_meeting(meeting_id=self.meeting.pk, actor=self.actor, at=self.wait(5))
