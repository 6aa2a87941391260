"""The member's phone: one question, three answers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.views import act, say_refusal
from assembly.meetings.models import Meeting
from assembly.meetings.services.registration import confirm_remote
from assembly.people.doors import before_second_factor
from assembly.voting.models import Poll
from assembly.voting.pages import BallotPage, ballot_page, quorum_rule, time_left
from assembly.voting.permissions import can_run_polls
from assembly.voting.services.casting import cast_vote
from assembly.voting.views.common import signed_in
from assembly.voting.views.live import etag_for
from assembly.voting.words import reckoning, sum_line


@require_safe
@vary_on_headers("HX-Request")
def ballot(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the phone; to htmx only the part that changes, and nothing while its picture is the same."""
    now = timezone.now()
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user, on=day_of(now)).select_related("body"), pk=meeting_id
    )
    etag = etag_for(meeting.pk, request.user, on_phone=True, at=now)
    page = ballot_page(meeting, request.user, at=now)
    is_fragment = request.headers.get("HX-Request") == "true"
    if is_fragment and request.GET.get("key") == page.key:
        return HttpResponse(status=204)
    context = {
        "meeting": meeting,
        "page": page,
        "etag": etag,
        "now": now,
        "runs_polls": page.entry is None and can_run_polls(request.user, meeting, on=day_of(now)),
        "left": time_left(page.poll, at=now),
        "quorum_rule": quorum_rule(meeting),
        **_proof(page),
    }
    return render(request, "voting/ballot.html#state" if is_fragment else "voting/ballot.html", context)


@before_second_factor
@require_POST
def cast(request: HttpRequest, meeting_id: int, poll_id: int) -> HttpResponse:
    """Take a vote and go back to the phone; a repeated one is answered, not counted twice."""
    now = timezone.now()
    try:
        vote = cast_vote(
            poll_id=poll_id,
            meeting_id=meeting_id,
            choice=request.POST.get("choice", ""),
            actor=signed_in(request),
            at=now,
        )
    except Poll.DoesNotExist:
        raise Http404 from None
    except DomainError as refusal:
        _require_sight(request, meeting_id, poll_id, at=now)
        say_refusal(request, refusal)
    else:
        if not vote.is_new:
            messages.info(request, _("Your vote was recorded already; it is counted once."))
    return redirect("voting:ballot", meeting_id)


def _require_sight(request: HttpRequest, meeting_id: int, poll_id: int, *, at: datetime) -> None:
    """Tell why a vote is refused only to who may see the poll: those on its roll whatever their seats are today."""
    polls = Poll.objects.filter(pk=poll_id, meeting_id=meeting_id)
    if not polls.with_voter(request.user).exists():
        get_object_or_404(polls.visible_to(request.user, on=day_of(at)))


@act(to="voting:ballot", done=gettext_lazy("You are registered: you take part remotely."))
def take_part(request: HttpRequest, meeting_id: int) -> None:
    """Register the member himself as taking part remotely."""
    now = timezone.now()
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user, on=day_of(now)), pk=meeting_id)
    confirm_remote(meeting_id=meeting.pk, actor=signed_in(request), at=now)


def _proof(page: BallotPage) -> dict[str, Any]:
    if page.tally is None or page.poll is None:
        return {}
    return {
        "reckoning": reckoning(page.poll.majority, present=page.tally.present),
        "sum": sum_line(page.tally),
    }
