"""A report: what was sent, what was answered, the draft, and the acts on it."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.deadlines.selectors import Calendar, explain, term_until
from assembly.decisions.forms import put_on_form
from assembly.documents.models import Rendition
from assembly.documents.refusals import FileRejected
from assembly.documents.selectors import setting_since
from assembly.people.doors import SignedInRequest
from assembly.people.rights import has_right
from regions.enums import RegionalReportEvent, RegionalReportState
from regions.forms import AttachForm, DraftForm, RemarkForm
from regions.models import DraftFile, RegionalReport
from regions.permissions import ACCEPT_REPORT, ACCOUNTABLE, INFORMATION, can_prepare
from regions.querysets import REGIONS_TURN
from regions.selectors import figure_lines, quarter_words, report_chip, text_lines, verdict_of, versions_of
from regions.services.drafts import attach_file, save_draft, take_file_off
from regions.services.flow import REPORT_FLOW
from regions.services.opening import REPORT_DAYS
from regions.services.reports import PAPER, REVISION_DAYS, accept_report, return_report, send_report


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report with all that was sent and answered, and what the reader may do."""
    return _page(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft; what was typed stays when it cannot be taken. htmx saves it while it is written."""
    found = _visible(request, pk)
    if not can_prepare(request.user, found, on=localdate()):
        raise Http404
    if request.method != "POST":
        if found.state not in REGIONS_TURN:
            return redirect("regions:report", pk=pk)
        return _draft_page(request, found, DraftForm.of(found))
    form = DraftForm(request.POST)
    is_live = request.headers.get("HX-Request") == "true"
    if not form.is_valid():
        return _draft_page(request, found, form, status=422)
    try:
        saved = save_draft(report_id=found.pk, actor=request.user, at=timezone.now(), **form.values())
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _draft_page(request, found, form, status=refusal.status, **shown)
    if is_live:
        return render(request, "regions/draft.html#saved", {"report": saved})
    messages.success(request, _("The draft is saved on the server."))
    return redirect("regions:report" if "on" in request.POST else "regions:draft", pk=pk)


@require_POST
def attach(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach a file to the draft."""
    found = _visible(request, pk)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, attach_form=form, status=422)
    try:
        attach_file(
            report_id=found.pk, upload=form.cleaned_data["upload"], actor=request.user, at=timezone.now()
        )
    except FileRejected as refusal:
        put_on_form(form, refusal)
        return _page(request, found, attach_form=form, status=refusal.status)
    except DomainError as refusal:
        return _page(request, _visible(request, pk), refusal=refusal, status=refusal.status)
    messages.success(request, _("The file is attached to the draft."))
    return redirect("regions:report", pk=pk)


def _to_report(pk: int, **_rest: Any) -> str:
    return reverse("regions:report", args=[pk])


