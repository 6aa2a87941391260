"""The chair and the deputies are elected at a sitting (п. 22), round by round."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import SeatRole
from assembly.bodies.models import Membership
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Act
from assembly.law.acts import not_by_law
from assembly.meetings.services.minutes import draft_minutes
from assembly.meetings.services.sittings import close_meeting
from assembly.voting.models import Poll
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, open_poll, void_poll
from expert_council.models import CandidatePoll, Election
from expert_council.refusals import (
    CandidatesMissing,
    ElectionGoesOn,
    ItemNotElection,
    NotAMember,
    RoundGoesOn,
    RoundNotVoted,
)
from expert_council.services.elections import begin_election, conclude_round, replace_void_polls
from expert_council.services.rules import MAJORITY_KEY
from tests.expert_council.makers import MINUTE, council_sitting
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db
BEGUN = NOON + 10 * MINUTE


class Clock:
    now = BEGUN

    def tick(self):
        self.now += timedelta(seconds=20)
        return self.now


def vote_round(election, secretary, persons, figures, clock):
    """Let so many of those present vote for each candidate of the round; the others are against."""
    rows = CandidatePoll.objects.filter(candidacy__election=election, round=election.round)
    for row, votes_for in zip(rows.order_by("candidacy__number"), figures, strict=True):
        open_poll(poll_id=row.poll_id, actor=secretary, at=clock.tick())
        for place, person in enumerate(persons):
            choice = "for" if place < votes_for else "against"
            cast_vote(poll_id=row.poll_id, choice=choice, actor=person.user, at=clock.now)
        close_poll(poll_id=row.poll_id, actor=secretary, at=clock.tick())


def begun(count=2, *, members=5, role=SeatRole.CHAIR):
    item, secretary, persons = council_sitting(members)
    election = begin_election(
        item_id=item.pk,
        role=role,
        candidate_ids=[person.pk for person in persons[:count]],
        actor=secretary,
        at=BEGUN,
    )
    return election, secretary, persons


def test_a_round_puts_each_candidate_to_a_poll_of_the_same_sitting():
    election, _secretary, persons = begun(2)

    polls = Poll.objects.filter(meeting=election.item.meeting).order_by("number")
    assert election.round == 1
    assert [poll.question_ru for poll in polls] == [
        f"Избрать председателем Научно-экспертного совета: {person.full_name} (тур 1)"
        for person in persons[:2]
    ]


def test_the_elected_takes_the_chair_in_the_same_transaction():
    election, secretary, persons = begun(2)
    clock = Clock()
    vote_round(election, secretary, persons, [4, 1], clock)

    election = conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())

    seats = Membership.objects.filter(person=persons[0]).order_by("term")
    assert (election.state, election.elected) == ("held", persons[0])
    assert [(seat.role, seat.term.lower, seat.term.upper) for seat in seats] == [
        ("member", seats[0].term.lower, NOON.date()),
        ("chair", NOON.date(), None),
    ]
    assert seats[1].basis == election.act
    assert persons[0].full_name in election.act.version.text_kk
    assert election.act.number == "1-2026"
    poll = CandidatePoll.objects.first().poll
    assert poll.majority_ref == not_by_law(MAJORITY_KEY).code
    assert (poll.present_count, poll.votes_needed) == (5, 3)


def test_a_second_round_is_held_between_the_two_with_most_votes():
    election, secretary, persons = begun(3)
    clock = Clock()
    vote_round(election, secretary, persons, [2, 0, 2], clock)
    election = conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())

    assert (election.state, election.round) == ("going_on", 2)
    second = CandidatePoll.objects.filter(candidacy__election=election, round=2)
    assert [row.candidacy.person for row in second] == [persons[0], persons[2]]
    vote_round(election, secretary, persons, [1, 3], clock)
    election = conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())
    assert (election.state, election.elected) == ("held", persons[2])
    assert CandidatePoll.objects.filter(candidacy__election=election).count() == 5  # each round is kept


def test_an_election_without_result_fails_and_another_can_begin():
    election, secretary, persons = begun(1)
    clock = Clock()
    vote_round(election, secretary, persons, [2], clock)
    election = conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())

    assert (election.state, election.elected, election.act) == ("failed", None, None)
    with pytest.raises(TransitionRefused):
        conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())
    again = begin_election(
        item_id=election.item_id,
        role="chair",
        candidate_ids=[persons[1].pk],
        actor=secretary,
        at=clock.tick(),
    )
    assert again.state == "going_on"


def test_who_chaired_before_is_a_member_again():
    election, secretary, persons = begun(1)
    before = Membership.objects.get(person=persons[4])
    before.role = SeatRole.CHAIR
    before.save()
    clock = Clock()
    vote_round(election, secretary, persons, [5], clock)
    conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())

    now = Membership.objects.in_force_on(NOON.date()).filter(body=before.body)
    assert list(now.filter(role="chair").values_list("person", flat=True)) == [persons[0].pk]
    assert now.get(person=persons[4]).role == "member"


def test_a_round_is_not_concluded_while_a_poll_is_open():
    election, secretary, _persons = begun(2)
    before = (AuditEvent.objects.count(), Act.objects.count())

    with pytest.raises(RoundNotVoted) as refusal:
        conclude_round(election_id=election.pk, actor=secretary, at=BEGUN)
    assert refusal.value.left == 2
    assert (AuditEvent.objects.count(), Act.objects.count()) == before


def test_a_void_poll_is_replaced_by_a_new_one():
    election, secretary, persons = begun(1)
    first = CandidatePoll.objects.get()
    with pytest.raises(RoundGoesOn):
        replace_void_polls(election_id=election.pk, actor=secretary, at=BEGUN)
    void_poll(poll_id=first.poll_id, reason="Қате", actor=secretary, at=BEGUN)

    assert replace_void_polls(election_id=election.pk, actor=secretary, at=BEGUN) == 1
    second = CandidatePoll.objects.latest("pk")
    clock = Clock()
    open_poll(poll_id=second.poll_id, actor=secretary, at=clock.tick())
    for person in persons:
        cast_vote(poll_id=second.poll_id, choice="for", actor=person.user, at=clock.now)
    close_poll(poll_id=second.poll_id, actor=secretary, at=clock.tick())
    assert conclude_round(election_id=election.pk, actor=secretary, at=clock.tick()).state == "held"


@pytest.mark.parametrize("case", ["nobody", "stranger", "twice", "staff", "item"])
def test_an_election_that_cannot_be_begun_writes_nothing(case):
    item, secretary, persons = council_sitting(
        3, competence="expert_support" if case == "item" else "expert_election"
    )
    facts = {
        "item_id": item.pk,
        "role": "chair",
        "candidate_ids": [persons[0].pk],
        "actor": secretary,
        "at": BEGUN,
    }
    expected = {
        "nobody": CandidatesMissing, "stranger": NotAMember, "twice": ElectionGoesOn, "staff": NotAllowed,
        "item": ItemNotElection,
    }[case]  # fmt: skip
    if case == "twice":
        begin_election(**facts)
    facts |= {
        "nobody": {"candidate_ids": []},
        "stranger": {"candidate_ids": [make_person().pk]},
        "staff": {"actor": persons[0].user},
    }.get(case, {})
    before = (Election.objects.count(), Poll.objects.count(), AuditEvent.objects.count())

    with pytest.raises(expected):
        begin_election(**facts)
    assert (Election.objects.count(), Poll.objects.count(), AuditEvent.objects.count()) == before


def test_the_minutes_tell_who_was_elected():
    election, secretary, persons = begun(1)
    clock = Clock()
    vote_round(election, secretary, persons, [5], clock)
    conclude_round(election_id=election.pk, actor=secretary, at=clock.tick())
    meeting = close_meeting(meeting_id=election.item.meeting_id, actor=secretary, at=clock.tick())

    minutes = draft_minutes(meeting_id=meeting.pk, actor=secretary, at=clock.tick())

    text = minutes.document.latest.text_ru
    assert f"Избран(а): {persons[0].full_name}. Туров: 1. Решение № 1-2026." in text
    assert "законом не установлено, параметр портала" in text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_conclude_at_once_one_seats_the_elected():
    election, secretary, persons = begun(1, members=3)
    clock = Clock()
    vote_round(election, secretary, persons, [3], clock)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            conclude_round(election_id=election.pk, actor=secretary, at=clock.now)
            results.append("held")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["held", "refused"]
    assert Act.objects.count() == 1
