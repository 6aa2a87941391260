"""Pages and acts of the Council."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from assembly.bodies.enums import BodyKind
from assembly.common.errors import DomainError
from assembly.common.names import in_language, language_now
from assembly.common.navigation import address_of
from assembly.common.views import act
from assembly.decisions.models import Decision
from assembly.law.acts import REGULATION_IN_FORCE_FROM, law_article
from assembly.meetings.agenda_rows import AgendaRows as Rows
from assembly.meetings.agenda_rows import rows_after
from assembly.meetings.models import Meeting
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right
from council.enums import ConveningState
from council.forms import ISO_DAY, ISO_MOMENT, AgendaRows, CouncilMeetingForm, DayForm, PutForm
from council.models import CouncilMeeting
from council.pages import (
    chip_of,
    convener_of,
    decisions_of,
    page_of,
    rows_of_convening,
    rows_of_putting,
)
from council.permissions import DRAFT_MEETING, PUT_MEETING, can_view_council, is_staff
from council.selectors import council_on, deputies_on
from council.services.convening import convene_with_agreement
from council.services.council_meetings import (
    change_council_meeting,
    draft_council_meeting,
    put_council_meeting,
    take_back_agreed,
    texts_of_act,
)
from council.services.excerpts import order_excerpt
from council.terms import term_of_council

LATEST = 10
FORM_PAGE = "council/meeting_form.html"


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show the composition on a day, the quorum it makes, the rules, the term, what is prepared, the sittings."""
    today = localdate()
    if not can_view_council(request.user, on=today):
        raise Http404
    form = DayForm(request.GET or None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    day = max(asked or today, REGULATION_IN_FORCE_FROM)
    council = council_on(day)
    prepared = (
        CouncilMeeting.objects.visible_to(request.user, on=today).in_preparation().select_related("deputy")
    )
    context = {
        "day": day,
        "day_form": DayForm(initial={"on": day}),
        "council": council,
        "formed": law_article("10"),
        "term": term_of_council(),
        "today": today,
        "body_url": address_of("bodies:body_page", council.body.pk)
        if is_staff(request.user, on=today)
        else "",
        "seats": [(seat, in_language(seat, "on_behalf")) for seat in council.seats],
        "powers": [(power.name(language_now()), power.legal_ref) for power in council.powers],
        "prepared": [(found, chip_of(found), convener_of(found)) for found in prepared],
        "prepares": has_right(request.user, DRAFT_MEETING, on=today),
        "meetings": Meeting.objects.visible_to(request.user, on=today).filter(body__kind=BodyKind.COUNCIL)[
            :LATEST
        ],
    }
    return render(request, "council/council_home.html", context)


@require_safe
def meeting(request: SignedInRequest, council_meeting_id: int) -> HttpResponse:
    """Show a sitting on its way to being convened: state, who convenes, agenda, way."""
    found = _visible(request, council_meeting_id)
    page = page_of(found, request.user, on=localdate())
    context: dict[str, Any] = {"page": page, "decisions": decisions_of(found)}
    if page.may_convene and page.is_agreed:
        context["rows"] = rows_of_convening(found, on=localdate())
    return render(request, "council/meeting_detail.html", context)


@needs_right(DRAFT_MEETING)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: SignedInRequest) -> HttpResponse:
    """Begin the preparation of a sitting."""
    if request.method != "POST":
        return _plan_page(request, _form(request), AgendaRows.of([{}]))
    if button := request.POST.get("row"):
        rows = AgendaRows.of(rows_after(request.POST, button))
        return _plan_page(request, _form(request, initial=request.POST.dict()), rows)
    form, rows = _form(request, request.POST), AgendaRows.sent(request.POST)
    if not _are_valid(form, rows):
        return _plan_page(request, form, rows, status=422)
    try:
        drafted = draft_council_meeting(**form.plan, items=rows.items, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        return _plan_page(request, form, rows, refusal=refusal, status=refusal.status)
    messages.success(request, _("Saved. Put it to the Chairman when the plan is complete."))
    return redirect("council:meeting", council_meeting_id=drafted.pk)


@needs_right(DRAFT_MEETING)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: SignedInRequest, council_meeting_id: int) -> HttpResponse:
    """Change a sitting in preparation."""
    found = _visible(request, council_meeting_id)
    if request.method != "POST":
        return _plan_page(
            request, _form(request, initial=_plan_of(found)), AgendaRows.of(_rows_of(found)), found=found
        )
    if button := request.POST.get("row"):
        rows = AgendaRows.of(rows_after(request.POST, button))
        return _plan_page(request, _form(request, initial=request.POST.dict()), rows, found=found)
    form, rows = _form(request, request.POST), AgendaRows.sent(request.POST)
    if not _are_valid(form, rows):
        return _plan_page(request, form, rows, found=found, status=422)
    try:
        change_council_meeting(
            council_meeting_id=found.pk,
            **form.plan,
            items=rows.items,
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        return _plan_page(request, form, rows, found=found, refusal=refusal, status=refusal.status)
    messages.success(request, _("The plan was changed."))
    return redirect("council:meeting", council_meeting_id=found.pk)


@needs_right(PUT_MEETING)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_put(request: SignedInRequest, council_meeting_id: int) -> HttpResponse:
    """Say what putting will do, with the draft of the act to be read; put it."""
    found = _visible(request, council_meeting_id)
    if request.method != "POST":
        if found.state != ConveningState.DRAFT:
            return redirect("council:meeting", council_meeting_id=found.pk)
        text_kk, text_ru = texts_of_act(found)
        return _put_page(request, found, PutForm(initial={"text_kk": text_kk, "text_ru": text_ru}))
    form = PutForm(request.POST)
    if not form.is_valid():
        return _put_page(request, found, form, status=422)
    try:
        put_council_meeting(
            council_meeting_id=found.pk, **form.cleaned_data, actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        return _put_page(request, found, form, refusal=refusal, status=refusal.status)
    messages.success(request, _("The meeting waits for the Chairman."))
    return redirect("council:meeting", council_meeting_id=found.pk)


@act(to="council:meeting", done=gettext_lazy("The Council is convened and its members are invited."))
def meeting_convene(request: SignedInRequest, council_meeting_id: int) -> None:
    """Convene as a deputy, with the agreement that is on record."""
    found = _visible(request, council_meeting_id)
    convene_with_agreement(council_meeting_id=found.pk, actor=request.user, at=timezone.now())


@act(
    to="council:meeting", done=gettext_lazy("The plan can be changed again; a new agreement will be needed.")
)
def meeting_take_back(request: SignedInRequest, council_meeting_id: int) -> None:
    """Make an agreed plan a draft again."""
    found = _visible(request, council_meeting_id)
    take_back_agreed(council_meeting_id=found.pk, actor=request.user, at=timezone.now())


@act(
    to=lambda council_meeting_id, **_kwargs: reverse("council:meeting", args=[council_meeting_id]),
    done=gettext_lazy("The excerpt is ordered; its PDF appears here in a moment."),
)
def excerpt_order(request: SignedInRequest, council_meeting_id: int, decision_id: int) -> None:
    """Order the excerpt from the minutes about one decision."""
    found = _visible(request, council_meeting_id)
    decision = get_object_or_404(Decision, pk=decision_id, meeting=found.meeting)
    order_excerpt(decision_id=decision.pk, actor=request.user, at=timezone.now())


def _visible(request: HttpRequest, council_meeting_id: int) -> CouncilMeeting:
    return get_object_or_404(
        CouncilMeeting.objects.visible_to(request.user, on=localdate()).select_related(
            "matter", "basis", "deputy", "meeting"
        ),
        pk=council_meeting_id,
    )


def _form(request: SignedInRequest, *args: Any, **kwargs: Any) -> CouncilMeetingForm:
    """Return the form; a deputy who is none of the staff prepares for himself alone."""
    today = localdate()
    staff = is_staff(request.user, on=today)
    deputies = [person for person in deputies_on(today) if staff or person.user_id == request.user.pk]
    return CouncilMeetingForm(*args, deputies=deputies, with_chairman=staff, **kwargs)


def _are_valid(form: CouncilMeetingForm, rows: Rows) -> bool:
    # Both are asked, so that all complaints are shown at once.
    answers = [form.is_valid(), rows.is_valid()]
    return all(answers)


def _plan_page(
    request: HttpRequest,
    form: CouncilMeetingForm,
    rows: Rows,
    *,
    found: CouncilMeeting | None = None,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "rows": rows, "council_meeting": found, "refusal": refusal}
    return render(request, FORM_PAGE, context, status=status)


def _put_page(
    request: SignedInRequest,
    found: CouncilMeeting,
    form: PutForm,
    *,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": page_of(found, request.user, on=localdate()),
        "form": form,
        "rows": rows_of_putting(found),
        "refusal": refusal,
    }
    return render(request, "council/meeting_put.html", context, status=status)


def _plan_of(found: CouncilMeeting) -> dict[str, Any]:
    return {
        "deputy": str(found.deputy_id or ""),
        "starts_at": timezone.localtime(found.starts_at).strftime(ISO_MOMENT),
        "reply_by": found.reply_by.strftime(ISO_DAY) if found.reply_by else "",
        **{name: getattr(found, name) for name in ("place_kk", "place_ru", "place_en")},
    }


def _rows_of(found: CouncilMeeting) -> list[dict[str, str]]:
    names = ("title_kk", "title_ru", "title_en", "competence")
    return [{name: getattr(item, name) for name in names} for item in found.planned_items.all()]
