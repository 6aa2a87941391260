"""How near casting a vote over HTTP comes to what the database does at most.

A Session of 416 members, all present and signed in, votes over HTTP through the very processes that
``./run`` starts; then pgbench runs the same statement on polls of the same size. Both with 32 clients,
on a cluster that waits for its disk. Then a public page beside a static file of the same server.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assembly.bodies.enums import BodyKind
from assembly.decisions.models import Decision
from assembly.documents.models import Act
from assembly.documents.services.versions import create_document
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item
from assembly.meetings.services.meetings import convene_meeting
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.people.models import Person, User
from assembly.voting.services.casting import CAST
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from deploy.local import ports, postgres
from deploy.local.place import data_folder
from deploy.local.supervisor import Supervisor
from tests.factories import make_body, make_person, make_secretary, seat
from tests.meetings.makers import make_act

CLIENTS, VOTES_OF_CLIENT = 32, 13
MEMBERS = CLIENTS * VOTES_OF_CLIENT
HTTP_ROUNDS, DATABASE_ROUNDS = 3, 4
PAGE_SECONDS = 2
FIRST_PORT = 18_700
CSRF = "a" * 32
STATIC_FILE = "/static/portal/tokens.css"


def run():
    """Yield the metrics; everything started here has stopped when it returns."""
    world = World()
    with served() as port:
        votes_over_http(port, world)  # the first round loads what is loaded once
        http_rate = mean_rate(votes_over_http(port, world) for _ in range(HTTP_ROUNDS))
        database_rate = mean_rate(votes_by_pgbench(world) for _ in range(DATABASE_ROUNDS))
        print(
            f"votes a second: {http_rate:.0f} over HTTP, {database_rate:.0f} in the database", file=sys.stderr
        )
        yield "cast_over_http_to_pgbench", http_rate / database_rate

        page = f"/kk/decisions/{Decision.objects.latest('pk').pk}/"
        pages, files = (page_rate(port, path) for path in (page, STATIC_FILE))
        print(f"answers a second: {pages:.0f} public pages, {files:.0f} static files", file=sys.stderr)
        yield "decision_page_to_static_file", pages / files


def mean_rate(rates):
    """Return the rate of all rounds together; they are of one size."""
    rates = list(rates)
    return len(rates) / sum(1 / rate for rate in rates)


class World:
    """A sitting in session with all members present and signed in; members stay for the next run."""

    def __init__(self):
        at = timezone.now() - timedelta(minutes=5)
        staff = User.objects.filter(email="secretary@bench.example").first()
        self.secretary = staff or make_secretary(email="secretary@bench.example")
        self.members = self._members()
        self.keys = [member.user_id for member in self.members]
        assert self.keys == list(range(self.keys[0], self.keys[0] + MEMBERS)), "pgbench counts them up"
        self.cookies = [self._signed_in(member.user) for member in self.members]
        self.meeting = self._sitting(at)
        self._take_a_decision(at)

    def _members(self):
        found = Person.objects.filter(email__endswith="@member.bench.example")
        if not found.exists():
            with transaction.atomic():
                for number in range(MEMBERS):
                    person = make_person(email=f"m{number}@member.bench.example")
                    seat(person, BodyKind.ASSEMBLY)
        return list(found.select_related("user").order_by("user_id"))

    @staticmethod
    def _signed_in(user):
        client = Client()
        client.force_login(user)
        signed_in = client.cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={signed_in}; {settings.CSRF_COOKIE_NAME}={CSRF}"

    def _sitting(self, at):
        act = {"actor": self.secretary, "at": at}
        meeting = convene_meeting(
            body=make_body(BodyKind.ASSEMBLY), title_kk="Сессия", title_ru="Сессия", series_label="1",
            starts_at=at, place_kk="Астана", place_ru="Астана", basis=Act.objects.first() or make_act(),
            items=(), **act,
        )  # fmt: skip
        open_registration(meeting_id=meeting.pk, **act)
        check_in_many(meeting_id=meeting.pk, person_ids=[member.pk for member in self.members], **act)
        return open_meeting(meeting_id=meeting.pk, **act)

    def _take_a_decision(self, at):
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
        poll = self.open_poll(kind="substantive", item_id=item.pk, effect="decisions.adopt")
        votes_by_pgbench(self, poll)

    def open_poll(self, **facts):
        """Open a poll on which nobody has voted."""
        at = timezone.now()
        facts = {"kind": "procedural", "question_kk": "Иә ме?", "question_ru": "Да?", **facts}
        poll = draft_poll(
            meeting_id=self.meeting.pk, duration_seconds=600, actor=self.secretary, at=at, **facts
        )
        return open_poll(poll_id=poll.pk, actor=self.secretary, at=at)

    def close(self, poll):
        """Close a poll; each vote must be there."""
        close_poll(poll_id=poll.pk, actor=self.secretary, at=timezone.now())
        poll.refresh_from_db()
        assert poll.votes_for == MEMBERS, (poll.votes_for, "votes were lost")


@contextmanager
def served():
    """Serve the portal as ``./run`` does, without its worker; yield the port."""
    port = ports.choose(FIRST_PORT)
    address = {"PORTAL_ADDRESS": f"http://{ports.LOOPBACK}:{port}", "DEMO": "1", "DEBUG": "0"}
    supervisor = Supervisor(data_folder() / "bench", address)
    connection.close()
    try:
        web = supervisor.start_web(port)
        web.wait_until(lambda: ports.is_listened_by(port, web.process.pid), 60)
        yield port
    finally:
        supervisor.stop()


def votes_over_http(port, world):
    """Let every member vote; return the votes a second."""
    poll = world.open_poll()
    path = reverse("voting:cast", args=[poll.meeting_id, poll.pk])
    body = f"csrfmiddlewaretoken={CSRF}&choice=for"

    def vote(client, place):
        for cookie in world.cookies[place::CLIENTS]:
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            assert answer(client, "POST", path, body, headers) == http.client.FOUND

    seconds = side_by_side(port, vote)
    world.close(poll)
    return MEMBERS / seconds


def page_rate(port, path):
    """Return how many answers a second ``path`` gives."""
    counts = [0] * CLIENTS

    def read(client, place):
        until = time.perf_counter() + PAGE_SECONDS
        while time.perf_counter() < until:
            assert answer(client, "GET", path) == http.client.OK
            counts[place] += 1

    seconds = side_by_side(port, read)
    return sum(counts) / seconds


def side_by_side(port, work):
    """Run ``work(client, place)`` in as many threads as there are clients; return how long all took."""
    gate, faults = threading.Barrier(CLIENTS + 1), []

    def begin(place):
        client = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=30)
        try:
            client.connect()
            gate.wait(30)
            work(client, place)
        except (AssertionError, OSError, http.client.HTTPException, threading.BrokenBarrierError) as fault:
            faults.append(fault)
            gate.abort()
        finally:
            client.close()

    threads = [threading.Thread(target=begin, args=[place]) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    gate.wait(30)
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if faults:
        raise faults[0]
    return seconds


def answer(client, method, path, body=None, headers=None):
    """Send one request on a connection that stays open; return the status."""
    client.request(method, path, body, headers or {})
    response = client.getresponse()
    response.read()
    return response.status


def votes_by_pgbench(world, poll=None):
    """Cast every member's vote by the statement itself; return the transactions a second."""
    poll = poll or world.open_poll()
    statement = " ".join(CAST.split())
    values = {"poll": f"{poll.pk}", "user": f"({world.keys[0]} + :place)", "choice": "'for'", "at": "now()"}
    for name, value in values.items():
        statement = statement.replace(f"%({name})s", value)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "cast.sql"
        place = f"\\set place :client_id * {VOTES_OF_CLIENT} + :turn\n\\set turn :turn + 1\n"
        script.write_text(f"{place}{statement};\n")
        done = subprocess.run(
            [
                *(postgres.find_programs().folder / "pgbench", "--no-vacuum", "--file", script),
                *("--client", f"{CLIENTS}", "--jobs", "2", "--transactions", f"{VOTES_OF_CLIENT}"),
                *("--define", "turn=0", os.environ["DATABASE_URL"]),
            ],
            env={**os.environ, "PGOPTIONS": f"-c role={postgres.APP_ROLE}"},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    world.close(poll)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])
