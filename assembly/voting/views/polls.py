"""Reading: one poll with its proof, the text it was about, the sittings that go on, the hall's screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from assembly.common.clock import day_of
from assembly.meetings.models import Meeting
from assembly.meetings.selectors import quorum_of
from assembly.voting.effects import results_of
from assembly.voting.enums import Choice, PollForm, PollState
from assembly.voting.models import Poll, PollVoter
from assembly.voting.pages import current_item, is_time_up, latest_ended, quorum_rule
from assembly.voting.permissions import can_run_polls
from assembly.voting.selectors import ballot_of, named_votes, stored_tally
from assembly.voting.views.live import etag_for
from assembly.voting.words import reckoning, state_chip, sum_line


@require_safe
def poll(request: HttpRequest, poll_id: int) -> HttpResponse:
    """Show a poll: question, figures, arithmetic, my vote; names where the vote was by roll call."""
    now = timezone.now()
    found = get_object_or_404(_readable(request), pk=poll_id)
    tally = stored_tally(found)
    is_named = tally is not None and found.form == PollForm.ROLL_CALL
    context: dict[str, Any] = {
        "poll": found,
        "meeting": found.meeting,
        "chip": state_chip(found),
        "tally": tally,
        "ballot": ballot_of(found, request.user),
        "result": results_of([found]).get(found.pk),
        "names": _worded(named_votes(found)) if is_named else [],
        "runs_polls": can_run_polls(request.user, found.meeting, on=day_of(now)),
    }
    if tally is not None:
        context["reckoning"] = reckoning(found.majority, present=tally.present)
        context["sum"] = sum_line(tally)
    return render(request, "voting/poll.html", context)


@require_safe
def text(request: HttpRequest, poll_id: int) -> HttpResponse:
    """Show the very text that a poll is about, in Kazakh and in Russian, with its checksums."""
    found = get_object_or_404(_readable(request).filter(version__isnull=False), pk=poll_id)
    return render(request, "voting/text.html", {"poll": found, "version": found.version})


@require_safe
def now_sitting(request: HttpRequest) -> HttpResponse:
    """Lead to the sitting that goes on: staff to the console, members to the phone page."""
    now = timezone.now()
    on = day_of(now)
    meetings = Meeting.objects.visible_to(request.user, on=on)
    going = list(meetings.live().select_related("body").order_by("starts_at")[:20])
    run = {meeting.pk for meeting in going if can_run_polls(request.user, meeting, on=on)}
    if len(going) == 1:
        return redirect("voting:console" if run else "voting:ballot", going[0].pk)
    coming = meetings.filter(state="convened").order_by("starts_at").first()
    return render(request, "voting/now.html", {"going": going, "coming": coming, "run": run})


@require_safe
def hall(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the screen of the hall: it follows the sitting by itself, running figures stay hidden."""
    now = timezone.now()
    meetings = Meeting.objects.visible_to(request.user, on=day_of(now)).select_related("body")
    meeting = get_object_or_404(meetings, pk=meeting_id)
    etag = etag_for(meeting.pk, request.user, on_phone=False, at=now)
    item = current_item(meeting)
    open_poll = meeting.polls.open().select_related("item").with_cast_count().first()
    ended = latest_ended(meeting)
    if item is not None and item.began_at and ended is not None:
        ended_at = ended.closed_at or ended.voided_at
        ended = ended if ended_at and ended_at >= item.began_at else None
    shown = open_poll or ended
    context: dict[str, Any] = {
        "meeting": meeting,
        "etag": etag,
        "now": now,
        "item": item,
        "quorum": quorum_of(meeting),
        "quorum_rule": quorum_rule(meeting),
        "poll": open_poll,
        "is_time_up": is_time_up(open_poll, at=now),
        "ended": None if open_poll else ended,
        "tally": stored_tally(shown) if shown else None,
        "rule": shown.majority if shown else None,
    }
    if shown and shown.state == PollState.CLOSED and context["tally"]:
        context["reckoning"] = reckoning(shown.majority, present=context["tally"].present)
        context["sum"] = sum_line(context["tally"])
    return render(request, "voting/hall.html", context)


def _worded(votes: list[tuple[PollVoter, str]]) -> list[tuple[PollVoter, str]]:
    silence = pgettext("votes", "Did not vote")
    return [(voter, str(Choice(choice).label) if choice else silence) for voter, choice in votes]


def _readable(request: HttpRequest) -> Any:
    on = day_of(timezone.now())
    polls = Poll.objects.visible_to(request.user, on=on)
    return polls.select_related("meeting__body", "item", "version__document")
