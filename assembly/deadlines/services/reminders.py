"""The reminder run: what is due is written into the ledger and the outbox, each exactly once."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from assembly.common.workdays import IsWorking, working_days_after
from assembly.deadlines.models import Reminder
from assembly.deadlines.plans import PLANS, ReminderPlan, Step, Watched
from assembly.deadlines.selectors import Calendar
from assembly.deadlines.services.reminder_steps import Schedule, steps_due
from assembly.documents.selectors import setting_value
from assembly.people.models import Person
from assembly.people.services.notify import notify_persons

REMIND_BEFORE = "deadlines.remind_before"
TO_HEAD_AFTER = "deadlines.escalate_to_head_after"
TO_SECRETARIAT_AFTER = "deadlines.escalate_to_secretariat_after"
BATCH = 200


def schedule_on(on: date) -> Schedule:
    """Return when reminders are due, by the settings of a day."""
    days = str(setting_value(REMIND_BEFORE, on=on)).split(",")
    return Schedule(
        before=tuple(int(part) for part in days if part.strip().isdigit()),
        to_head_after=int(setting_value(TO_HEAD_AFTER, on=on)),
        to_secretariat_after=int(setting_value(TO_SECRETARIAT_AFTER, on=on)),
    )


def run_reminders(*, on: date, at: datetime) -> int:
    """Write the reminders that are due on a day and return how many were written.

    Safe to kill, to repeat, to run late or on two workers. Each subject is a transaction of its own:
    its row is locked, the ledger is read under that lock, the ledger's rows and the letters are
    written together; a unique constraint of the ledger stands behind. A subject that another worker
    holds, or on which somebody acts at this moment, is left to the next run.

    Args:
        on: the day, in Asia/Almaty; on a day off nothing is written.
        at: the moment of the run, timezone-aware.
    """
    is_working = Calendar().is_working
    if not is_working(on):
        return 0
    usual = schedule_on(on)
    written = 0
    for plan in PLANS.values():
        schedule = replace(usual, before=plan.before(on)) if plan.before else usual
        until = working_days_after(on, max(schedule.before, default=0), is_working=is_working).due_on
        last = 0
        while keys := plan.due_by(until, last, BATCH):
            for key in keys:
                written += _remind(plan, key, on=on, at=at, schedule=schedule, is_working=is_working)
            last = keys[-1]
    return written


@transaction.atomic
def _remind(
    plan: ReminderPlan, key: int, *, on: date, at: datetime, schedule: Schedule, is_working: IsWorking
) -> int:
    subject = plan.lock(key)
    if subject is None or (plan.is_over_at_term and subject.term < on):
        return 0
    steps = steps_due(term=subject.term, since=subject.since, on=on, schedule=schedule, is_working=is_working)
    return sum(_write(plan, subject, step, on=on, at=at) for step in steps)


def _write(plan: ReminderPlan, subject: Watched, step: Step, *, on: date, at: datetime) -> int:
    place = {
        "subject_type": plan.subject_type,
        "subject_id": subject.subject_id,
        "term": subject.term,
        "kind": step.kind,
    }
    told = set(Reminder.objects.filter(**place).values_list("recipient_id", flat=True))
    persons: list[Person] = [
        person for person in plan.recipients(subject.subject_id, step.audience, on) if person.pk not in told
    ]
    Reminder.objects.bulk_create(Reminder(**place, recipient=person, written_at=at) for person in persons)
    notify_persons(
        persons,
        kind=plan.messages[step.letter],
        context={**plan.context(subject.subject_id), "days": step.days, "term": subject.term.isoformat()},
        dedup_key=f"reminder:{plan.subject_type}:{subject.subject_id}:{subject.term}:{step.kind}",
        at=at,
        path=plan.path(subject.subject_id),
    )
    return len(persons)
