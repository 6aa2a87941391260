"""Appeals for those who work with them: the list, one appeal, figures."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.bodies.selectors import staff_on
from assembly.common.pieces import Deadline
from assembly.common.sheets import sheet_response
from assembly.deadlines.selectors import Calendar, working_days_left
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.enums import Language
from assembly.people.rights import has_right
from assembly.people.views.saved_views import opens_with_saved_view
from secretariat.desk import sees_appeals
from secretariat.enums import AppealEvent, AppealState
from secretariat.figures import Figures, figures_of
from secretariat.forms import AppealFilter, NoteForm, PeriodForm, SignForm, ToldForm
from secretariat.models import CitizenAppeal
from secretariat.permissions import (
    APPEALS,
    CHANGE_EXECUTOR,
    EXTEND_TERM,
    REGISTER_APPEAL,
    SIGN_ANSWER,
    TELL_APPLICANT,
    TERM,
    TRIAGE_APPEAL,
    VIEW_APPEALS,
    WORK_ON_APPEAL,
)
from secretariat.selectors import answered_in_time, chip_of, files_of, paper_of, term_of, triage_term_of
from secretariat.services.flow import APPEAL_FLOW

PAGE = 50
LIST = "appeals"


def chosen_appeals(request: SignedInRequest) -> tuple[AppealFilter, Any]:
    """Return the filter and the appeals it names, of those that the reader may see.

    Raises:
        Http404: the reader has nothing to do with appeals.
    """
    on = timezone.localdate()
    if not sees_appeals(request.user):
        raise Http404
    form = AppealFilter(request.GET, staff=staff_on(on))
    form.is_valid()
    values: dict[str, Any] = form.cleaned_data
    found = CitizenAppeal.objects.visible_to(request.user, on=on)
    if values.get("q"):
        found = found.matching(values["q"])
    for name in ("state", "topic", "region", "executor"):
        if values.get(name):
            found = found.filter(**{name: values[name]})
    if since := values.get("since"):
        found = found.filter(registered_on__gte=since)
    if until := values.get("until"):
        found = found.filter(registered_on__lte=until)
    if values.get("overdue"):
        found = found.overdue(on)
    return form, found.with_names()


@opens_with_saved_view
@require_safe
def appeal_list(request: SignedInRequest) -> HttpResponse:
    """List the appeals; the view of the list is written down, since it names the applicants."""
    now = timezone.now()
    on = timezone.localdate(now)
    form, found = chosen_appeals(request)
    log_access(viewer=request.user, subject=LIST, page=request.path, at=now)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    calendar = Calendar()
    visible = CitizenAppeal.objects.visible_to(request.user, on=on)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, chip_of(one, on=on), _distance(one, on, calendar)) for one in page],
        "query": request.GET.urlencode(),
        "overdue_count": visible.overdue(on).count(),
        "is_staff": has_right(request.user, VIEW_APPEALS, on=on),
        "legal": APPEALS,
    }
    return render(request, "secretariat/appeal_list.html", context)


@require_safe
def appeal_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list as XLSX; no IIN, no contacts."""
    now = timezone.now()
    on = timezone.localdate(now)
    _form, found = chosen_appeals(request)
    log_access(viewer=request.user, subject=LIST, page=request.path, at=now)
    headings = (
        pgettext("appeal", "No."), _("Registered on"), _("How it came"), _("Kind of appeal"), _("What it is about"),
        _("Region"), _("Applicant"), _("In one line"), pgettext("object", "State"), _("Due on"), _("Executor"),
        _("State body"), _("Answered on"), _("Answered in time"),
    )  # fmt: skip
    rows = [_line(one, on) for one in found]
    return sheet_response(file_name="appeals", title=_("Appeals"), headings=headings, rows=rows)


def _line(one: CitizenAppeal, on: date) -> tuple[Any, ...]:
    in_time = answered_in_time(one)
    words = "" if in_time is None else pgettext("answer", "yes") if in_time else pgettext("answer", "no")
    return (
        one.number, one.registered_on, one.get_channel_display(), one.get_kind_display(), one.get_topic_display(),
        one.region.name, one.applicant_name, one.subject, str(chip_of(one, on=on).word), one.present_due_on,
        one.executor.full_name if one.executor else "", str(one.state_body or ""),
        timezone.localdate(one.answered_at) if one.answered_at else None, str(words),
    )  # fmt: skip


def _distance(one: CitizenAppeal, on: date, calendar: Calendar) -> str:
    if not one.is_open:
        return ""
    left = working_days_left(one.present_due_on, on, calendar=calendar)
    return Deadline(one.present_due_on, left, ()).distance


def visible_appeal(request: HttpRequest, appeal_id: int) -> CitizenAppeal:
    """Return an appeal that the reader may see; for others it does not exist."""
    visible = CitizenAppeal.objects.visible_to(request.user, on=timezone.localdate())
    whole = visible.select_related(
        "region", "executor", "state_body", "answer__version", "signed_by", "registered_by__person",
        "drafted_by__person", "extended_by__person",
    )  # fmt: skip
    return get_object_or_404(whole, pk=appeal_id)


