"""What the room puts on desks, into menus and cabinets."""

from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.navigation import says_yes
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.decisions.models import Assignment, Consideration
from assembly.decisions.permissions import RETURN_REPORT, SEE_CONTROL
from assembly.decisions.querysets import EXECUTORS_TURN
from assembly.decisions.selectors import chip_of, consideration_chip
from assembly.decisions.services.considerations import duty_to_consider
from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import has_right, roles_of

ICONS = {
    AssignmentState.SENT: "inbox",
    AssignmentState.ACCEPTED: "file-pen-line",
    AssignmentState.RETURNED: "undo-2",
}


def sees_control(user: Any) -> bool:
    """Say whether the person controls execution today."""
    return has_right(user, SEE_CONTROL, on=localdate())


def work_of(user: Any) -> bool | QuerySet[Any]:
    """Say that the person acts for a state body today, or return the assignments that he leads otherwise."""
    on = localdate()
    return Role.STATE_OFFICER in roles_of(user, on=on) or Assignment.objects.led_by(user, on=on)


def carries_out(user: Any) -> bool:
    """Say whether the person acts for a state body, or leads an assignment otherwise, today."""
    return says_yes(work_of(user))


def works_here(user: Any) -> bool:
    """Say whether assignments concern the person at all."""
    return sees_control(user) or carries_out(user)


def concern_of(user: Any) -> bool | QuerySet[Any]:
    """Say the same for the menu: yes, or the assignments that would concern the person."""
    return sees_control(user) or work_of(user)


def reports_to_check(user: Any) -> tuple[QuerySet[Any], ...]:
    """Return the assignments whose reports wait for the Secretariat, to be counted."""
    if not has_right(user, RETURN_REPORT, on=localdate()):
        return ()
    return (Assignment.objects.filter(state=AssignmentState.REPORTED),)


def waiting_for_officer(user: Any) -> tuple[QuerySet[Any], ...]:
    """Return the assignments and considerations that wait for this person's state bodies, to be counted."""
    on = localdate()
    mine = Assignment.objects.led_by(user, on=on).filter(state__in=EXECUTORS_TURN)
    return mine, Consideration.objects.owed_by(user, on=on).awaiting()


def desk_of_executors(user: User, on: date) -> list[DeskItem]:
    """Return what an executor has to accept, to report on, to revise, to consider."""
    turn = Assignment.objects.led_by(user, on=on).filter(state__in=EXECUTORS_TURN)
    owed = Consideration.objects.owed_by(user, on=on).awaiting()
    return [_assignment(one, on) for one in turn.with_names()] + [
        _consideration(one, on) for one in owed.with_names()
    ]


def desk_of_controllers(user: User, on: date) -> list[DeskItem]:
    """Return the reports that wait for a check, and the number of what is overdue."""
    if not has_right(user, RETURN_REPORT, on=on):
        return []
    waiting = Assignment.objects.filter(state=AssignmentState.REPORTED).with_names().order_by("due_on", "pk")
    items = [_report(one, on) for one in waiting]
    overdue = Assignment.objects.overdue(on).aggregate(count=Count("pk"), since=Min("due_on"))
    if overdue["count"]:
        items.append(_overdue(overdue["count"], overdue["since"]))
    return items


def _assignment(assignment: Assignment, on: date) -> DeskItem:
    state = AssignmentState(assignment.state)
    chip = chip_of(assignment, on=on)
    is_late = assignment.is_overdue(on)
    return DeskItem(
        title=assignment.title,
        reason=_("Assignment No. %(number)s, due on: %(day)s")
        % {"number": assignment.number, "day": date_format(assignment.due_on)},
        url=reverse("decisions:assignment", args=[assignment.pk]),
        action={
            AssignmentState.SENT: pgettext("assignment", "Accept"),
            AssignmentState.ACCEPTED: pgettext("assignment", "Report"),
            AssignmentState.RETURNED: pgettext("assignment", "Revise"),
        }[state],
        icon=ICONS[state],
        due_on=assignment.due_on,
        tone="hot" if is_late else "warm" if state == AssignmentState.RETURNED else "",
        chip=(chip.kind, chip.icon, str(chip.word)),
        legal_ref=regulation("28"),
        order=20,
    )


def _consideration(consideration: Consideration, on: date) -> DeskItem:
    chip = consideration_chip(consideration, on=on)
    is_new = consideration.state == ConsiderationState.SENT
    return DeskItem(
        title=consideration.decision.title,
        reason=_("Decision No. %(number)s, to be considered by: %(day)s")
        % {"number": consideration.decision.number, "day": date_format(consideration.due_on)},
        url=reverse("decisions:consideration", args=[consideration.pk]),
        action=pgettext("consideration", "Confirm receipt")
        if is_new
        else pgettext("consideration", "Answer"),
        icon="scroll-text",
        due_on=consideration.due_on,
        tone="hot" if consideration.due_on < on else "",
        chip=(chip.kind, chip.icon, str(chip.word)),
        legal_ref=duty_to_consider(consideration.decision),
        order=25,
    )


def _report(assignment: Assignment, on: date) -> DeskItem:
    chip = chip_of(assignment, on=on)
    return DeskItem(
        title=assignment.title,
        reason=_("No. %(number)s, report by: %(body)s")
        % {"number": assignment.number, "body": assignment.lead_name},
        url=reverse("decisions:assignment", args=[assignment.pk]),
        action=pgettext("report", "Check"),
        icon="file-check",
        due_on=assignment.due_on,
        chip=(chip.kind, chip.icon, str(chip.word)),
        legal_ref=regulation("4", "5"),
        order=20,
    )


def _overdue(count: int, since: date) -> DeskItem:
    return DeskItem(
        title=_("Overdue assignments: %(count)s") % {"count": count},
        reason=_("Their executors are reminded every working day."),
        url=reverse("decisions:assignments") + "?overdue=on",
        action=pgettext("list", "Show"),
        icon="clock-alert",
        due_on=since,
        tone="hot",
        legal_ref=regulation("4", "5"),
        is_primary=False,
        order=60,
    )
