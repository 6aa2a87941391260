"""The registry of reminder plans: rooms say whose terms are watched, whom to tell, by which letter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from assembly.people.models import Person


class Audience(StrEnum):
    """Whom a reminder is for."""

    EXECUTORS = "executors"
    HEAD = "head"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan that is due.

    Args:
        kind: its name in the ledger: ``before_10``, ``due``, ``overdue_2``, ``escalation_head``.
        letter: which letter it is: before, due, overdue, escalation.
        audience: whom it is for.
        days: working days left until the term, or late after it; never negative.
    """

    kind: str
    letter: str
    audience: Audience
    days: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A subject under its lock: its term, and the day since when its executors know the term."""

    subject_id: int
    term: date
    since: date


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What a room tells about its terms.

    Args:
        subject_type: stable name in the ledger: ``assignment``.
        due_by: ``due_by(until, after, limit)``: keys greater than ``after``, ascending, at most
            ``limit``, of subjects that await their executor and whose term is not later than ``until``.
        lock: locks a subject's row for the rest of the transaction and returns it; ``None`` when it
            awaits its executor no longer, or another worker holds it at this moment.
        recipients: ``recipients(subject_id, audience, on)``: whom to tell.
        messages: kind of message for each of the letters before, due, overdue, escalation.
        path: where the notice leads, without the language.
        context: ``context(subject_id)``: what the letter's context names the subject by.
        before: ``before(on)``: how many working days before the term to remind; by the settings when missing.
        is_over_at_term: nothing is late after the term, so that nobody is told of lateness.
    """

    subject_type: str
    due_by: Callable[[date, int, int], list[int]]
    lock: Callable[[int], Watched | None]
    recipients: Callable[[int, Audience, date], Sequence[Person]]
    messages: dict[str, str]
    path: Callable[[int], str]
    context: Callable[[int], dict[str, Any]]
    before: Callable[[date], tuple[int, ...]] | None = None
    is_over_at_term: bool = False


PLANS: dict[str, ReminderPlan] = {}


def register_plan(plan: ReminderPlan) -> None:
    """Register a plan; its room calls this from ``ready()``.

    Raises:
        ValueError: the kind of subject has a plan already.
    """
    if plan.subject_type in PLANS:
        raise ValueError(f"{plan.subject_type!r} has a plan already")
    PLANS[plan.subject_type] = plan