@act(to=_to_report, done=gettext_lazy("The file is taken off the draft."))
def take_off(request: SignedInRequest, pk: int, file_id: int) -> None:
    """Take a file off the draft."""
    found = _visible(request, pk)
    attached = get_object_or_404(DraftFile, pk=file_id, report=found)
    take_file_off(report_id=found.pk, file_id=attached.pk, actor=request.user, at=timezone.now())


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the report as the draft stands."""
    found = _visible(request, pk)
    try:
        send_report(report_id=found.pk, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        return _page(request, _visible(request, pk), refusal=refusal, status=refusal.status)
    messages.success(
        request, _("The report is sent. The Secretariat checks it; reminders are silent meanwhile.")
    )
    return redirect("regions:report", pk=pk)


@require_POST
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return a report; the remark stays when it cannot be taken."""
    found = _visible(request, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, remark_form=form, status=422)
    try:
        return_report(
            report_id=found.pk, remark=form.cleaned_data["remark"], actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _page(request, _visible(request, pk), remark_form=form, status=refusal.status, **shown)
    messages.success(
        request, _("The report is returned. The region reads your remark on this page and in a letter.")
    )
    return redirect("regions:report", pk=pk)


@act(
    to="regions:report",
    done=gettext_lazy("The report is accepted. Its public part is read by everybody now."),
)
def accept(request: SignedInRequest, pk: int) -> None:
    """Accept a report."""
    accept_report(report_id=_visible(request, pk).pk, actor=request.user, at=timezone.now())


def _visible(request: HttpRequest, pk: int) -> RegionalReport:
    visible = RegionalReport.objects.visible_to(request.user, on=localdate())
    return get_object_or_404(visible.with_names(), pk=pk)


def _draft_page(
    request: HttpRequest, found: RegionalReport, form: DraftForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {
        "report": found,
        "quarter": quarter_words(found.period),
        "form": form,
        "information": INFORMATION,
        **extra,
    }
    return render(request, "regions/draft.html", context, status=status)


def _page(request: HttpRequest, found: RegionalReport, *, status: int = 200, **extra: Any) -> HttpResponse:
    on = localdate()
    versions = versions_of(found)
    state = RegionalReportState(found.state)
    is_mine = can_prepare(request.user, found, on=on)  # type: ignore[arg-type]  # strangers see no report
    checks = has_right(request.user, ACCEPT_REPORT, on=on)  # type: ignore[arg-type]  # likewise
    context = {
        "report": found,
        "quarter": quarter_words(found.period),
        "chip": report_chip(found, on=on),
        "term": _term(found, on=on),
        "versions": [
            (version, verdict_of(version), figure_lines(version, before), text_lines(version))
            for version, before in zip_longest(versions, versions[1:])
        ],
        "returned": verdict_of(versions[0]) if versions and state == RegionalReportState.RETURNED else None,
        "may_send": is_mine and REPORT_FLOW.allows(state, RegionalReportEvent.SEND),
        "may_decide": checks and REPORT_FLOW.allows(state, RegionalReportEvent.ACCEPT),
        "is_staff": not is_mine,
        "draft_files": list(found.draft_files.select_related("stored")) if is_mine else [],
        "paper": Rendition.objects.filter(
            template=PAPER, subject=f"regional_report:{found.pk}"
        ).first(),
        "attach_form": AttachForm(),
        "remark_form": RemarkForm(),
        "send_rows": [
            (_("What will happen"), _("The draft is frozen as a version with its files; it cannot be changed any more.")),
            (_("Who will be told"), _("The Secretariat sees it on its desk.")),
        ],
        "accept_rows": [
            (_("What will happen"), _("The report is accepted; figures and public texts appear on the page of the region, a PDF is made.")),
            (_("Who will be told"), _("The region's secretariat, by letter.")),
        ],
        "return_rows": [
            (_("What will happen"), _("The report goes back; a term for the revision begins.")),
            (_("Who will be told"), _("The region's secretariat, by letter with your remark.")),
        ],
        "accountable": ACCOUNTABLE,
        "information": INFORMATION,
        **extra,
    }  # fmt: skip
    return render(request, "regions/report.html", context, status=status)


def _term(found: RegionalReport, *, on: Any) -> Any:
    """Return the term that runs, with how it was reckoned; no act sets it, and the page says so."""
    is_revision = found.due_on != found.term_on
    start = found.told_on if is_revision else found.period.last_on
    _value, since = setting_since(REVISION_DAYS if is_revision else REPORT_DAYS, found.told_on)
    calendar = Calendar()
    reckoning = term_until(start, found.due_on, calendar=calendar)
    words = (
        _("Working days: %(days)s; term by default, not fixed by law")
        if since is None
        else _("Working days: %(days)s; set in the portal's settings, not fixed by law")
    )
    return explain(
        reckoning,
        on=on,
        begun=_("Returned on") if is_revision else _("Last day of the quarter"),
        rule=words % {"days": reckoning.working_days},
        calendar=calendar,
    )
