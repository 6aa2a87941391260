"""Reports of regions in the common plan of reminders."""

from datetime import date

import pytest

from assembly.deadlines.services.reminders import run_reminders
from assembly.outbox.models import OutboxMessage
from tests.factories import NOON
from tests.regions.makers import make_akim, make_assembly, make_report, make_sent, make_worker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2026, 10, 7), "regions.reminder_before"),  # five working days left
        (date(2026, 10, 14), "regions.reminder_due"),
        (date(2026, 10, 15), "regions.reminder_overdue"),
    ],
)
def test_the_region_is_reminded_by_the_common_plan(on, kind):
    assembly = make_assembly()
    worker = make_worker(assembly)
    make_report(assembly)
    OutboxMessage.objects.all().delete()

    run_reminders(on=on, at=NOON)
    run_reminders(on=on, at=NOON)

    letter = OutboxMessage.objects.get()
    assert (letter.kind, letter.recipient_id) == (kind, worker.person.pk)


def test_the_akim_and_then_the_head_of_the_secretariat_are_told_of_what_is_late():
    assembly = make_assembly()
    akim = make_akim(assembly)
    make_report(assembly)
    OutboxMessage.objects.all().delete()

    run_reminders(on=date(2026, 10, 19), at=NOON)

    letter = OutboxMessage.objects.get()
    assert (letter.kind, letter.recipient_id) == ("regions.reminder_escalation", akim.person.pk)


def test_reminders_are_silent_while_a_report_waits_for_a_check():
    make_sent()
    OutboxMessage.objects.all().delete()
    assert run_reminders(on=date(2026, 11, 20), at=NOON) == 0
