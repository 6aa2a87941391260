"""Whose things others try to open: a second state body, a second region, another member, a closed organ.

The stage has one of everything. Here stands the other one: what the officer of state body A must not see of
state body B, the secretary of region A of region B, a member of another member.
"""

from dataclasses import dataclass
from functools import cached_property

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.utils import timezone

from assembly.bodies.enums import BodyKind, OfficerRole, SeatRole
from assembly.bodies.models import Accreditation, Body, Membership, StateBody, StateBodyOfficer
from assembly.decisions.models import Assignment, Consideration, Decision, ExecutionReport
from assembly.documents.models import Act, Rendition, StoredFile
from assembly.documents.services.files import store_file
from assembly.meetings.models import Meeting, MeetingInvitation, RollEntry
from assembly.people.models import Notice, User
from assembly.portal.demo.aftermath import SMALL_PDF
from assembly.voting.enums import PollKind
from assembly.voting.models import Poll
from assembly.voting.services.polls import draft_poll
from council.models import CouncilMeeting
from council.services.convening import convene_with_agreement
from regions.models import RegionalReport
from tests.factories import make_person, make_state_officer, seat
from tests.house.stage import DRAFT_NUMBER, SIGN_INS, Stage

BODY_A, BODY_B = "mpe", "mki"
WHO = {
    "stranger": None,
    "seatless": SIGN_INS["seatless"],
    "member": SIGN_INS["member"],
    "council": SIGN_INS["council"],
    "officer_a": "officer-a@portal.example",
    "officer_b": "officer-b@portal.example",
    "coordinator_a": f"officer-{BODY_A}@portal.example",
    "coordinator_b": f"officer-{BODY_B}@portal.example",
    "region_a": "region-a@portal.example",
    "region_b": "region-b@portal.example",
    "secretary": SIGN_INS["secretary"],
    "head": SIGN_INS["head"],
    "chairman": SIGN_INS["chairman"],
}


def add_neighbours(stage):
    """Add the others to a built stage; returns its :class:`Neighbourhood`."""
    at = timezone.now()
    found = Neighbourhood(stage.guest)
    secretary = stage.user("secretary")
    for letter, code in (("a", BODY_A), ("b", BODY_B)):
        make_state_officer(
            StateBody.objects.get(code=code),
            role=OfficerRole.OFFICER,
            email=f"officer-{letter}@portal.example",
        )
    for letter, place in (("a", 0), ("b", 1)):
        assembly = Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY).order_by("pk")[place]
        person = make_person(email=f"region-{letter}@portal.example")
        seat(person, assembly.kind, body=assembly, region=assembly.region, role=SeatRole.SECRETARY)
    agreed = CouncilMeeting.objects.get(state="agreed")
    convene_with_agreement(council_meeting_id=agreed.pk, actor=agreed.deputy.user, at=at)
    draft_poll(
        meeting_id=stage.now,
        kind=PollKind.PROCEDURAL,
        question_kk="Үзіліс жариялау",
        question_ru="Объявить перерыв",
        actor=secretary,
        at=at,
    )
    UserSession.objects.create(
        user=secretary, ip="192.0.2.1", session_key="a-session-of-the-secretary", user_agent="Firefox"
    )
    waiting = Accreditation.objects.get(state="applied")
    for subject, actor in (
        (f"accreditation:{waiting.pk}", secretary),
        (f"act:{stage.decision_act}", secretary),
        (f"matter:{stage.matter}", secretary),
        ("draft", found.user("officer_b")),
    ):
        store_file(upload=ContentFile(SMALL_PDF, name="қағаз.pdf"), subject=subject, actor=actor, at=at)
    return found


