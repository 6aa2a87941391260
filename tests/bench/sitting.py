"""A sitting of a whole Session for the benchmarks: 583 members present, each with a sign-in and a password."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from assembly.bodies.enums import BodyKind
from assembly.documents.models import Act
from assembly.documents.services.versions import create_document
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item
from assembly.meetings.services.meetings import convene_meeting
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.people.models import Person, User
from assembly.voting.models import Ballot, PollVoter
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from tests.factories import make_body, make_person, make_secretary, seat
from tests.meetings.makers import make_act

MEMBERS = 583
CSRF = "a" * 32
PASSWORD = "bench-Kelisim-2026"
OF_BENCH = "@member.bench.example"


class Sitting:
    """A sitting in session with all members present and signed in; members stay for the next run."""

    def __init__(self):
        at = timezone.now() - timedelta(minutes=5)
        staff = User.objects.filter(email="secretary@bench.example").first()
        self.secretary = staff or make_secretary(email="secretary@bench.example")
        self.members = self._members()
        self.cookies = [self._signed_in(member.user) for member in self.members]
        self.meeting = self._convene(at)

    def _members(self):
        found = Person.objects.filter(email__endswith=OF_BENCH)
        if not found.exists():
            with transaction.atomic():
                for number in range(MEMBERS):
                    seat(make_person(email=f"m{number}{OF_BENCH}"), BodyKind.ASSEMBLY)
                User.objects.filter(email__endswith=OF_BENCH).update(password=make_password(PASSWORD))
        return list(found.select_related("user").order_by("user_id"))

    @staticmethod
    def _signed_in(user):
        client = Client()
        client.force_login(user)
        signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={signed_in}; {settings.CSRF_COOKIE_NAME}={CSRF}"

    def _convene(self, at):
        act = {"actor": self.secretary, "at": at}
        meeting = convene_meeting(
            body=make_body(BodyKind.ASSEMBLY), title_kk="Сессия", title_ru="Сессия", series_label="1",
            starts_at=at, place_kk="Астана", place_ru="Астана", basis=Act.objects.first() or make_act(),
            items=(), **act,
        )  # fmt: skip
        open_registration(meeting_id=meeting.pk, **act)
        check_in_many(meeting_id=meeting.pk, person_ids=[member.pk for member in self.members], **act)
        return open_meeting(meeting_id=meeting.pk, **act)

    def begin_draft(self, at):
        """Begin an item with a draft decision of some length; return the item."""
        act = {"actor": self.secretary, "at": at}
        item = add_item(
            meeting_id=self.meeting.pk, title_kk="Мәселе", title_ru="Вопрос", competence="session_matter", **act
        )  # fmt: skip
        text = "Бір бап. " * 400
        draft = create_document(
            kind="decision", title_kk="Шешім", title_ru="Решение", text_kk=text, text_ru=text, **act
        )
        attach_draft(item_id=item.pk, document_id=draft.pk, **act)
        begin_item(item_id=item.pk, **act)
        return item

    def open_poll(self, **facts):
        """Open a poll on which nobody has voted."""
        at = timezone.now()
        facts = {"kind": "procedural", "question_kk": "Иә ме?", "question_ru": "Да?", **facts}
        poll = draft_poll(
            meeting_id=self.meeting.pk, duration_seconds=600, actor=self.secretary, at=at, **facts
        )
        return open_poll(poll_id=poll.pk, actor=self.secretary, at=at)

    def close(self, poll):
        """Close a poll; return how many ballots there are by its figures."""
        close_poll(poll_id=poll.pk, actor=self.secretary, at=timezone.now())
        poll.refresh_from_db()
        return poll.votes_for + poll.votes_against + poll.abstained

    def vote_all_at_once(self, poll):
        """Record every voter's ballot by one statement, through the triggers: for a poll that need not be measured."""
        at = timezone.now()
        voters = PollVoter.objects.filter(poll=poll).values_list("pk", flat=True)
        Ballot.objects.bulk_create(
            Ballot(poll=poll, voter_id=voter, choice="for", cast_at=at) for voter in voters
        )

    @staticmethod
    def settle():
        """Let the statistics follow what was written, as they do by themselves within a minute."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE voting_poll, voting_pollvoter, voting_ballot")
