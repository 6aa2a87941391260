"""Electing the chair and the deputies at a sitting of the Council (п. 22), round by round."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.selectors import members_on
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import AgendaItem
from assembly.meetings.refusals import MeetingEnded
from assembly.meetings.services.locks import lock_item
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from assembly.voting.enums import PollKind, PollState
from assembly.voting.services.polls import draft_poll
from expert_council.enums import ElectionEvent, ElectionState
from expert_council.models import Candidacy, CandidatePoll, Election
from expert_council.permissions import RUN_ELECTION
from expert_council.refusals import (
    CandidatesMissing,
    ElectionGoesOn,
    ItemNotElection,
    NotAMember,
    RoundGoesOn,
    RoundNotVoted,
)
from expert_council.services.consents import lock_council
from expert_council.services.election_text import question_on
from expert_council.services.flow import ELECTION_FLOW
from expert_council.services.rules import CandidateVotes, RoundResult, result_of_round
from expert_council.services.seats import give_elected_seat

ELECTION = regulation("22")
COMPETENCE = "expert_election"


@transaction.atomic
def begin_election(
    *, item_id: int, role: str, candidate_ids: Sequence[int], actor: User, at: datetime
) -> Election:
    """Begin an election with its candidates and prepare the polls of the first round.

    Args:
        item_id: an item of the Council's sitting whose competence is the election.
        role: ``chair`` or ``deputy_chair``; one place an election.
        candidate_ids: members of the Council, in the order in which they are put to the vote.
        actor: who runs it; needs ``expert_council.run_election``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not run elections.
        ItemNotElection: the item is another body's, or names another matter.
        MeetingEnded: the sitting has ended.
        CandidatesMissing, NotAMember: nobody stands, or somebody without a seat.
        ElectionGoesOn: an election to this place goes on at this item.

    Source:
        Положение (Указ № 747), п. 22.
    """
    item = lock_item(item_id)
    today = day_of(at)
    require_right(actor, RUN_ELECTION, on=today)
    _require_going(item)
    chosen = list(dict.fromkeys(candidate_ids))
    if not chosen:
        raise CandidatesMissing(field="candidates", legal_ref=ELECTION)
    members = {seat.person_id for seat in members_on(item.meeting.body, today)}
    if not set(chosen) <= members:
        raise NotAMember(field="candidates", legal_ref=ELECTION)
    if item.elections.filter(role=role, state=ElectionState.GOING_ON).exists():
        raise ElectionGoesOn(legal_ref=ELECTION)

    election = Election.objects.create(item=item, role=role, began_at=at, began_by=actor)
    Candidacy.objects.bulk_create(
        Candidacy(election=election, person_id=person_id, number=number)
        for number, person_id in enumerate(chosen, start=1)
    )
    _prepare_round(election, chosen, actor=actor, at=at)

    record(
        stream=election, kind="expert_council.election_begun", actor=actor, at=at,
        payload={"item": item_id, "role": str(role), "candidates": len(chosen), "source": ELECTION.code},
    )  # fmt: skip
    return election


@transaction.atomic
def replace_void_polls(*, election_id: int, actor: User, at: datetime) -> int:
    """Prepare new polls for those of the round that were declared void; return how many.

    Raises:
        NotAllowed, MeetingEnded: as in :func:`begin_election`.
        TransitionRefused: the election has ended.
        RoundGoesOn: no poll of the round is void.
    """
    election = _locked(election_id)
    require_right(actor, RUN_ELECTION, on=day_of(at))
    ELECTION_FLOW.next_state(ElectionState(election.state), ElectionEvent.CARRY)
    _require_going(election.item)
    void = [one.candidacy.person_id for one in polls_of_round(election) if one.poll.state == PollState.VOID]
    if not void:
        raise RoundGoesOn
    _prepare_polls(election, void, actor=actor, at=at)

    record(
        stream=election, kind="expert_council.void_polls_replaced", actor=actor, at=at,
        payload={"round": election.round, "polls": len(void)},
    )  # fmt: skip
    return len(void)


@transaction.atomic
def conclude_round(*, election_id: int, actor: User, at: datetime) -> Election:
    """Establish the result of a round: somebody is elected and seated, or the next round is prepared, or it failed.

    The figures are those of the closed polls; the seat is given in this very transaction, by an act.

    Args:
        election_id: an election that goes on.
        actor: who runs it; needs ``expert_council.run_election``.
        at: the moment, timezone-aware; its day is the first day of the place.

    Raises:
        NotAllowed, MeetingEnded: as in :func:`begin_election`.
        TransitionRefused: the election has ended: of two who press at once, the second is told so.
        RoundNotVoted: a poll of the round is not closed.

    Source:
        Положение (Указ № 747), п. 22; the order of rounds is the portal's default.
    """
    election = _locked(election_id)
    require_right(actor, RUN_ELECTION, on=day_of(at))
    ELECTION_FLOW.next_state(ElectionState(election.state), ElectionEvent.CARRY)
    _require_going(election.item)
    found = result_now(election)
    ended_round = election.round
    if found.elected is not None:
        lock_council()
        election.elected = Person.objects.get(pk=found.elected)
        election.act = give_elected_seat(election, actor=actor, at=at)
        election.state = ELECTION_FLOW.next_state(ElectionState(election.state), ElectionEvent.ELECT)
    elif not found.carried:
        election.state = ELECTION_FLOW.next_state(ElectionState(election.state), ElectionEvent.FAIL)
    else:
        _prepare_round(election, found.carried, actor=actor, at=at)
    election.ended_at = None if election.state == ElectionState.GOING_ON else at
    election.save(update_fields=["state", "elected", "act", "ended_at"])

    record(
        stream=election, kind="expert_council.round_concluded", actor=actor, at=at,
        payload={
            "round": ended_round, "state": str(election.state), "elected": found.elected,
            "carried": list(found.carried), "source": ELECTION.code,
        },
    )  # fmt: skip
    return election


def result_now(election: Election) -> RoundResult:
    """Return how the round that has begun ended.

    Raises:
        RoundNotVoted: a poll of it is not closed.
    """
    standing = {one.candidacy_id: one for one in polls_of_round(election)}
    left = sum(one.poll.state != PollState.CLOSED for one in standing.values())
    if left:
        raise RoundNotVoted(legal_ref=ELECTION, left=left)
    votes = [
        CandidateVotes(one.candidacy.person_id, one.poll.votes_for or 0, one.poll.is_adopted)
        for one in standing.values()
    ]
    return result_of_round(votes, number=election.round)


def polls_of_round(election: Election) -> list[CandidatePoll]:
    """Return the polls of the round that has begun; a later one of a candidate stands for a void one."""
    rows = CandidatePoll.objects.filter(candidacy__election=election, round=election.round)
    return list(
        {
            one.candidacy_id: one for one in rows.select_related("poll", "candidacy__person").order_by("pk")
        }.values()
    )


def _locked(election_id: int) -> Election:
    """Lock the sitting, then the election."""
    item = lock_item(Election.objects.values_list("item_id", flat=True).get(pk=election_id))
    election = Election.objects.select_for_update(of=("self",)).get(pk=election_id)
    election.item = item
    return election


def _require_going(item: AgendaItem) -> None:
    if item.meeting.body.kind != BodyKind.EXPERT_COUNCIL or item.competence != COMPETENCE:
        raise ItemNotElection(legal_ref=ELECTION)
    if item.meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise MeetingEnded(state=item.meeting.state)


def _prepare_round(election: Election, person_ids: Sequence[int], *, actor: User, at: datetime) -> None:
    election.round += 1
    election.save(update_fields=["round"])
    _prepare_polls(election, person_ids, actor=actor, at=at)


def _prepare_polls(election: Election, person_ids: Sequence[int], *, actor: User, at: datetime) -> None:
    candidacies = election.candidacies.filter(person__in=person_ids).select_related("person")
    for candidacy in candidacies.order_by("number"):
        question = question_on(candidacy, role=election.role, number=election.round)
        poll = draft_poll(
            meeting_id=election.item.meeting_id,
            item_id=election.item_id,
            kind=PollKind.PROCEDURAL,
            question_kk=question["question_kk"],
            question_ru=question["question_ru"],
            question_en=question["question_en"],
            actor=actor,
            at=at,
        )
        CandidatePoll.objects.create(candidacy=candidacy, round=election.round, poll=poll)
