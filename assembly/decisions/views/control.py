"""The control desk: the list of assignments, one assignment and the acts on it."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from assembly.common.errors import DomainError
from assembly.common.pieces import Deadline
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.deadlines.selectors import Calendar, explain, term_until, working_days_left
from assembly.decisions.desk import sees_control, works_here
from assembly.decisions.enums import AssignmentEvent, AssignmentState, ReportState
from assembly.decisions.forms import AssignmentFilter, ReportForm, ReturnForm, put_on_form
from assembly.decisions.models import Assignment, ExecutionReport
from assembly.decisions.permissions import (
    CONTROL,
    COORDINATION,
    INSTRUCTS,
    PUBLISH_INSTRUCTION,
    RETURN_REPORT,
    can_carry_out,
)
from assembly.decisions.querysets import EXECUTORS_TURN
from assembly.decisions.selectors import chip_of
from assembly.decisions.services.assignments import (
    accept_assignment,
    return_report,
    submit_report,
    take_off_control,
)
from assembly.decisions.services.flow import ASSIGNMENT_FLOW
from assembly.documents.models import StoredFile
from assembly.people.doors import SignedInRequest
from assembly.people.rights import has_right
from assembly.people.views.saved_views import opens_with_saved_view

PER_PAGE = 50


@opens_with_saved_view
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """List the assignments that the reader works with; ``?format=xlsx`` gives the same rows as a sheet."""
    on = localdate()
    if not works_here(request.user):
        raise Http404
    form = AssignmentFilter(request.GET)
    visible = Assignment.objects.visible_to(request.user, on=on)
    found = _filtered(visible, form, on).with_names()  # type: ignore[attr-defined]
    if asks_for_sheet(request):
        return _sheet(found, on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    calendar = Calendar()
    context = {
        "form": form,
        "page": page,
        "rows": [(one, chip_of(one, on=on), _distance(one, on=on, calendar=calendar)) for one in page],
        "overdue_count": visible.overdue(on).count(),
        "is_staff": sees_control(request.user),
    }
    return render(request, "decisions/assignment_list.html", context)


@require_safe
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an assignment: what is asked, why, until when, what was done, and what the reader may do."""
    return _page(request, _visible(request, pk))


@act(to="decisions:assignment", done=gettext_lazy("The assignment is accepted for execution."))
def assignment_accept(request: SignedInRequest, pk: int) -> None:
    """Accept for execution."""
    accept_assignment(assignment_id=_visible(request, pk).pk, actor=request.user, at=timezone.now())


