"""Which reminders of a term are due on a day. Pure: days and the calendar in, steps out."""

from dataclasses import dataclass
from datetime import date

from assembly.common.workdays import IsWorking, working_days_before, working_days_between
from assembly.deadlines.plans import Audience, Step


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to remind, in working days: no law sets it, the settings do.

    Args:
        before: how long before the term.
        to_head_after: how late an assignment is when the head of its executor is told.
        to_secretariat_after: how late it is when the head of the Secretariat is told.
    """

    before: tuple[int, ...]
    to_head_after: int
    to_secretariat_after: int


def steps_due(*, term: date, since: date, on: date, schedule: Schedule, is_working: IsWorking) -> list[Step]:
    """Return the steps that should have been written by ``on``: the latest of each audience.

    "Should have been", not "fall on today": a night the worker slept through is made up for, but by
    the latest step alone, so that nobody finds four letters at once. Nothing is due on a day off.

    Args:
        term: last day of the term.
        since: day since when the executors know the term; earlier steps are left out.
        on: the day of the run.
        schedule: when to remind.
        is_working: says whether a day is worked.
    """
    if not is_working(on):
        return []
    if on <= term:
        return _before(term=term, since=since, on=on, schedule=schedule, is_working=is_working)
    late = working_days_between(term, on, is_working=is_working)
    steps = [Step(f"overdue_{late}", "overdue", Audience.EXECUTORS, late)]
    if late >= schedule.to_head_after:
        steps.append(Step("escalation_head", "escalation", Audience.HEAD, late))
    if late >= schedule.to_secretariat_after:
        steps.append(Step("escalation_secretariat", "escalation", Audience.SECRETARIAT, late))
    return steps


def _before(*, term: date, since: date, on: date, schedule: Schedule, is_working: IsWorking) -> list[Step]:
    left = working_days_between(on, term, is_working=is_working)
    if left == 0:  # the term itself, or the last day worked before a term that fell on a day off
        return [Step("due", "due", Audience.EXECUTORS, 0)]
    for days in sorted(schedule.before):
        day = working_days_before(term, days, is_working=is_working)
        if since < day <= on:
            return [Step(f"before_{days}", "before", Audience.EXECUTORS, left)]
    return []
