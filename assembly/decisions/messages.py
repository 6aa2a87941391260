"""Letters of the room: what their templates get, in the reader's language, at the moment of sending."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.common.dates import act_reference
from assembly.decisions.models import Assignment, Consideration, Decision, ExecutionReport
from assembly.decisions.permissions import CONTROL, INSTRUCTS, MANDATORY
from assembly.decisions.querysets import EXECUTORS_TURN
from assembly.outbox.kinds import register_kind
from assembly.people.enums import Role
from assembly.people.letter_choices import register_choosable
from assembly.people.models import Person

Context = Mapping[str, Any]
Composed = dict[str, Any] | None


def register_messages() -> None:
    """Register every kind of letter; called from ``ready()``."""
    register_kind("decisions.assigned", _("Assignment given"), about_assignment)
    register_kind("decisions.report_submitted", _("Report waits for a check"), about_report)
    register_choosable("decisions.report_submitted", Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT)
    register_kind("decisions.report_returned", _("Report returned for revision"), about_report)
    register_kind("decisions.taken_off_control", _("Assignment taken off control"), about_assignment)
    register_choosable("decisions.taken_off_control", Role.STATE_OFFICER, Role.STATE_COORDINATOR)
    register_kind("decisions.consideration_sent", _("Decision sent for consideration"), about_consideration)
    register_kind("decisions.reminder_before", _("Reminder before the term"), reminder)
    register_kind("decisions.reminder_due", _("Reminder on the last day"), reminder)
    register_kind("decisions.reminder_overdue", _("Reminder of an overdue assignment"), reminder)
    register_kind("decisions.reminder_escalation", _("Head told of an overdue assignment"), reminder)


def about_assignment(context: Context, language: str) -> Composed:
    """Compose a letter about an assignment."""
    assignment = Assignment.objects.with_names().get(pk=context["assignment_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "number": assignment.number,
        "title": assignment.title,
        "text": assignment.text,
        "criterion": assignment.criterion,
        "date": date_format(assignment.due_on),
        "is_instruction": assignment.decision is None,
        "decision_ref": _source(assignment, language),
        "body": assignment.lead_name,
        "basis": (CONTROL if assignment.decision else INSTRUCTS).cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("decisions:assignment", args=[assignment.pk]),
        "state": assignment.state,
        "due_on": assignment.due_on.isoformat(),
    }


def about_report(context: Context, language: str) -> Composed:
    """Compose a letter about a report on an assignment."""
    report = ExecutionReport.objects.get(pk=context["report_id"])
    letter = about_assignment(context, language)
    return {**letter, "remark": report.remark, "report_number": report.number} if letter else None


def about_consideration(context: Context, language: str) -> Composed:
    """Compose the letter by which a state body gets a decision; not due once it was considered."""
    consideration = Consideration.objects.with_names().get(pk=context["consideration_id"])
    if consideration.considered_on is not None:
        return None
    decision = consideration.decision
    is_session = decision.body.kind == BodyKind.ASSEMBLY
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "number": decision.number,
        "title": decision.title,
        "decision_ref": reference(decision, language),
        "date": date_format(consideration.due_on),
        "is_mandatory": is_session,
        "basis": (MANDATORY if is_session else CONTROL).cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("decisions:consideration", args=[consideration.pk]),
    }


def reminder(context: Context, language: str) -> Composed:
    """Compose a reminder; not due once the executor has reported, or when the term has moved."""
    letter = about_assignment(context, language)
    if letter is None or letter["state"] not in EXECUTORS_TURN or letter["due_on"] != context["term"]:
        return None
    return {**letter, "days": context["days"], "date": date_format(date.fromisoformat(context["term"]))}


def reference(decision: Decision, language: str) -> str:
    """Return how a letter names a decision: number and day, ready to stand before or after its noun."""
    return act_reference(decision.number, day_of(decision.adopted_at), language)


def _source(assignment: Assignment, language: str) -> str:
    if assignment.decision is not None:
        return reference(assignment.decision, language)
    return act_reference(assignment.source_act.number, assignment.source_act.signed_on, language)