@never_cache
@require_safe
def appeal_card(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Show an appeal; the view is written down, the IIN or BIN stays hidden."""
    return card(request, visible_appeal(request, appeal_id))


@never_cache
@require_safe
@needs_right(VIEW_APPEALS)
def appeal_number(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Show the same card with the IIN or BIN open; this view is written down under its own address."""
    return card(request, visible_appeal(request, appeal_id), is_number_open=True)


def card(
    request: SignedInRequest,
    appeal: CitizenAppeal,
    *,
    is_number_open: bool = False,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """Return the page of an appeal, with the forms that its state allows the reader."""
    now = timezone.now()
    on = timezone.localdate(now)
    log_access(viewer=request.user, subject=appeal, page=request.path, at=now)
    calendar = Calendar()
    is_staff = has_right(request.user, VIEW_APPEALS, on=on)
    context = {
        "appeal": appeal,
        "chip": chip_of(appeal, on=on),
        "term": term_of(appeal, on=on, calendar=calendar),
        "triage": triage_term_of(appeal, on=on, calendar=calendar),
        "number": appeal.read_number() if is_number_open else appeal.masked_number,
        "is_number_open": is_number_open,
        "language_name": Language(appeal.language).label,
        "files": files_of(appeal),
        "paper": paper_of(appeal) if appeal.answer_id else None,
        "notes": appeal.notes.select_related("written_by__person") if is_staff else [],
        "notices": [
            (one, _told_form(one.pk, on)) for one in appeal.notices.select_related("told_by__person")
        ],
        "history": history_of(appeal) if is_staff else [],
        "is_staff": is_staff,
        "note_form": NoteForm(),
        "sign_form": SignForm(initial={"drafted_at": _as_typed(appeal)}),
        "legal": APPEALS,
        "term_law": TERM,
        **_what_may_be_done(request.user, appeal, on),
        **extra,
    }
    return render(request, "secretariat/appeal_card.html", context, status=status)


def _what_may_be_done(user: Any, appeal: CitizenAppeal, on: date) -> dict[str, bool]:
    state = AppealState(appeal.state)
    in_work = appeal.is_in_work
    return {
        "may_triage": has_right(user, TRIAGE_APPEAL, on=on) and APPEAL_FLOW.allows(state, AppealEvent.ACCEPT),
        "may_extend": has_right(user, EXTEND_TERM, on=on) and APPEAL_FLOW.allows(state, AppealEvent.EXTEND),
        "may_change_executor": has_right(user, CHANGE_EXECUTOR, on=on) and in_work,
        "may_draft": has_right(user, WORK_ON_APPEAL, on=on) and in_work,
        "may_sign": has_right(user, SIGN_ANSWER, on=on) and in_work and bool(appeal.draft_text),
        "may_note": has_right(user, WORK_ON_APPEAL, on=on),
        "may_tell": has_right(user, TELL_APPLICANT, on=on),
        "may_renew_code": has_right(user, REGISTER_APPEAL, on=on),
    }


def _told_form(notice_id: int, on: date) -> ToldForm:
    return ToldForm(initial={"told_on": on}, auto_id=f"told_{notice_id}_%s")


def _as_typed(appeal: CitizenAppeal) -> str:
    return appeal.drafted_at.isoformat(timespec="microseconds") if appeal.drafted_at else ""


@require_safe
@needs_right(VIEW_APPEALS)
def appeal_figures(request: SignedInRequest) -> HttpResponse:
    """Show how many appeals there were: by topic, by region, by outcome, in time and late."""
    form, figures = _figures(request)
    context = {"form": form, "figures": figures, "query": request.GET.urlencode(), "legal": APPEALS}
    return render(request, "secretariat/appeal_figures.html", context)


@require_safe
@needs_right(VIEW_APPEALS)
def appeal_figures_export(request: SignedInRequest) -> HttpResponse:
    """Give the same figures as XLSX."""
    _form, figures = _figures(request)
    headings = (_("Figures"), pgettext("figures", "Line"), *(str(word) for word in figures.words))
    rows = [
        (str(table.heading), str(line.label), *line.values)
        for table in figures.tables
        for line in table.lines
    ]
    return sheet_response(
        file_name="appeal-figures", title=_("Figures of appeals"), headings=headings, rows=rows
    )


def _figures(request: SignedInRequest) -> tuple[PeriodForm, Figures]:
    on = timezone.localdate()
    form = PeriodForm(request.GET)
    form.is_valid()
    values = form.cleaned_data
    since = values.get("since") or date(on.year, 1, 1)
    until = values.get("until") or on
    shown = PeriodForm(initial={"since": since, "until": until}) if not form.errors else form
    return shown, figures_of(since=since, until=until, on=on)
