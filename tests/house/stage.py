"""A small world in the midst of its work, and who walks through it: every page has something to show.

Besides what the demonstration builds (a Session held, its decisions under control, a matter that waits
for the Chairman), a sitting goes on with an open poll, one more Session is a draft, a person is invited.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from assembly.bodies.models import (
    Accreditation,
    Body,
    Membership,
    Office,
    RegisterImport,
    StateBodyOfficer,
)
from assembly.bodies.services.grants import ask_for_seat
from assembly.chairman.services.directions import begin_directions
from assembly.decisions.models import AssemblyAddress, Assignment, Consideration, Decision, ExecutionReport
from assembly.documents.models import Act, Document, Rendition, Signature, StoredFile, Version
from assembly.documents.services.versions import add_version, create_document
from assembly.meetings.models import AgendaItem, Meeting, MeetingInvitation, Minutes, RollEntry
from assembly.meetings.services.agenda import begin_item
from assembly.outbox.models import OutboxMessage
from assembly.people.models import (
    AddressChange,
    Invitation,
    LetterBatch,
    Notice,
    PairedAct,
    Person,
    SavedView,
    User,
)
from assembly.people.services.addresses import hash_of_address_token
from assembly.people.services.invitations import hash_of
from assembly.portal.demo.build import TODAY_NUMBER, build
from assembly.portal.demo.sessions import Hall
from assembly.voting.enums import PollKind
from assembly.voting.models import Poll
from assembly.voting.services.polls import draft_poll, open_poll
from council.models import CouncilMeeting
from council.services.council_meetings import draft_council_meeting
from sessions.models import AssemblySession
from sessions.services.assembly_sessions import draft_session
from tests.factories import make_person
from tests.house.stage_appeals import Appeals
from tests.house.stage_chairman import ChairmanStage
from tests.house.stage_coordinated import CoordinatedStage
from tests.house.stage_regions import RegionsOnStage
from tests.portal.worlds import COUNCIL, MEMBERS

# Sign-ins of those who walk; a stranger has none, and the last one holds no seat.
SIGN_INS = {
    "stranger": None,
    "seatless": "seatless@portal.example",
    "member": f"member{MEMBERS}@portal.example",
    "council": "member3@portal.example",
    "secretary": "secretary1@portal.example",
    "head": "head@portal.example",
    "chairman": "chairman@portal.example",
    "officer": "officer-mpe@portal.example",
    "other_officer": "officer-akim-75@portal.example",
}
ROLES = tuple(SIGN_INS)
DRAFT_NUMBER = TODAY_NUMBER + 2  # the one between waits on the Chairman's desk
TOKEN = "a-token-of-a-letter"
TEXTS = {"text_kk": "1. Бірінші тармақ.", "text_ru": "1. Первый пункт."}
NEXT_TEXTS = {"text_kk": "1. Бірінші, өзгерген тармақ.", "text_ru": "1. Первый, изменённый пункт."}


def build_stage():
    """Build the world around this very moment; returns its :class:`Stage`."""
    now = timezone.now()
    world = build(at=now, members_count=MEMBERS, council_count=COUNCIL)
    seatless = make_person(with_user=False)
    seatless.user = User.objects.create(email=SIGN_INS["seatless"])
    seatless.save()
    guest = make_person(with_user=False, email="guest@portal.example")
    Invitation.objects.create(
        person=guest, invited_at=now, valid_until=now + timedelta(days=14), token_hash=hash_of(TOKEN)
    )
    AddressChange.objects.create(
        person=seatless, address="new@portal.example", asked_at=now, valid_until=now + timedelta(days=1),
        token_hash=hash_of_address_token(TOKEN),
    )  # fmt: skip
    # A member of the Council and nothing else: in so small a world each is the secretary of a region as well.
    Membership.objects.filter(person__user__email=SIGN_INS["council"], body__kind="regional_assembly").update(
        role="member"
    )
    _sitting_going_on(world, at=now)
    _session_in_preparation(world, at=now)
    _council_in_preparation(world, at=now)
    begin_directions(actor=world.secretary, at=now, **TEXTS)
    LetterBatch.objects.create(ordered_by=world.secretary, ordered_at=now, letters=1)
    ask_for_seat(
        body_id=Body.objects.get(kind="secretariat").pk,
        person_id=guest.pk,
        from_on=now.date(),
        basis_id=Act.objects.order_by("pk").first().pk,
        actor=User.objects.get(email="secretary2@portal.example"),
        at=now,
    )
    create_document(
        kind="draft_decision", title_kk="Аударма", title_ru="Перевод", text_kk=TEXTS["text_kk"], text_ru="",
        actor=world.secretary, at=now,
    )  # fmt: skip
    document = create_document(
        kind="draft_decision", title_kk="Жоба", title_ru="Проект", actor=world.secretary, at=now, **TEXTS
    )
    SavedView.objects.create(
        owner=world.secretary, page="bodies:member_list", name="Кеңес", query="council=yes", is_shared=True
    )
    add_version(document_id=document.pk, actor=world.secretary, at=now, **NEXT_TEXTS)
    return Stage(guest)


def _sitting_going_on(world, *, at):
    meeting = Meeting.objects.get(state="convened")
    hall = Hall(world, meeting, opens_at=at - timedelta(minutes=60))
    hall.gather(absent_share=20)
    hall.begin()
    item = meeting.items.order_by("number").first()
    begin_item(item_id=item.pk, actor=world.secretary, at=hall.wait(3))
    poll = draft_poll(
        meeting_id=meeting.pk,
        item_id=item.pk,
        kind=PollKind.SUBSTANTIVE,
        question_kk="Шешім жобасын қабылдау",
        question_ru="Принять проект решения",
        effect="decisions.adopt",
        duration_seconds=1800,
        actor=world.secretary,
        at=at,
    )
    open_poll(poll_id=poll.pk, actor=world.secretary, at=at)


def _session_in_preparation(world, *, at):
    draft_session(
        number=DRAFT_NUMBER,
        theme_kk="Бірлік",
        theme_ru="Единство",
        place_kk="Астана",
        place_ru="Астана",
        starts_at=at + timedelta(days=120),
        reply_by=(at + timedelta(days=40)).date(),
        items=[{"title_kk": "Есеп туралы", "title_ru": "Об отчёте", "competence": "session_matter"}],
        actor=world.secretary,
        at=at,
    )


def _council_in_preparation(world, *, at):
    draft_council_meeting(
        place_kk="Астана",
        place_ru="Астана",
        starts_at=at + timedelta(days=40),
        items=[{"title_kk": "Награда туралы", "title_ru": "О награде", "competence": "public_awards"}],
        actor=world.secretary,
        at=at,
    )


@dataclass(frozen=True)
class Stage(Appeals, ChairmanStage, CoordinatedStage, RegionsOnStage):
    """Where things are on the stage; the names are those that tables of pages use."""

    guest: Person

    def user(self, role):
        """Return who plays a role; None for a stranger."""
        email = SIGN_INS[role]
        return User.objects.get(email=email) if email else None

    @cached_property
    def held(self):
        return Meeting.objects.get(state="closed", body__kind="assembly").pk

    @cached_property
    def now(self):
        return Meeting.objects.get(state="open").pk

    @cached_property
    def item(self):
        return AgendaItem.objects.filter(meeting=self.now).order_by("-number").first().pk

    @cached_property
    def entry(self):
        """The roll entry of the member who walks."""
        return RollEntry.objects.get(meeting=self.now, person__user=self.user("member")).pk

    @cached_property
    def invitation(self):
        """The invitation of the member who walks to the sitting that goes on."""
        return MeetingInvitation.objects.get(meeting=self.now, person__user=self.user("member")).pk

    @cached_property
    def poll(self):
        """A closed poll of the sitting held, with a text."""
        return Poll.objects.filter(meeting=self.held, version__isnull=False).order_by("pk").first().pk

    @cached_property
    def open_poll(self):
        return Poll.objects.get(meeting=self.now, state="open").pk

    @cached_property
    def draft(self):
        return AssemblySession.objects.get(number=DRAFT_NUMBER).pk

    @cached_property
    def council_draft(self):
        """A sitting of the Council that staff prepare for the Chairman."""
        return CouncilMeeting.objects.get(state="draft").pk

    @cached_property
    def convened(self):
        return AssemblySession.objects.get(number=TODAY_NUMBER).pk

    @cached_property
    def decision(self):
        return AssemblyAddress.objects.get().decision_id

    @cached_property
    def untranslated(self):
        """A text that exists in Kazakh only."""
        return Document.objects.awaiting_translation().get().pk

    @cached_property
    def corrected(self):
        """The decision in which a mistake of writing was corrected."""
        return Decision.objects.get(act__corrections__isnull=False).pk

    @cached_property
    def decision_act(self):
        return Decision.objects.get(pk=self.decision).act_id

    @cached_property
    def code(self):
        return Decision.objects.get(pk=self.decision).act.code

    @cached_property
    def session_number(self):
        """A Session that was convened."""
        return AssemblySession.objects.convened().order_by("number").first().number

    @cached_property
    def assignment(self):
        """An assignment of the officer who walks."""
        mine = Assignment.objects.filter(lead_state_body__in=self._bodies("officer"))
        return mine.order_by("pk").first().pk

    @cached_property
    def consideration(self):
        """A consideration of the officer who walks."""
        mine = Consideration.objects.filter(state_body__in=self._bodies("officer"))
        return mine.order_by("pk").first().pk

    @cached_property
    def report(self):
        """A report on the assignment of the officer who walks."""
        return ExecutionReport.objects.filter(assignment=self.assignment).first().pk

    @cached_property
    def file(self):
        """The file of that report."""
        return StoredFile.objects.get(subject=f"execution_report:{self.report}").pk

    @cached_property
    def minutes_paper(self):
        minutes = Minutes.objects.get(meeting=self.held)
        return Rendition.objects.get(template__contains="minutes", subject=f"minutes:{minutes.pk}").pk

    @cached_property
    def paper(self):
        return Rendition.objects.filter(template__contains="decision", act=self.decision_act).first().pk

    @cached_property
    def signature(self):
        """What the Chairman signed when the Session was convened."""
        return Signature.objects.order_by("pk").first().pk

    @cached_property
    def document(self):
        """A document whose text may still change."""
        return Document.objects.order_by("-pk").first().pk

    @cached_property
    def version(self):
        return Version.objects.get(document=self.document, number=2).pk

    @cached_property
    def member(self):
        return self.user("member").person.pk

    @cached_property
    def seat(self):
        return Membership.objects.get(person=self.member, body__kind="assembly").pk

    @cached_property
    def body(self):
        """A regional assembly: it has members, an akim for its chair and no quorum of the Regulation."""
        return Body.objects.filter(kind="regional_assembly").order_by("pk").first().pk

    @cached_property
    def view(self):
        """A view of the register that the secretary shares."""
        return SavedView.objects.get().pk

    @cached_property
    def accreditation(self):
        """An application that waits for its decision."""
        return Accreditation.objects.get(state="applied").pk

    @cached_property
    def association(self):
        """An association that is accredited and has nothing under consideration."""
        return Accreditation.objects.filter(state="accredited").order_by("pk").first().association_id

    @cached_property
    def other_card(self):
        """A card that was entered once more, without a seat and without a sign-in."""
        return Person.objects.filter(phone="+7 700 000 00 00").order_by("pk").first().pk

    @cached_property
    def kept_card(self):
        """The first card of the same person."""
        other = Person.objects.get(pk=self.other_card)
        return (
            Person.objects.filter(family_name=other.family_name, given_name=other.given_name)
            .earliest("pk")
            .pk
        )

    @cached_property
    def state_body(self):
        return self._bodies("officer")[0]

    @cached_property
    def own_officer(self):
        """The post of the coordinator who walks: the page knows it, though the Secretariat ends it."""
        return self.officer

    @cached_property
    def officer(self):
        return StateBodyOfficer.objects.get(person__user=self.user("officer")).pk

    @cached_property
    def office(self):
        """An office that somebody holds."""
        return Office.objects.filter(kind="head_of_secretariat").get().pk

    @cached_property
    def paired(self):
        """A seat in the Secretariat that one of its staff asked for."""
        return PairedAct.objects.latest("pk").pk

    @cached_property
    def letters(self):
        """An order of printed letters by the secretary who walks."""
        return LetterBatch.objects.latest("pk").pk

    @cached_property
    def table_import(self):
        """A table on its way into the register, with errors to correct."""
        return RegisterImport.objects.get(state="checked").pk

    @cached_property
    def table_row(self):
        """The row of that table in which everything is wrong."""
        return 10

    @cached_property
    def notice(self):
        """A notice of the member who walks."""
        return Notice.objects.of(self.user("member")).first().pk

    @cached_property
    def message(self):
        return OutboxMessage.objects.order_by("pk").first().pk

    @cached_property
    def person(self):
        return self.guest.pk

    @cached_property
    def year(self):
        return timezone.localdate().year

    def _bodies(self, role):
        return list(
            StateBodyOfficer.objects.filter(person__user=self.user(role)).values_list("state_body", flat=True)
        )
