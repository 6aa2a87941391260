"""The counting commission of a sitting: whom it elected, what they may do, who has not voted; the proposal by staff."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.documents.selectors import setting_value
from assembly.meetings.models import Meeting, RollEntry
from assembly.meetings.selectors import roll_of
from assembly.people.doors import refused
from assembly.voting.forms import ProposeTellersForm
from assembly.voting.permissions import RUN_POLL, can_run_polls
from assembly.voting.services.tellers import propose_tellers
from assembly.voting.tellers import commission_of, is_teller_at, not_voted
from assembly.voting.terms import LEAST_TELLERS, MOST_TELLERS
from assembly.voting.views.common import signed_in
from assembly.voting.views.live import etag_for

FOUND_AT_ONCE, NAMES_ON_PAGE = 12, 60
KEY_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Proposal:
    """What staff have chosen so far: nothing of it is written before the poll is prepared."""

    query: str
    chosen: list[RollEntry]
    found: list[RollEntry]
    chair: str
    form: ProposeTellersForm


@require_safe
def tellers(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the commission; to its tellers who has not voted; to staff the proposal."""
    return _draw(request, _meeting_for(request, meeting_id), request.GET)


@require_POST
def tellers_propose(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Prepare the poll that elects; what was chosen stays when something is missing."""
    meeting = _meeting_for(request, meeting_id)
    now = timezone.now()
    if not can_run_polls(request.user, meeting, on=day_of(now)):
        raise refused(RUN_POLL)
    form = ProposeTellersForm(request.POST)
    if not form.is_valid():
        return _draw(request, meeting, request.POST, form=form, status=422)
    chair = request.POST.get("chair", "")
    try:
        poll = propose_tellers(
            meeting_id=meeting.pk,
            entry_ids=_numbers(request.POST),
            chair_id=int(chair) if chair.isdecimal() else None,
            duration_seconds=form.cleaned_data["duration_seconds"],
            actor=signed_in(request),
            at=now,
        )
    except DomainError as refusal:
        return _draw(request, meeting, request.POST, form=form, refusal=refusal, status=refusal.status)
    return redirect(f"{reverse('voting:console', args=[meeting.pk])}?open={poll.pk}#panel")


def _meeting_for(request: HttpRequest, meeting_id: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user, on=day_of(timezone.now()))
    return get_object_or_404(meetings.select_related("body"), pk=meeting_id)


def _numbers(entered: QueryDict) -> set[int]:
    """Return the keys of the entries that were chosen; what is no key of ours is left out."""
    return {
        int(key)
        for key in entered.getlist("teller")[: 2 * MOST_TELLERS]
        if key.isdecimal() and len(key) <= KEY_DIGITS
    }


def _draw(
    request: HttpRequest,
    meeting: Meeting,
    entered: QueryDict,
    *,
    form: ProposeTellersForm | None = None,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    on = day_of(now)
    runs, counts = can_run_polls(request.user, meeting, on=on), is_teller_at(request.user, meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "commission": commission_of(meeting),
        "counts": counts,
        "runs_polls": runs,
        "refusal": refusal,
        "etag": etag_for(meeting.pk, request.user, on_phone=False, at=now),
        "now": now,
    }
    if counts:
        poll = meeting.polls.open().first()
        context["poll"] = poll
        if poll is not None:
            context["page"] = Paginator(not_voted(poll), NAMES_ON_PAGE).get_page(request.GET.get("page"))
    if runs and meeting.is_live:
        context["proposal"] = _proposal(meeting, entered, form)
        context["least"], context["most"] = setting_value(LEAST_TELLERS, on=on), MOST_TELLERS
    return render(request, "voting/tellers.html", context, status=status)


def _proposal(meeting: Meeting, entered: QueryDict, form: ProposeTellersForm | None) -> Proposal:
    keys = _numbers(entered)
    query = entered.get("q", "").strip()[:100]
    chosen = list(RollEntry.objects.filter(meeting=meeting, pk__in=keys).order_by("number"))
    found = (
        list(roll_of(meeting, query, presence="present").exclude(pk__in=keys)[:FOUND_AT_ONCE])
        if query
        else []
    )
    return Proposal(query, chosen, found, entered.get("chair", ""), form or ProposeTellersForm())
