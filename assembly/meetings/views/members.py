"""What a member sees: his meetings, one of them, his invitation."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from assembly.bodies.models import Body
from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.meetings.enums import MeetingState, MinutesState, Reply
from assembly.meetings.forms import MeetingFilter, ReplyForm
from assembly.meetings.models import Meeting, MeetingInvitation, Minutes
from assembly.meetings.pages import agenda_of, meeting_chip, member_page, paper_of, quorum_context
from assembly.meetings.permissions import EDIT_AGENDA
from assembly.meetings.services.invitations import reply_to_invitation
from assembly.meetings.services.registration import confirm_remote, leave_remote, note_signal
from assembly.meetings.views.common import actor_of, is_htmx, person_of, visible_meeting
from assembly.people.doors import before_second_factor
from assembly.people.rights import has_right
from assembly.people.views.saved_views import opens_with_saved_view

PER_PAGE = 20
MEETING_PAGE = "meetings/meeting.html"


@opens_with_saved_view
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """List the sittings that the person may read; ``?format=xlsx`` gives the same rows as a sheet."""
    visible = Meeting.objects.visible_to(request.user, on=day_of(timezone.now()))
    bodies = Body.objects.filter(pk__in=visible.values("body")).order_by("kind", "pk")
    form = MeetingFilter(request.GET, bodies=bodies, states=MeetingState.choices)
    found = visible.select_related("body")
    if form.is_valid():
        chosen = form.cleaned_data
        found = found.filter(body=chosen["body"]) if chosen["body"] else found
        found = found.filter(state=chosen["state"]) if chosen["state"] else found
    if asks_for_sheet(request):
        return _sheet(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(meeting, meeting_chip(meeting)) for meeting in page]
    return render(request, "meetings/meeting_list.html", {"filter": form, "page": page, "rows": rows})


def _sheet(found: Iterable[Meeting]) -> HttpResponse:
    return sheet_response(
        file_name="meetings",
        title=_("Meetings"),
        headings=[
            _("Meeting"),
            _("Organ"),
            _("Date and time"),
            _("Place"),
            pgettext("of a record", "State"),
            _("Opened at"),
            _("Closed at"),
        ],
        rows=[
            (
                one.title,
                one.body.name,
                one.starts_at,
                one.place,
                meeting_chip(one).word,
                one.opened_at,
                one.closed_at,
            )
            for one in found
        ],
    )


@require_safe
@vary_on_headers("HX-Request")
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show a sitting to a member: where, when, the agenda with its drafts, his own part."""
    now = timezone.now()
    found = visible_meeting(request, meeting_id, now)
    context = {**quorum_context(found), "mine": member_page(found, person_of(request))}
    if is_htmx(request):
        return render(request, f"{MEETING_PAGE}#state", context)
    minutes = Minutes.objects.filter(meeting=found).first()
    context |= {
        "agenda": agenda_of(found),
        "is_staff": has_right(request.user, EDIT_AGENDA, on=day_of(now), subject=found.body),
        "minutes": minutes if minutes and minutes.state == MinutesState.SIGNED else None,
        "paper": paper_of(minutes),
    }
    return render(request, MEETING_PAGE, context)


@act(to="meetings:meeting", done=gettext_lazy("You are registered: you take part remotely."))
def remote_confirm(request: HttpRequest, meeting_id: int) -> None:
    """Confirm one's own remote presence."""
    now = timezone.now()
    confirm_remote(meeting_id=visible_meeting(request, meeting_id, now).pk, actor=actor_of(request), at=now)


@act(to="meetings:meeting", done=gettext_lazy("Your remote presence has ended."))
def remote_leave(request: HttpRequest, meeting_id: int) -> None:
    """End one's own remote presence."""
    now = timezone.now()
    leave_remote(meeting_id=visible_meeting(request, meeting_id, now).pk, actor=actor_of(request), at=now)


@before_second_factor
@require_POST
def signal(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Note that the member's device is still there; an open page says so every half minute."""
    now = timezone.now()
    note_signal(meeting_id=visible_meeting(request, meeting_id, now).pk, actor=actor_of(request), at=now)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Show a member his invitation with three answers of equal weight, and take the one he gives."""
    mine = MeetingInvitation.objects.filter(person__user=actor_of(request))
    found = get_object_or_404(mine.select_related("meeting__body", "meeting__basis"), pk=invitation_id)
    refusal = None
    if request.method == "POST":
        form = ReplyForm(request.POST)
        if form.is_valid() and form.cleaned_data["reply"] in Reply.values:
            try:
                reply_to_invitation(
                    invitation_id=found.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
                )
            except DomainError as error:
                refusal = error
            else:
                messages.success(request, _("Your answer is recorded."))
                return redirect("meetings:invitation", invitation_id=found.pk)
    context = {
        "invitation": found,
        "meeting": found.meeting,
        "can_answer": found.meeting.state == MeetingState.CONVENED,
        "replies": Reply,
        "refusal": refusal,
        "agenda": agenda_of(found.meeting),
    }
    return render(request, "meetings/invitation.html", context, status=409 if refusal else 200)
