"""End to end behind the pages: an act in the portal, then a letter, a PDF, a seal made by another process."""

import os
from datetime import timedelta
from email import message_from_string, policy

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models import F
from django.utils import timezone

from assembly.audit.models import SealedHead, StreamHead
from assembly.bodies.enums import OfficerRole
from assembly.common.clock import day_of
from assembly.deadlines.enums import DayKind
from assembly.deadlines.models import CalendarDay, Reminder
from assembly.deadlines.selectors import term_after
from assembly.documents.enums import RenditionState
from assembly.documents.models import Rendition
from assembly.outbox.models import OutboxMessage, OutboxState
from tests.decisions.makers import make_assignment, make_decision
from tests.factories import make_secretary, make_state_body, make_state_officer

pytestmark = pytest.mark.slow
SCHEDULE = {name: entry["task"] for name, entry in settings.CELERY_BEAT_SCHEDULE.items()}


def letters_by_address(sink):
    letters = [message_from_string(letter, policy=policy.default) for letter in list(sink.letters)]
    return {letter["To"]: letter for letter in letters}


def have_all_gone():
    return not OutboxMessage.objects.exclude(state=OutboxState.SENT).exists()


def test_the_worker_knows_every_task_of_the_beat(backstage):
    registered = backstage.app.control.inspect(timeout=10, limit=1).registered()

    assert len(registered) == 1, "one worker answers"
    assert set(SCHEDULE.values()) <= set(*registered.values())


def test_the_beat_brings_the_letter_of_an_act_to_each_in_his_language(backstage, beat):
    at = timezone.now()
    # So far off that the beat, which goes by the real clock, reminds nobody meanwhile.
    due_on = term_after(day_of(at), 15).due_on
    body = make_state_body()
    make_state_officer(body, email="kk@portal.example", language="kk")
    make_state_officer(body, email="ru@portal.example", language="ru", role=OfficerRole.COORDINATOR)
    decision = make_decision(at=at)
    assignment = make_assignment(decision, state_body=body, due_on=due_on, at=at)

    backstage.wait_until(have_all_gone, "the letters of an assignment are sent by the beat", seconds=45)

    letters = letters_by_address(backstage.sink)
    assert {address: " ".join(letter["Subject"].split()) for address, letter in letters.items()} == {
        "kk@portal.example": f"Сізге № {assignment.number} тапсырма берілді",
        "ru@portal.example": f"Вам дано поручение № {assignment.number}",
    }
    rows = dict(OutboxMessage.objects.values_list("address", "message_id"))
    assert {address: letter["Message-ID"] for address, letter in letters.items()} == rows


def test_an_ordered_paper_is_made_as_pdf(backstage):
    if not settings.PDF_IS_ON and not os.environ.get("CI"):
        pytest.skip("the libraries that lay out PDFs are missing on this machine")
    make_decision()

    backstage.send(SCHEDULE["documents"])
    backstage.wait_until(
        lambda: (
            not Rendition.objects.filter(
                state__in=[RenditionState.WAITING, RenditionState.RENDERING]
            ).exists()
        ),
        "the paper of a decision is made",
        seconds=60,
    )

    paper = Rendition.objects.get()
    assert (paper.state, paper.error) == (RenditionState.READY, "")
    with FileSystemStorage(location=backstage.folder / "files").open(paper.stored_file.file.name) as file:
        assert file.read(5) == b"%PDF-"


def test_the_heads_of_all_streams_are_sealed(backstage):
    make_decision()
    assert StreamHead.objects.count() > 0

    backstage.send(SCHEDULE["audit"])
    backstage.wait_until(SealedHead.objects.exists, "the heads are sealed")

    assert not StreamHead.objects.filter(number__gt=F("sealed_number")).exists()


def test_the_reminder_of_a_term_is_written_in_the_ledger_and_sent(backstage):
    today = day_of(timezone.now())
    earlier = timezone.now() - timedelta(days=10)
    # The worker goes by the real clock; on a day off nobody is reminded.
    CalendarDay.objects.create(
        day=today, kind=DayKind.WORKING, name_kk="Жұмыс күні", name_ru="Рабочий день", source="test"
    )
    body = make_state_body()
    make_state_officer(body, email="officer@portal.example", language="ru")
    assignment = make_assignment(make_decision(at=earlier), state_body=body, due_on=today, at=earlier)

    backstage.send(SCHEDULE["reminders"])
    backstage.wait_until(Reminder.objects.exists, "the reminder stands in the ledger")
    backstage.send(SCHEDULE["outbox"])
    backstage.wait_until(have_all_gone, "the letters are sent")

    reminder = Reminder.objects.get()
    assert (reminder.subject_id, reminder.term) == (assignment.pk, today)
    told = OutboxMessage.objects.get(kind="decisions.reminder_due")
    assert told.message_id in backstage.sink.message_ids


def test_a_worker_killed_while_it_drains_sends_each_letter_once_it_is_back(backstage):
    at = timezone.now()
    body, secretary, decision = make_state_body(), make_secretary(), make_decision(at=at)
    term = {"due_on": term_after(day_of(at), 15).due_on, "at": at}
    for _ in range(4):
        make_state_officer(body)
    for point in range(1, 16):
        make_assignment(decision, secretary=secretary, state_body=body, point=f"{point}", **term)
    rows = set(OutboxMessage.objects.values_list("message_id", flat=True))
    assert len(rows) == 60

    backstage.sink.seconds = 0.05
    backstage.send(SCHEDULE["outbox"])
    backstage.wait_until(lambda: len(backstage.sink.letters) >= 10, "ten letters are sent")
    backstage.kill_worker()
    sent_before = OutboxMessage.objects.filter(state=OutboxState.SENT).count()
    backstage.start_worker()
    backstage.sink.seconds = 0.0
    backstage.send(SCHEDULE["outbox"])
    backstage.wait_until(have_all_gone, "what was left is sent")

    assert 0 < sent_before < len(rows), "the worker was killed in the middle"
    assert set(backstage.sink.message_ids) == rows
    # Only the letter under way when it was killed may have gone out twice, under the same Message-ID.
    assert len(backstage.sink.message_ids) <= len(rows) + 1
