"""Assignments under control: given, accepted, reported on, returned, taken off control."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.decisions.enums import AssignmentEvent, AssignmentState, ReportEvent, ReportState
from assembly.decisions.models import Assignment, ExecutionReport
from assembly.decisions.permissions import (
    ASSIGN_EXECUTION,
    CONTROL,
    COORDINATION,
    RETURN_REPORT,
    TAKE_OFF_CONTROL,
    require_carry_out,
)
from assembly.decisions.refusals import AssignedAlready
from assembly.decisions.selectors import controllers_of, executors_of
from assembly.decisions.services.decisions import lock_decision
from assembly.decisions.services.flow import ASSIGNMENT_FLOW, REPORT_FLOW
from assembly.decisions.services.giving import require_term, tell, the_lead
from assembly.decisions.services.texts import require_texts, require_words
from assembly.documents.services.files import store_file
from assembly.people.models import Person, User
from assembly.people.rights import require_right


@transaction.atomic
def assign_execution(
    *,
    decision_id: int,
    point: str,
    text_kk: str,
    text_ru: str,
    criterion_kk: str,
    criterion_ru: str,
    due_on: date,
    actor: User,
    at: datetime,
    lead_state_body_id: int | None = None,
    lead_body_id: int | None = None,
    lead_office_id: int | None = None,
) -> Assignment:
    """Give a point of a decision to one lead executor, with what counts as done and a term.

    The executors are told by letter. Who gives the assignment controls it.

    Args:
        decision_id: the decision.
        point: number of its point, as printed: ``2``, ``3.1``.
        text_kk: what is to be done, in Kazakh; ``text_ru`` in Russian.
        text_ru: what is to be done, in Russian.
        criterion_kk: by what it is told that it is done, in Kazakh; ``criterion_ru`` in Russian.
        criterion_ru: by what it is told that it is done, in Russian.
        due_on: last day of the term, a calendar day in Asia/Almaty.
        actor: who gives it; needs ``decisions.assign_execution``.
        at: the moment, timezone-aware.
        lead_state_body_id: the lead executor, if it is a state body.
        lead_body_id: the lead executor, if it is a body of the Assembly.
        lead_office_id: the lead executor, if it is an office.

    Raises:
        NotAllowed: ``actor`` may not give assignments.
        TextMissing, WordsMissing: a text, the criterion or the number of the point is empty.
        OneLeadOnly: none, or more than one, lead executor is named.
        TermOnDayOff: the last day is not worked.
        TermTooShort: fewer working days are left than the setting asks for.
        AssignedAlready: this lead has this point.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 28; контроль: подпункт 5) пункта 4.
    """
    decision = lock_decision(decision_id)
    today = day_of(at)
    require_right(actor, ASSIGN_EXECUTION, on=today)
    number = require_words(point, field="point", legal_ref=COORDINATION)
    written = {"text_kk": text_kk, "text_ru": text_ru}
    criterion = {"criterion_kk": criterion_kk, "criterion_ru": criterion_ru}
    texts = require_texts({**written, **criterion}, legal_ref=COORDINATION)
    lead = the_lead(
        lead_state_body_id=lead_state_body_id, lead_body_id=lead_body_id, lead_office_id=lead_office_id
    )
    require_term(due_on, today=today)
    if Assignment.objects.filter(decision=decision, point=number, **lead).exists():
        raise AssignedAlready(legal_ref=COORDINATION, point=number)

    assignment = Assignment.objects.create(
        decision=decision,
        point=number,
        **texts,
        **lead,
        controller=Person.objects.filter(user=actor).first(),
        given_on=today,
        due_on=due_on,
        sent_at=at,
        sent_by=actor,
    )

    record(
        stream=assignment,
        kind="decisions.execution_assigned",
        actor=actor,
        at=at,
        payload={
            "decision_id": decision.pk,
            "point": number,
            **{name: key for name, key in lead.items() if key},
            "due_on": due_on.isoformat(),
            "source": str(COORDINATION),
        },
    )
    tell(assignment, executors_of(assignment, on=today), news="assigned", at=at)
    return assignment


@transaction.atomic
def accept_assignment(*, assignment_id: int, actor: User, at: datetime) -> Assignment:
    """Accept an assignment for execution.

    Raises:
        NotAllowed: ``actor`` does not act for the lead executor.
        TransitionRefused: it is accepted already, or ended.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 28.
    """
    assignment = _locked(assignment_id)
    require_carry_out(actor, assignment, on=day_of(at))
    assignment.state = ASSIGNMENT_FLOW.next_state(AssignmentState(assignment.state), AssignmentEvent.ACCEPT)

    assignment.accepted_at, assignment.accepted_by = at, actor
    assignment.officer = Person.objects.filter(user=actor).first()
    assignment.save(update_fields=["state", "accepted_at", "accepted_by", "officer"])

    record(stream=assignment, kind="decisions.assignment_accepted", actor=actor, at=at)
    return assignment


@transaction.atomic
def submit_report(
    *,
    assignment_id: int,
    text: str,
    language: str,
    uploads: Sequence[File] = (),
    actor: User,
    at: datetime,
) -> ExecutionReport:
    """Report on an assignment, with the files that show it; reminders fall silent while it waits.

    Args:
        assignment_id: the assignment; it must be accepted or returned.
        text: what was done and what shows it.
        language: language of the text: kk, ru or en.
        uploads: files; each is checked by its content.
        actor: acts for the lead executor.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not act for the lead executor.
        TransitionRefused: it is not the executor's turn.
        WordsMissing: the text is empty.
        FileRejected: a file is of a kind or size that is not taken.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 28.
    """
    assignment = _locked(assignment_id)
    require_carry_out(actor, assignment, on=day_of(at))
    assignment.state = ASSIGNMENT_FLOW.next_state(AssignmentState(assignment.state), AssignmentEvent.REPORT)
    words = require_words(text, field="text", legal_ref=COORDINATION)

    assignment.save(update_fields=["state"])
    report = ExecutionReport.objects.create(
        assignment=assignment,
        number=assignment.reports.count() + 1,
        text=words,
        language=language,
        submitted_at=at,
        submitted_by=actor,
    )
    files = [
        store_file(upload=upload, subject=f"execution_report:{report.pk}", actor=actor, at=at)
        for upload in uploads
    ]

    record(
        stream=assignment,
        kind="decisions.report_submitted",
        actor=actor,
        at=at,
        payload={
            "report_id": report.pk,
            "number": report.number,
            "due_on": assignment.due_on.isoformat(),
            "files": [stored.sha256 for stored in files],
        },
    )
    tell(assignment, controllers_of(assignment), news="report_submitted", at=at, report=report)
    return report


@transaction.atomic
def return_report(*, report_id: int, remark: str, actor: User, at: datetime) -> ExecutionReport:
    """Return a report for revision and say what is missing; the term stays.

    Args:
        report_id: the report that waits.
        remark: what is missing; the executor reads it on the page and in the letter.
        actor: needs ``decisions.return_report``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not return reports.
        TransitionRefused: the report does not wait any more.
        WordsMissing: the remark is empty.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 5) пункта 4.
    """
    assignment = _locked(ExecutionReport.objects.values_list("assignment_id", flat=True).get(pk=report_id))
    report = ExecutionReport.objects.get(pk=report_id)
    require_right(actor, RETURN_REPORT, on=day_of(at))
    report.state = REPORT_FLOW.next_state(ReportState(report.state), ReportEvent.RETURN)
    assignment.state = ASSIGNMENT_FLOW.next_state(AssignmentState(assignment.state), AssignmentEvent.RETURN)
    report.remark = require_words(remark, field="remark", legal_ref=CONTROL)

    report.decided_at, report.decided_by = at, actor
    report.save(update_fields=["state", "remark", "decided_at", "decided_by"])
    assignment.save(update_fields=["state"])

    record(
        stream=assignment,
        kind="decisions.report_returned",
        actor=actor,
        at=at,
        payload={"report_id": report.pk, "number": report.number, "source": str(CONTROL)},
    )
    executors = executors_of(assignment, on=day_of(at))
    tell(assignment, executors, news="report_returned", at=at, report=report)
    return report


@transaction.atomic
def take_off_control(*, assignment_id: int, actor: User, at: datetime) -> Assignment:
    """Accept the report that waits and take the assignment off control; reminders stop.

    Raises:
        NotAllowed: ``actor`` may not take assignments off control.
        TransitionRefused: no report waits.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 5) пункта 4.
    """
    assignment = _locked(assignment_id)
    require_right(actor, TAKE_OFF_CONTROL, on=day_of(at))
    assignment.state = ASSIGNMENT_FLOW.next_state(AssignmentState(assignment.state), AssignmentEvent.TAKE_OFF)
    report = assignment.reports.get(state=ReportState.SUBMITTED)
    report.state = REPORT_FLOW.next_state(ReportState(report.state), ReportEvent.ACCEPT)

    assignment.ended_at = at
    assignment.save(update_fields=["state", "ended_at"])
    report.decided_at, report.decided_by = at, actor
    report.save(update_fields=["state", "decided_at", "decided_by"])

    record(
        stream=assignment,
        kind="decisions.assignment_taken_off_control",
        actor=actor,
        at=at,
        payload={
            "report_id": report.pk,
            "due_on": assignment.due_on.isoformat(),
            "reported_on": day_of(report.submitted_at).isoformat(),
            "source": str(CONTROL),
        },
    )
    tell(assignment, executors_of(assignment, on=day_of(at)), news="taken_off_control", at=at)
    return assignment


def _locked(assignment_id: int) -> Assignment:
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("decision", "lead_state_body", "lead_body", "lead_office", "controller")
        .get(pk=assignment_id)
    )
