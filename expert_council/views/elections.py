"""Elections at a sitting: who stands, how each round went, what comes next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.bodies.selectors import members_on
from assembly.common.attempts import Attempt
from assembly.common.clock import day_of
from assembly.common.views import act
from assembly.meetings.models import AgendaItem, Meeting
from assembly.people.doors import SignedInRequest, may, needs_right
from assembly.voting.enums import PollState
from assembly.voting.words import state_chip
from expert_council.enums import ElectionState
from expert_council.forms import ElectionForm
from expert_council.models import Election
from expert_council.permissions import RUN_ELECTION
from expert_council.selectors import election_chip, rounds_of
from expert_council.services.elections import (
    COMPETENCE,
    ELECTION,
    begin_election,
    conclude_round,
    polls_of_round,
    replace_void_polls,
)
from expert_council.services.rules import MAJORITY_DEFAULT, MOST_ROUNDS


@needs_right(RUN_ELECTION)
def election_choice(request: SignedInRequest) -> HttpResponse:
    """Choose the agenda item on which somebody is elected."""
    items = (
        AgendaItem.objects.filter(competence=COMPETENCE)
        .exclude(meeting__state__in=["closed", "cancelled"])
        .select_related("meeting")
        .order_by("meeting__starts_at", "number")
    )
    return render(request, "expert_council/election_choice.html", {"items": items, "legal": ELECTION})


@needs_right(RUN_ELECTION)
def election_new(request: SignedInRequest, item_id: int) -> HttpResponse:
    """Name the place and who stands for it."""
    now = timezone.now()
    item = get_object_or_404(
        AgendaItem.objects.select_related("meeting__body").filter(competence=COMPETENCE), pk=item_id
    )
    seats = members_on(item.meeting.body, day_of(now))
    attempt = Attempt(request, ElectionForm(request.POST or None, seats=seats))
    begun: list[Election] = []

    def begin(values: dict[str, Any]) -> None:
        begun.append(
            begin_election(
                item_id=item.pk,
                role=values["role"],
                candidate_ids=[int(key) for key in values["candidates"]],
                actor=request.user,
                at=now,
            )
        )

    if attempt.run(begin):
        messages.success(
            request, _("The polls of the first round are prepared. Open them one after another.")
        )
        return redirect("expert_council:election", election_id=begun[0].pk)
    return attempt.page("expert_council/election_new.html", {"item": item, "legal": ELECTION})


@require_safe
def election(request: HttpRequest, election_id: int) -> HttpResponse:
    """Show an election: its rounds with the figures of each candidate, and what may be done now."""
    now = timezone.now()
    meetings = Meeting.objects.visible_to(request.user, on=day_of(now))
    found = get_object_or_404(
        Election.objects.select_related("item__meeting__body", "elected", "act").filter(
            item__meeting__in=meetings
        ),
        pk=election_id,
    )
    standing = polls_of_round(found)
    is_going = found.state == ElectionState.GOING_ON
    context = {
        "election": found,
        "chip": election_chip(found),
        "rounds": [
            (number, [(row, state_chip(row.poll)) for row in rows]) for number, rows in rounds_of(found)
        ],
        "may_run": may(RUN_ELECTION)(request.user) and is_going,
        "is_voted": all(row.poll.state == PollState.CLOSED for row in standing),
        "has_void": any(row.poll.state == PollState.VOID for row in standing),
        "legal": ELECTION,
        "default": MAJORITY_DEFAULT[0].legal_ref,
        "most_rounds": MOST_ROUNDS,
        "history": history_of(found),
    }
    return render(request, "expert_council/election.html", context)


@needs_right(RUN_ELECTION)
@act(to="expert_council:election", done=gettext_lazy("The result of the round is established."))
def round_conclude(request: SignedInRequest, election_id: int) -> None:
    """Establish the result of the round."""
    conclude_round(election_id=_key(election_id), actor=request.user, at=timezone.now())


@needs_right(RUN_ELECTION)
@act(to="expert_council:election", done=gettext_lazy("New polls stand in place of the void ones."))
def polls_replace(request: SignedInRequest, election_id: int) -> None:
    """Prepare new polls in place of void ones."""
    replace_void_polls(election_id=_key(election_id), actor=request.user, at=timezone.now())


def _key(election_id: int) -> int:
    return get_object_or_404(Election.objects.only("pk"), pk=election_id).pk