@dataclass(frozen=True)
class Neighbourhood(Stage):
    """The stage with its neighbours; the names are those that the table of answers uses."""

    def user(self, role):
        """Return who plays a role; None for a stranger."""
        email = WHO[role] if role in WHO else SIGN_INS[role]
        return User.objects.get(email=email) if email else None

    @cached_property
    def other_state_body(self):
        return StateBody.objects.get(code=BODY_B).pk

    @cached_property
    def other_officer(self):
        """The post of an officer of state body B."""
        return StateBodyOfficer.objects.get(person__user=self.user("officer_b")).pk

    @cached_property
    def plain_officer(self):
        """The post of an officer of state body A, who is not its coordinator."""
        return StateBodyOfficer.objects.get(person__user=self.user("officer_a")).pk

    @cached_property
    def other_assignment(self):
        done = Assignment.objects.filter(lead_state_body=self.other_state_body, reports__isnull=False)
        return done.order_by("pk").first().pk

    @cached_property
    def other_consideration(self):
        return Consideration.objects.filter(state_body=self.other_state_body).order_by("pk").first().pk

    @cached_property
    def other_report(self):
        return ExecutionReport.objects.filter(assignment=self.other_assignment).first().pk

    @cached_property
    def other_file(self):
        return StoredFile.objects.get(subject=f"execution_report:{self.other_report}").pk

    def _file_of(self, kind):
        return StoredFile.objects.filter(subject__startswith=f"{kind}:").order_by("-pk").first().pk

    @cached_property
    def accreditation_file(self):
        return self._file_of("accreditation")

    @cached_property
    def act_file(self):
        return self._file_of("act")

    @cached_property
    def matter_file(self):
        return self._file_of("matter")

    @cached_property
    def loose_file(self):
        """A file that belongs to no record yet; the officer of state body B uploaded it."""
        return StoredFile.objects.get(subject="draft").pk

    @cached_property
    def act_paper(self):
        """The PDF of an act of the Chairman."""
        return Rendition.objects.filter(template="chairman.act").order_by("pk").first().pk

    @cached_property
    def chairman_act(self):
        return Act.objects.filter(chairman_act__isnull=False).order_by("pk").first().pk

    @cached_property
    def council_meeting(self):
        return Meeting.objects.get(body__kind=BodyKind.COUNCIL, state="convened").pk

    @cached_property
    def council_convened(self):
        """The plan of the Council's sitting that a deputy convened with the Chairman's agreement."""
        return CouncilMeeting.objects.get(state="convened", deputy__isnull=False).pk

    @cached_property
    def council_invitation(self):
        """The invitation of the Council's member to its sitting."""
        person = self.user("council").person
        return MeetingInvitation.objects.get(meeting=self.council_meeting, person=person).pk

    @cached_property
    def other_entry(self):
        """A roll entry of somebody who does not walk."""
        walking = [self.user("member").pk, self.user("council").pk]
        return RollEntry.objects.filter(meeting=self.now).exclude(person__user__in=walking).first().pk

    @cached_property
    def other_notice(self):
        return Notice.objects.of(self.user("council")).first().pk

    @cached_property
    def other_sign_in(self):
        """A sign-in of the secretary who walks."""
        return UserSession.objects.get(session_key="a-session-of-the-secretary").pk

    @cached_property
    def council_body(self):
        return Body.objects.get(kind=BodyKind.COUNCIL).pk

    def _region_body(self, letter):
        return Membership.objects.get(person__user=self.user(f"region_{letter}")).body

    @cached_property
    def body_a(self):
        return self._region_body("a").pk

    @cached_property
    def body_b(self):
        return self._region_body("b").pk

    @cached_property
    def code_a(self):
        return self._region_body("a").region.code

    @cached_property
    def code_b(self):
        return self._region_body("b").region.code

    def _report(self, letter):
        """The latest report of a region."""
        return RegionalReport.objects.filter(assembly=self._region_body(letter)).latest("due_on", "pk").pk

    @cached_property
    def report_a(self):
        return self._report("a")

    @cached_property
    def report_b(self):
        return self._report("b")

    @cached_property
    def open_quarter(self):
        """The quarter on which the secretary of Aktobe Region is writing his report."""
        return RegionalReport.objects.get(pk=self.regional_report).period.code

    def _person_of_region(self, letter):
        seats = Membership.objects.filter(body=self._region_body(letter), role=SeatRole.MEMBER)
        return seats.order_by("pk").first().person_id

    @cached_property
    def person_a(self):
        """Somebody of region A."""
        return self._person_of_region("a")

    @cached_property
    def person_b(self):
        """Somebody of region B."""
        return self._person_of_region("b")

    @cached_property
    def officer_person(self):
        """The person who is an officer of state body B."""
        return self.user("officer_b").person.pk

    @cached_property
    def seat_a(self):
        return Membership.objects.filter(person=self.person_a, body=self.body_a).get().pk

    @cached_property
    def draft_number(self):
        """A Session in preparation."""
        return DRAFT_NUMBER

    @cached_property
    def corrected_code(self):
        """The code of a decision that is no address."""
        return Decision.objects.get(pk=self.corrected).act.code

    @cached_property
    def prepared_poll(self):
        """A question that has not been put yet."""
        return Poll.objects.get(meeting=self.now, state="draft").pk
