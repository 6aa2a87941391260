"""The desk of registration: who came, who left, whether there is quorum, and the course of the sitting."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from assembly.common.clock import ALMATY, day_of
from assembly.common.errors import DomainError
from assembly.common.views import act, say_refusal
from assembly.meetings.enums import MeetingEvent
from assembly.meetings.forms import OpeningForm, RollFilter
from assembly.meetings.models import Meeting, RollEntry
from assembly.meetings.pages import curve_context, events_of, quorum_context, row_of, rows_of
from assembly.meetings.permissions import RUN_MEETING
from assembly.meetings.selectors import counts_by_region, presiding_options, roll_of
from assembly.meetings.services.registration import check_in, check_out, open_registration
from assembly.meetings.services.sittings import call_break, close_meeting, open_meeting, resume
from assembly.meetings.views.common import actor_of, is_htmx, meeting_at_desk, meeting_for
from assembly.people.rights import has_right

PER_PAGE = 40
PARTS = {"quorum": "quorum", "roll": "roll"}
PAGE = "meetings/registration.html"


@require_safe
@vary_on_headers("HX-Request")
def registration(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the desk; to htmx the quorum or the list alone."""
    now = timezone.now()
    meeting = meeting_at_desk(request, meeting_id, now)
    part = PARTS.get(request.GET.get("part", "")) if is_htmx(request) else None
    if part == "quorum":
        return render(request, f"{PAGE}#quorum", quorum_context(meeting))
    found = _roll_context(request, meeting, now)
    if part == "roll":
        return render(request, f"{PAGE}#roll", {"meeting": meeting, **found})
    context = {**quorum_context(meeting), **found, **_acts_context(request, meeting, now)}
    context |= curve_context(meeting, context["quorum"], at=now)
    context["regions"] = counts_by_region(meeting)
    return render(request, PAGE, context)


def _roll_context(request: HttpRequest, meeting: Meeting, now: Any) -> dict[str, Any]:
    form = RollFilter(request.GET)
    chosen: dict[str, Any] = (
        form.cleaned_data if form.is_valid() else {"q": "", "presence": "", "region": None}
    )
    roll = roll_of(
        meeting,
        chosen["q"],
        presence=chosen["presence"] or "all",
        region_id=chosen["region"].pk if chosen["region"] else None,
    )
    page = Paginator(roll, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "filter": form,
        "page": page,
        "rows": rows_of(page, at=now),
        "query": request.GET.urlencode(),
        "can_register": meeting.is_live,
    }


def _acts_context(request: HttpRequest, meeting: Meeting, now: Any) -> dict[str, Any]:
    wanted = request.GET.get("confirm", "")
    # A teller keeps the desk; the course of the sitting is not his.
    is_run = has_right(request.user, RUN_MEETING, on=day_of(now), subject=meeting.body)
    events = events_of(meeting) if is_run else frozenset()
    return {
        "is_run": is_run,
        "events": sorted(events),
        "confirm": wanted if wanted in events else "",
        "opening": OpeningForm(options=presiding_options(meeting, now))
        if wanted == MeetingEvent.OPEN
        else None,
    }


@require_POST
@vary_on_headers("HX-Request")
def member_in(request: HttpRequest, meeting_id: int, entry_id: int) -> HttpResponse:
    """Register a member in the hall."""
    now = timezone.now()
    meeting = meeting_at_desk(request, meeting_id, now)
    entry = get_object_or_404(RollEntry, pk=entry_id, meeting=meeting)
    note, refusal = "", None
    try:
        found = check_in(meeting_id=meeting.pk, person_id=entry.person_id, actor=actor_of(request), at=now)
    except DomainError as error:
        refusal = error
    else:
        if not found.is_new:
            since = f"{found.span.began_at.astimezone(ALMATY):%H:%M}"
            note = _("Already registered in the hall at %(time)s.") % {"time": since}
    return _answer(request, meeting, entry, note=note, refusal=refusal)


@require_POST
@vary_on_headers("HX-Request")
def member_out(request: HttpRequest, meeting_id: int, entry_id: int) -> HttpResponse:
    """Record that a member left."""
    now = timezone.now()
    meeting = meeting_at_desk(request, meeting_id, now)
    entry = get_object_or_404(RollEntry, pk=entry_id, meeting=meeting)
    refusal = None
    try:
        check_out(meeting_id=meeting.pk, person_id=entry.person_id, actor=actor_of(request), at=now)
    except DomainError as error:
        refusal = error
    return _answer(request, meeting, entry, refusal=refusal)


def _answer(
    request: HttpRequest,
    meeting: Meeting,
    entry: RollEntry,
    *,
    note: str = "",
    refusal: DomainError | None = None,
) -> HttpResponse:
    """Answer with the member's row, or without JavaScript lead back to the same list."""
    if not is_htmx(request):
        if refusal:
            say_refusal(request, refusal)
        elif note:
            messages.info(request, f"{entry.name}. {note}")
        return redirect(_way_back(request, meeting))
    shown = roll_of(meeting).get(pk=entry.pk)
    context = {
        "meeting": meeting,
        "row": row_of(shown, at=timezone.now()),
        "can_register": meeting.is_live,
        "note": note,
        "refusal": refusal,
    }
    response = render(request, f"{PAGE}#row", context, status=409 if refusal else 200)
    # Quorum stands elsewhere on the page: it asks for itself anew.
    response["HX-Trigger"] = "portal:changed"
    return response


def _way_back(request: HttpRequest, meeting: Meeting) -> str:
    url = reverse("meetings:registration", args=[meeting.pk])
    back = f"{url}?{request.POST.get('query', '')}"
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else url


@act(to="meetings:registration", done=gettext_lazy("Registration is open. The roll is frozen."))
def registration_open(request: HttpRequest, meeting_id: int) -> None:
    """Open registration."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, RUN_MEETING, now)
    open_registration(meeting_id=meeting.pk, actor=actor_of(request), at=now)


@act(to="meetings:registration", done=gettext_lazy("The meeting is open."))
def meeting_open(request: HttpRequest, meeting_id: int) -> None:
    """Open the sitting; who presides is taken from the form, the Chairman when nobody is named."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, RUN_MEETING, now)
    form = OpeningForm(request.POST, options=presiding_options(meeting, now))
    named = form.cleaned_data["presiding"] if form.is_valid() else None
    open_meeting(
        meeting_id=meeting.pk, presiding_id=named.pk if named else None, actor=actor_of(request), at=now
    )


@act(to="meetings:registration", done=gettext_lazy("A break is called."))
def meeting_break(request: HttpRequest, meeting_id: int) -> None:
    """Call a break."""
    now = timezone.now()
    call_break(
        meeting_id=meeting_for(request, meeting_id, RUN_MEETING, now).pk, actor=actor_of(request), at=now
    )


@act(to="meetings:registration", done=gettext_lazy("The meeting goes on."))
def meeting_resume(request: HttpRequest, meeting_id: int) -> None:
    """Go on after a break."""
    now = timezone.now()
    resume(meeting_id=meeting_for(request, meeting_id, RUN_MEETING, now).pk, actor=actor_of(request), at=now)


@act(to="meetings:registration", done=gettext_lazy("The meeting is closed. Draw up the minutes."))
def meeting_close(request: HttpRequest, meeting_id: int) -> None:
    """Close the sitting."""
    now = timezone.now()
    close_meeting(
        meeting_id=meeting_for(request, meeting_id, RUN_MEETING, now).pk, actor=actor_of(request), at=now
    )
