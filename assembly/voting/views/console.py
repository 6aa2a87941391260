"""The secretary's console of a sitting: items, polls, and what each act will do before it is done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.meetings.models import Meeting
from assembly.meetings.services.agenda import begin_item, end_item
from assembly.people.doors import refused
from assembly.voting.effects import EFFECTS
from assembly.voting.enums import PollState
from assembly.voting.form_sources import fixed_form
from assembly.voting.forms import FIX_FORM, FORM, TEXT, WHAT, DraftPollForm
from assembly.voting.models import Poll
from assembly.voting.pages import ConsolePage, console_page, quorum_rule, time_left
from assembly.voting.permissions import RUN_POLL, can_run_polls
from assembly.voting.services.polls import close_poll, draft_poll, open_poll, require_ready, void_poll
from assembly.voting.views.common import signed_in
from assembly.voting.views.live import etag_for

PANELS = ("open", "close", "void")


@require_safe
def console(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the console; ``?open=``, ``?close=``, ``?void=`` and ``?new=`` put a panel on it."""
    meeting = _meeting_for(request, meeting_id)
    now = timezone.now()
    etag = etag_for(meeting.pk, request.user, on_phone=False, at=now)
    page = console_page(meeting, at=now)
    form = _draft_form(request, meeting, page, None) if request.GET.get("new") in WHAT else None
    return _draw(request, page, form=form, etag=etag)


@require_POST
def poll_draft(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Prepare a poll; what was typed stays when something is missing."""
    meeting = _meeting_for(request, meeting_id)
    now = timezone.now()
    page = console_page(meeting, at=now)
    form = _draft_form(request, meeting, page, request.POST)
    refusal = None
    if form.is_valid():
        try:
            poll = draft_poll(**form.facts(), actor=signed_in(request), at=now)
        except DomainError as error:
            refusal = error
        else:
            return redirect(f"{_address(meeting.pk)}?open={poll.pk}#panel")
    etag = etag_for(meeting.pk, request.user, on_phone=False, at=now)
    return _draw(
        request, page, form=form, refusal=refusal, etag=etag, status=refusal.status if refusal else 422
    )


def _to_console(meeting_id: int, **_: Any) -> str:
    return _address(meeting_id)


@act(to=_to_console, done=_("Voting is open."))
def poll_open(request: HttpRequest, meeting_id: int, poll_id: int) -> None:
    """Open a poll."""
    open_poll(poll_id=_poll_for(request, meeting_id, poll_id).pk, actor=signed_in(request), at=timezone.now())


@act(to=_to_console)
def poll_close(request: HttpRequest, meeting_id: int, poll_id: int) -> None:
    """Close a poll; its result stands on the console."""
    close_poll(
        poll_id=_poll_for(request, meeting_id, poll_id).pk, actor=signed_in(request), at=timezone.now()
    )


@act(to=_to_console, done=_("The poll is declared void."))
def poll_void(request: HttpRequest, meeting_id: int, poll_id: int) -> None:
    """Declare a poll void."""
    poll = _poll_for(request, meeting_id, poll_id)
    void_poll(
        poll_id=poll.pk, reason=request.POST.get("reason", ""), actor=signed_in(request), at=timezone.now()
    )


@act(to=_to_console)
def item_begin(request: HttpRequest, meeting_id: int, item_id: int) -> None:
    """Go over to an agenda item."""
    item = get_object_or_404(_meeting_for(request, meeting_id).items, pk=item_id)
    begin_item(item_id=item.pk, actor=signed_in(request), at=timezone.now())


@act(to=_to_console)
def item_end(request: HttpRequest, meeting_id: int, item_id: int) -> None:
    """Finish an agenda item."""
    item = get_object_or_404(_meeting_for(request, meeting_id).items, pk=item_id)
    end_item(item_id=item.pk, actor=signed_in(request), at=timezone.now())


def _address(meeting_id: int) -> str:
    return redirect("voting:console", meeting_id).url


def _meeting_for(request: HttpRequest, meeting_id: int) -> Meeting:
    on = day_of(timezone.now())
    meetings = Meeting.objects.visible_to(request.user, on=on).select_related("body")
    meeting = get_object_or_404(meetings, pk=meeting_id)
    # A refused POST draws the console too: what stands on it is for those who run the sitting.
    if not can_run_polls(request.user, meeting, on=on):
        raise refused(RUN_POLL)
    return meeting


def _poll_for(request: HttpRequest, meeting_id: int, poll_id: int) -> Poll:
    return get_object_or_404(Poll, pk=poll_id, meeting=_meeting_for(request, meeting_id))


def _draft_form(request: HttpRequest, meeting: Meeting, page: ConsolePage, entered: Any) -> DraftPollForm:
    what = (entered or request.GET).get("what" if entered is not None else "new", "")
    if what not in WHAT:
        what = WHAT[-1]
    return DraftPollForm(entered, meeting=meeting, what=what, item=page.current)


def _draw(
    request: HttpRequest,
    page: ConsolePage,
    *,
    etag: str,
    form: DraftPollForm | None = None,
    refusal: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context = {
        "meeting": page.meeting,
        "page": page,
        "etag": etag,
        "now": now,
        "left": time_left(page.poll, at=now),
        "quorum_rule": quorum_rule(page.meeting),
        "form": form,
        "refusal": refusal,
        "majority": _majority(page.meeting),
        "can_vote_on_text": page.current is not None and page.current.draft_id is not None,
        "can_fix_form": fixed_form(page.meeting) is not None and FIX_FORM in EFFECTS,
        "what": form.about if form else "",
        "kinds": {"text": TEXT, "form": FORM},
        **_panel(request, page),
    }
    return render(request, "voting/console.html", context, status=status)


def _majority(meeting: Meeting) -> Any:
    try:
        return procedure_of(meeting.body, day_of(timezone.now())).majority
    except NoProcedure:
        return None


def _panel(request: HttpRequest, page: ConsolePage) -> dict[str, Any]:
    """Return the panel that was asked for: the poll it is about, and why it cannot be opened, if so."""
    name = next((name for name in PANELS if request.GET.get(name, "").isdigit()), "")
    if not name:
        return {"panel": ""}
    asked = int(request.GET[name])
    among = [*page.drafts, *([page.poll] if page.poll else [])]
    poll = next((poll for poll in among if poll.pk == asked), None)
    is_fitting = poll is not None and (name == "void" or (name == "open") == (poll.state == PollState.DRAFT))
    if poll is None or not is_fitting:
        return {"panel": ""}
    context: dict[str, Any] = {
        "panel": name,
        "panel_poll": poll,
        "held_in": fixed_form(page.meeting) or poll.form,
    }
    if name == "open":
        try:
            require_ready(page.meeting, poll)
        except DomainError as refusal:
            context["hindrance"] = refusal
        else:
            rule = procedure_of(page.meeting.body, day_of(timezone.now())).majority
            context["needed"] = rule.least_part(of=page.quorum.present)
    return context