@require_POST
def assignment_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Submit a report; what was typed stays when it cannot be taken."""
    found = _visible(request, pk)
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, report_form=form, status=422)
    try:
        submit_report(
            assignment_id=found.pk,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            uploads=form.cleaned_data["uploads"],
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _page(request, _visible(request, pk), report_form=form, status=refusal.status, **shown)
    messages.success(
        request, _("The report is submitted. The Secretariat checks it; reminders are silent meanwhile.")
    )
    return redirect("decisions:assignment", pk=pk)


@require_POST
def report_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return a report for revision; the remark stays when it cannot be taken."""
    on = localdate()
    report = get_object_or_404(
        ExecutionReport.objects.filter(assignment__in=Assignment.objects.visible_to(request.user, on=on)),
        pk=pk,
    )
    found = _visible(request, report.assignment_id)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, return_form=form, status=422)
    try:
        return_report(
            report_id=report.pk, remark=form.cleaned_data["remark"], actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        fresh = _visible(request, report.assignment_id)
        return _page(request, fresh, return_form=form, status=refusal.status, **shown)
    messages.success(
        request, _("The report is returned. The executor reads your remark on this page and in a letter.")
    )
    return redirect("decisions:assignment", pk=report.assignment_id)


@act(
    to="decisions:assignment",
    done=gettext_lazy("The assignment is taken off control. The executors are told."),
)
def assignment_take_off(request: SignedInRequest, pk: int) -> None:
    """Take off control."""
    take_off_control(assignment_id=_visible(request, pk).pk, actor=request.user, at=timezone.now())


def _visible(request: HttpRequest, pk: int) -> Assignment:
    visible = Assignment.objects.visible_to(request.user, on=localdate())
    return get_object_or_404(visible.with_names(), pk=pk)


def _filtered(found: QuerySet, form: AssignmentFilter, on: date) -> QuerySet:
    if not form.is_valid():
        return found
    values = form.cleaned_data
    if values["q"]:
        found = found.matching(values["q"])  # type: ignore[attr-defined]
    if values["state"]:
        found = found.filter(state=values["state"])
    if values["lead"]:
        found = found.filter(lead_state_body=values["lead"])
    if values["due_from"]:
        found = found.filter(due_on__gte=values["due_from"])
    if values["due_until"]:
        found = found.filter(due_on__lte=values["due_until"])
    return found.overdue(on) if values["overdue"] else found  # type: ignore[attr-defined]


def _distance(one: Assignment, *, on: date, calendar: Calendar) -> str:
    """Return how far the term is; nothing while it is not the executor's turn."""
    if one.state not in EXECUTORS_TURN:
        return ""
    return Deadline(one.due_on, working_days_left(one.due_on, on, calendar=calendar), ()).distance


def _sheet(found: QuerySet, on: date) -> HttpResponse:
    headings = [
        pgettext("assignment", "No."),
        _("What is to be done"),
        _("What counts as done"),
        _("Lead executor"),
        _("Given on"),
        _("Due on"),
        pgettext("object", "State"),
    ]
    rows = [
        (
            one.number,
            one.text,
            one.criterion,
            one.lead_name,
            one.given_on,
            one.due_on,
            chip_of(one, on=on).word,
        )
        for one in found
    ]
    return sheet_response(file_name="assignments", title=_("Assignments"), headings=headings, rows=rows)


def _page(request: HttpRequest, found: Assignment, *, status: int = 200, **extra: Any) -> HttpResponse:
    on = localdate()
    calendar = Calendar()
    reckoning = term_until(found.given_on, found.due_on, calendar=calendar)
    reports = _reports_of(found)
    state = AssignmentState(found.state)
    is_executor = can_carry_out(request.user, found, on=on)  # type: ignore[arg-type]
    controls = has_right(request.user, RETURN_REPORT, on=on)  # type: ignore[arg-type]
    context = {
        "assignment": found,
        "chip": chip_of(found, on=on),
        "term": explain(
            reckoning,
            on=on,
            begun=_("Given on"),
            rule=_rule_of(found) % {"days": reckoning.working_days},
            calendar=calendar,
        ),
        "reports": reports,
        "waiting": next((report for report, _f in reports if report.state == ReportState.SUBMITTED), None),
        "returned": _last_returned(reports) if state == AssignmentState.RETURNED else None,
        "may_accept": is_executor and ASSIGNMENT_FLOW.allows(state, AssignmentEvent.ACCEPT),
        "may_report": is_executor and ASSIGNMENT_FLOW.allows(state, AssignmentEvent.REPORT),
        "may_decide": controls and ASSIGNMENT_FLOW.allows(state, AssignmentEvent.RETURN),
        "may_publish": _may_publish(request, found),
        "publish_rows": [
            (
                _("What will happen"),
                _("Text, executor, term and state of this instruction are open to everybody."),
            ),
        ],
        "instructs": INSTRUCTS,
        "report_form": ReportForm(),
        "return_form": ReturnForm(),
        "accept_rows": [
            (_("What will happen"), _("The assignment is noted as accepted for execution by you.")),
            (_("Who will be told"), _("The controller sees it on this page.")),
        ],
        "take_off_rows": [
            (_("What will happen"), _("The report is accepted, the assignment is closed, reminders stop.")),
            (
                _("Who will be told"),
                _("The executors, by letter; everybody, on the page of the decision.")
                if found.decision
                else _("The executors, by letter."),
            ),
        ],
        "return_rows": [
            (_("What will happen"), _("The report goes back for revision; the term does not change.")),
            (_("Who will be told"), _("The executors, by letter with your remark.")),
        ],
        "is_staff": sees_control(request.user),
        "control": CONTROL,
        "coordination": COORDINATION,
        **extra,
    }
    return render(request, "decisions/assignment_detail.html", context, status=status)


def _rule_of(found: Assignment) -> str:
    if found.decision is None:
        return _("Working days: %(days)s; the Chairman named the last day")
    return _("Working days: %(days)s; the Secretariat named the last day")


def _may_publish(request: HttpRequest, found: Assignment) -> bool:
    is_open = found.instruction is None or found.instruction.published_at is not None
    return not is_open and has_right(request.user, PUBLISH_INSTRUCTION, on=localdate())  # type: ignore[arg-type]


def _reports_of(found: Assignment) -> list[tuple[ExecutionReport, list[StoredFile]]]:
    """Return the reports, the newest first, with their files."""
    reports = list(
        found.reports.select_related("submitted_by__person", "decided_by__person").order_by("-number")
    )
    files: dict[str, list[StoredFile]] = defaultdict(list)
    for stored in StoredFile.objects.filter(subject__in=[f"execution_report:{one.pk}" for one in reports]):
        files[stored.subject].append(stored)
    return [(report, files[f"execution_report:{report.pk}"]) for report in reports]


def _last_returned(reports: list[tuple[ExecutionReport, list[StoredFile]]]) -> ExecutionReport | None:
    return next((report for report, _files in reports if report.state == ReportState.RETURNED), None)
