"""Pages and acts of the room."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assembly.common.errors import DomainError
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.meetings.agenda_rows import rows_after
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right
from sessions.enums import SessionState
from sessions.forms import ISO_DAY, ISO_MOMENT, AgendaRows, PutForm, SessionForm
from sessions.menu import sees_sessions
from sessions.models import AssemblySession
from sessions.pages import chip_of, page_of, rows_of_putting
from sessions.permissions import DRAFT_SESSION, PUT_SESSION
from sessions.services.assembly_sessions import change_session, draft_session, put_session, texts_of_order

PER_PAGE = 25
FORM_PAGE = "sessions/session_form.html"


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """List the Sessions, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    today = localdate()
    if not sees_sessions(request.user):
        raise Http404
    found = AssemblySession.objects.visible_to(request.user, on=today).select_related("convening_act")
    if asks_for_sheet(request):
        return _sheet(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(assembly_session, chip_of(assembly_session)) for assembly_session in page],
        "is_staff": has_right(request.user, DRAFT_SESSION, on=today),
    }
    return render(request, "sessions/session_list.html", context)


def _sheet(found: Iterable[AssemblySession]) -> HttpResponse:
    return sheet_response(
        file_name="sessions",
        title=_("Sessions"),
        headings=[
            _("Session"),
            _("Theme"),
            _("Date and time"),
            _("Place"),
            _("State"),
            _("Act of convening"),
        ],
        rows=[
            (one.roman, one.theme, one.starts_at, one.place, chip_of(one).word, one.convening_act or "")
            for one in found
        ],
    )


@require_safe
def session_detail(request: HttpRequest, assembly_session_id: int) -> HttpResponse:
    """Show a Session: state, agenda, way, answers to the invitation."""
    found = _visible(request, assembly_session_id)
    return render(
        request, "sessions/session_detail.html", {"page": page_of(found, request.user, on=localdate())}
    )


@needs_right(DRAFT_SESSION)
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: SignedInRequest) -> HttpResponse:
    """Begin the preparation of a Session."""
    if request.method != "POST":
        last = AssemblySession.objects.aggregate(last=Max("number"))["last"] or 0
        return _plan_page(request, SessionForm(initial={"number": last + 1}), AgendaRows.of([{}]))
    if button := request.POST.get("row"):
        return _plan_page(
            request, SessionForm(initial=request.POST.dict()), AgendaRows.of(rows_after(request.POST, button))
        )
    form, rows = SessionForm(request.POST), AgendaRows.sent(request.POST)
    if not (form.is_valid() and rows.is_valid()):
        return _plan_page(request, form, rows, status=422)
    try:
        drafted = draft_session(**form.cleaned_data, items=rows.items, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        return _plan_page(request, form, rows, refusal=refusal, status=refusal.status)
    messages.success(request, _("Saved. Put it to the Chairman when the plan is complete."))
    return redirect("sessions:detail", assembly_session_id=drafted.pk)


@needs_right(DRAFT_SESSION)
@require_http_methods(["GET", "HEAD", "POST"])
def session_change(request: SignedInRequest, assembly_session_id: int) -> HttpResponse:
    """Change a Session in preparation."""
    found = _visible(request, assembly_session_id)
    if request.method != "POST":
        form = SessionForm(initial=_plan_of(found), with_number=False)
        return _plan_page(request, form, AgendaRows.of(_rows_of(found)), found=found)
    if button := request.POST.get("row"):
        form = SessionForm(initial=request.POST.dict(), with_number=False)
        return _plan_page(request, form, AgendaRows.of(rows_after(request.POST, button)), found=found)
    form, rows = SessionForm(request.POST, with_number=False), AgendaRows.sent(request.POST)
    if not (form.is_valid() and rows.is_valid()):
        return _plan_page(request, form, rows, found=found, status=422)
    try:
        change_session(
            assembly_session_id=found.pk,
            **form.cleaned_data,
            items=rows.items,
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        return _plan_page(request, form, rows, found=found, refusal=refusal, status=refusal.status)
    messages.success(request, _("The plan was changed."))
    return redirect("sessions:detail", assembly_session_id=found.pk)


@needs_right(PUT_SESSION)
@require_http_methods(["GET", "HEAD", "POST"])
def session_put(request: SignedInRequest, assembly_session_id: int) -> HttpResponse:
    """Say what putting will do, with the draft of the order to be read; put it."""
    found = _visible(request, assembly_session_id)
    if request.method != "POST":
        if found.state != SessionState.DRAFT:
            return redirect("sessions:detail", assembly_session_id=found.pk)
        order_kk, order_ru = texts_of_order(found)
        return _put_page(request, found, PutForm(initial={"text_kk": order_kk, "text_ru": order_ru}))
    form = PutForm(request.POST)
    if not form.is_valid():
        return _put_page(request, found, form, status=422)
    try:
        matter = put_session(
            assembly_session_id=found.pk, **form.cleaned_data, actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        return _put_page(request, found, form, refusal=refusal, status=refusal.status)
    messages.success(request, _("The Session waits for the Chairman."))
    return redirect("chairman:matter", matter_id=matter.pk)


def _visible(request: HttpRequest, assembly_session_id: int) -> AssemblySession:
    return get_object_or_404(
        AssemblySession.objects.visible_to(request.user, on=localdate()).select_related(
            "matter", "convening_act"
        ),
        pk=assembly_session_id,
    )


def _plan_page(
    request: HttpRequest,
    form: SessionForm,
    rows: AgendaRows,
    *,
    found: AssemblySession | None = None,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "rows": rows, "assembly_session": found, "refusal": refusal}
    return render(request, FORM_PAGE, context, status=status)


def _put_page(
    request: HttpRequest,
    found: AssemblySession,
    form: PutForm,
    *,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    today = localdate()
    context = {
        "page": page_of(found, request.user, on=today),
        "form": form,
        "rows": rows_of_putting(found, on=today),
        "refusal": refusal,
    }
    return render(request, "sessions/session_put.html", context, status=status)


def _plan_of(found: AssemblySession) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in SessionForm.base_fields},
        "starts_at": timezone.localtime(found.starts_at).strftime(ISO_MOMENT),
        "reply_by": found.reply_by.strftime(ISO_DAY) if found.reply_by else "",
    }


def _rows_of(found: AssemblySession) -> list[dict[str, str]]:
    names = ("title_kk", "title_ru", "title_en", "competence")
    return [{name: getattr(item, name) for name in names} for item in found.planned_items.all()]
