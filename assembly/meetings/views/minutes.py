"""Minutes: drawn up, revised, signed, read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.documents.views.keys import key_offer, let_reach_ncalayer, received_cms
from assembly.meetings.enums import MeetingState, MinutesState
from assembly.meetings.forms import MinutesForm
from assembly.meetings.models import Minutes
from assembly.meetings.pages import (
    blocks_of,
    curve_context,
    meeting_chip,
    minutes_chip,
    paper_of,
    quorum_context,
)
from assembly.meetings.permissions import SIGN_MINUTES
from assembly.meetings.services.minutes import (
    basis_of,
    draft_minutes,
    revise_minutes,
    sign_minutes,
    sign_minutes_by_key,
)
from assembly.meetings.services.minutes_approval import approve_minutes, approve_minutes_by_key
from assembly.meetings.signing import needs_presiding
from assembly.meetings.views.common import actor_of, meeting_for, visible_meeting
from assembly.people.rights import has_right


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the minutes in both languages; staff revise them until they are signed, others read them after."""
    now = timezone.now()
    meeting = visible_meeting(request, meeting_id, now)
    is_staff = has_right(request.user, SIGN_MINUTES, on=day_of(now), subject=meeting.body)
    found = Minutes.objects.filter(meeting=meeting).select_related("document", "act__version").first()
    is_signed = found is not None and found.state == MinutesState.SIGNED
    presides = meeting.presiding is not None and meeting.presiding.user_id == request.user.pk
    if not is_staff and not is_signed and not presides:
        raise Http404
    is_draft = found is not None and found.state == MinutesState.DRAFT
    first = needs_presiding(meeting)
    version = found.document.latest if found else None
    initial = {"text_kk": version.text_kk, "text_ru": version.text_ru} if version else {}
    form, refusal = MinutesForm(request.POST or None, initial=initial), None
    if request.method == "POST" and is_staff and form.is_valid():
        try:
            revise_minutes(meeting_id=meeting.pk, actor=actor_of(request), at=now, **form.cleaned_data)
        except DomainError as error:
            refusal = error
        else:
            messages.success(request, _("The new version of the minutes is kept."))
            return redirect("meetings:minutes", meeting_id=meeting.pk)
    context = {
        **quorum_context(meeting),
        "minutes": found,
        "minutes_chip": minutes_chip(found) if found else meeting_chip(meeting),
        "version": version,
        "texts": [(language, blocks_of(version.text(language))) for language in ("kk", "ru")]
        if version
        else [],
        "form": form,
        "refusal": refusal,
        "is_staff": is_staff,
        "is_signed": is_signed,
        "is_closed": meeting.state == MeetingState.CLOSED,
        "is_draft": is_draft,
        "edits": is_staff and is_draft and ("edit" in request.GET or form.is_bound),
        "approves": presides and is_draft and first,
        "waits_for_presiding": is_staff and is_draft and first,
        "basis": basis_of(meeting),
        "paper": paper_of(found),
    }
    context |= curve_context(meeting, context["quorum"], at=now)
    context["signs"] = is_staff and not is_signed and not context["edits"] and not (is_draft and first)
    may_sign = context["signs"] or context["approves"]
    context["key"] = key_offer(version if may_sign else None, at=now)
    status = refusal.status if refusal else 422 if form.is_bound and form.errors else 200
    response = render(request, "meetings/minutes.html", context, status=status)
    return let_reach_ncalayer(response, context["key"])


@act(to="meetings:minutes", done=gettext_lazy("The minutes are drawn up from the records of the meeting."))
def minutes_draft(request: HttpRequest, meeting_id: int) -> None:
    """Draw the minutes up from the records."""
    now = timezone.now()
    draft_minutes(
        meeting_id=meeting_for(request, meeting_id, SIGN_MINUTES, now).pk, actor=actor_of(request), at=now
    )


@act(to="meetings:minutes", done=gettext_lazy("The minutes are signed."))
def minutes_sign(request: HttpRequest, meeting_id: int) -> None:
    """Record the signatures, by a key where the browser brings one."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, SIGN_MINUTES, now)
    if cms := received_cms(request):
        sign_minutes_by_key(meeting_id=meeting.pk, cms=cms, actor=actor_of(request), at=now)
    else:
        sign_minutes(meeting_id=meeting.pk, actor=actor_of(request), at=now)


@act(to="meetings:minutes", done=gettext_lazy("You have approved and signed the minutes."))
def minutes_approve(request: HttpRequest, meeting_id: int) -> None:
    """Approve and sign as the person who presided, by a key where the browser brings one."""
    now = timezone.now()
    meeting = visible_meeting(request, meeting_id, now)
    if cms := received_cms(request):
        approve_minutes_by_key(meeting_id=meeting.pk, cms=cms, actor=actor_of(request), at=now)
    else:
        approve_minutes(meeting_id=meeting.pk, actor=actor_of(request), at=now)
