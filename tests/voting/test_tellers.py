"""The counting commission: elected by a procedural poll (п. 10), its tellers' rights are for that sitting only."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import NotAllowed
from assembly.documents.models import Setting
from assembly.meetings.models import RollEntry
from assembly.meetings.refusals import NotOnRoll
from assembly.meetings.services.minutes import draft_minutes
from assembly.meetings.services.registration import check_in, check_in_many, check_out
from assembly.meetings.services.sittings import close_meeting
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.desk import desk_of
from assembly.people.models import Notice
from assembly.people.second_factor import must_have_second_factor
from assembly.voting.models import CountingCommission, Poll, Teller
from assembly.voting.refusals import ChairNotAmong, MeetingEnded, TellerAbsent, TellersNumber
from assembly.voting.services.polls import close_poll, open_poll
from assembly.voting.services.tellers import propose_tellers
from assembly.voting.tellers import verify_commissions
from tests.factories import NOON
from tests.meetings.makers import sitting, user_of
from tests.meetings.test_races import together
from tests.voting.makers import BEGUN, CLOSED, OPENED, vote, vote_all, written

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def entries_of(meeting, persons):
    return [RollEntry.objects.get(meeting=meeting, person=person).pk for person in persons]


def proposed(members=6, *, present=5, tellers=2, kind=BodyKind.ASSEMBLY, sat=None, first=0):
    """Return the poll that proposes the first of those present, the sitting, its secretary and members."""
    meeting, secretary, persons = sat or sitting(members, present=present, kind=kind)
    keys = entries_of(meeting, persons[first : first + tellers])
    poll = propose_tellers(
        meeting_id=meeting.pk, entry_ids=keys, chair_id=keys[-1], actor=secretary, at=BEGUN
    )
    return poll, meeting, secretary, persons


def elected(members=6, *, present=5, votes=None, **fields):
    poll, meeting, secretary, persons = proposed(members, present=present, **fields)
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)
    vote_all(poll, persons, votes_for=present if votes is None else votes)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    meeting.refresh_from_db()
    return meeting, secretary, persons


def test_the_question_names_them_in_each_language_the_chair_first():
    poll, _meeting, _secretary, persons = proposed()
    first, second = persons[0].full_name, persons[1].full_name

    assert (poll.kind, poll.effect, poll.state) == ("procedural", "voting.tellers", "draft")
    assert poll.question_kk == f"Осы отырыстың есеп комиссиясын сайлау: {second} (комиссия төрағасы), {first}"
    assert poll.question_ru == (
        f"Избрать счётную комиссию этого заседания: {second} (председатель комиссии), {first}"
    )
    assert poll.question_en == (
        f"Elect the counting commission of this sitting: {second} (chair of the commission), {first}"
    )
    assert CountingCommission.objects.count() == 0
    assert AuditEvent.objects.filter(kind="voting.poll_drafted").count() == 1


def test_an_adopted_poll_makes_them_tellers_and_tells_each_once():
    meeting, _secretary, persons = elected()

    commission = CountingCommission.objects.get()
    assert (commission.meeting, commission.poll.outcome, commission.elected_at) == (
        meeting,
        "adopted",
        CLOSED,
    )
    assert [(teller.person, teller.is_chair) for teller in commission.tellers.all()] == [
        (persons[1], True), (persons[0], False),
    ]  # fmt: skip
    event = AuditEvent.objects.get(kind="voting.tellers_elected")
    assert (event.stream, event.payload["tellers"], event.payload["source"]) == (
        f"meeting:{meeting.pk}", 2, commission.poll.majority_ref,
    )  # fmt: skip
    assert sorted(
        Notice.objects.filter(kind="voting.tellers_elected").values_list("person", flat=True)
    ) == sorted(person.pk for person in persons[:2])
    letter = OutboxMessage.objects.filter(kind="voting.tellers_elected").first()
    if letter:
        assert as_seen(letter).body.count(f"/polls/{meeting.pk}/tellers/") == 1


def test_a_poll_that_is_not_adopted_elects_nobody():
    _meeting, _secretary, persons = elected(votes=2)

    assert Poll.objects.get().outcome == "rejected"
    assert (
        CountingCommission.objects.count()
        == Notice.objects.filter(kind="voting.tellers_elected").count()
        == 0
    )
    assert not must_have_second_factor(user_of(persons[0]), on=TODAY)


@pytest.mark.parametrize(("chosen", "chair", "refusal"), [
    (slice(0, 1), 0, TellersNumber),  # one alone: the setting says at least two
    (slice(0, 0), None, TellersNumber),
    (slice(0, 2), 3, ChairNotAmong),
    (slice(0, 2), None, ChairNotAmong),
    (slice(4, 6), 4, TellerAbsent),  # the last two did not come
])  # fmt: skip
def test_a_faulty_proposal_is_refused_and_writes_nothing(chosen, chair, refusal):
    meeting, secretary, persons = sitting(6, present=4)
    keys = entries_of(meeting, persons)
    before = written()

    with pytest.raises(refusal):
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=keys[chosen], chair_id=None if chair is None else keys[chair],
            actor=secretary, at=BEGUN,
        )  # fmt: skip

    assert written() == before


def test_the_absent_is_named_and_the_number_is_a_setting():
    meeting, secretary, persons = sitting(6, present=4)
    keys = entries_of(meeting, persons)
    with pytest.raises(TellerAbsent) as absent, translation.override("ru"):
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=keys[3:5], chair_id=keys[3], actor=secretary, at=BEGUN
        )
    with translation.override("ru"):
        assert absent.value.message() == (
            f"Сейчас не зарегистрирован на заседании: {persons[4].full_name}. Кто отсутствует, тот не может считать."
        )

    Setting.objects.create(key="voting.least_tellers", value=3, term=(TODAY, None))
    with pytest.raises(TellersNumber) as few:
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=keys[:2], chair_id=keys[0], actor=secretary, at=BEGUN
        )
    assert (few.value.least, few.value.most) == (3, 9)


def test_the_roll_of_another_sitting_and_a_stranger_are_refused():
    meeting, secretary, persons = sitting(6, present=4)
    other, _secretary, theirs = sitting(3, present=3, kind=BodyKind.COUNCIL, secretary=secretary)
    keys = entries_of(meeting, persons)
    before = written()

    with pytest.raises(NotOnRoll):
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=[keys[0], *entries_of(other, theirs[:1])], chair_id=keys[0],
            actor=secretary, at=BEGUN,
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=keys[:2], chair_id=keys[0], actor=user_of(persons[0]), at=BEGUN
        )

    assert written() == before


def test_nobody_is_proposed_at_a_sitting_that_has_ended():
    meeting, secretary, persons = sitting(4, present=4)
    keys = entries_of(meeting, persons)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=CLOSED)
    before = written()

    with pytest.raises(MeetingEnded):
        propose_tellers(
            meeting_id=meeting.pk, entry_ids=keys[:2], chair_id=keys[0], actor=secretary, at=CLOSED
        )
    assert written() == before


def test_a_teller_registers_members_at_this_sitting_only_and_until_it_is_closed():
    meeting, secretary, persons = elected()
    other, _secretary, theirs = sitting(3, present=2, kind=BodyKind.COUNCIL, secretary=secretary)
    teller, late = user_of(persons[0]), persons[5]
    at = CLOSED + timedelta(minutes=1)

    assert check_in(meeting_id=meeting.pk, person_id=late.pk, actor=teller, at=at).is_new
    check_out(meeting_id=meeting.pk, person_id=late.pk, actor=teller, at=at + timedelta(minutes=1))
    assert (
        check_in_many(meeting_id=meeting.pk, person_ids=[late.pk], actor=teller, at=at + timedelta(minutes=2))
        == 1
    )
    with pytest.raises(NotAllowed):
        check_in(meeting_id=meeting.pk, person_id=late.pk, actor=user_of(persons[2]), at=at)
    with pytest.raises(NotAllowed):
        check_in(meeting_id=other.pk, person_id=theirs[2].pk, actor=teller, at=at)

    close_meeting(meeting_id=meeting.pk, actor=secretary, at=at + timedelta(minutes=3))
    events = AuditEvent.objects.count()
    with pytest.raises(NotAllowed) as refusal:
        check_out(meeting_id=meeting.pk, person_id=late.pk, actor=teller, at=at + timedelta(minutes=4))
    assert refusal.value.legal_ref.cite("ru") == "подп.\u00a01) п.\u00a017"
    assert AuditEvent.objects.count() == events


def test_a_commission_elected_later_takes_the_place_of_the_earlier():
    meeting, secretary, persons = elected()
    poll, *_ = proposed(sat=(meeting, secretary, persons), first=2)
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))
    for person in persons[:5]:
        vote(poll, person, at=CLOSED + timedelta(minutes=1, seconds=30))
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED + timedelta(minutes=4))

    in_force = CountingCommission.objects.in_force().get()
    assert [teller.person for teller in in_force.tellers.all()] == [persons[3], persons[2]]
    assert not must_have_second_factor(user_of(persons[0]), on=TODAY)
    assert must_have_second_factor(user_of(persons[2]), on=TODAY)


def test_the_second_factor_is_a_duty_from_the_election_to_the_end_of_the_sitting():
    meeting, secretary, persons = elected()
    teller, member = user_of(persons[1]), user_of(persons[2])

    assert must_have_second_factor(teller, on=TODAY)
    assert not must_have_second_factor(member, on=TODAY)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))
    assert not must_have_second_factor(teller, on=TODAY)


def test_the_desk_says_which_sitting_since_when_and_where_to_begin():
    meeting, secretary, persons = elected()
    address = reverse("voting:tellers", args=[meeting.pk])

    with translation.override("ru"):
        (item,) = [item for item in desk_of(user_of(persons[0]), on=TODAY) if item.icon == "clipboard-check"]
    assert (item.title, item.due_on, item.action) == (
        "Счётная комиссия: XXXVI сессия", TODAY, "Приступить к работе счётчика",
    )  # fmt: skip
    assert item.legal_ref.cite("ru") == "п.\u00a010"
    assert [item for item in desk_of(user_of(persons[2]), on=TODAY) if item.url == address] == []
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))
    assert [item for item in desk_of(user_of(persons[0]), on=TODAY) if item.url == address] == []


@pytest.mark.parametrize(("votes", "commissions"), [(3, 0), (4, 1)])  # 3 of 5 is below two thirds
def test_the_council_elects_by_its_own_majority(votes, commissions):
    elected(6, present=5, kind=BodyKind.COUNCIL, votes=votes)

    assert CountingCommission.objects.count() == commissions
    assert Poll.objects.get().majority.legal_ref.cite("ru") == "п.\u00a015"


def test_the_minutes_say_whom_the_sitting_elected():
    meeting, secretary, persons = elected()
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))
    minutes = draft_minutes(meeting_id=meeting.pk, actor=secretary, at=CLOSED + timedelta(minutes=2))

    version = minutes.document.latest
    first, second = persons[0].full_name, persons[1].full_name
    assert version.text_ru.count(f"Голосование 1. {second} (председатель комиссии); {first}.") == 1
    assert version.text_kk.count(f"1-дауыс беру. {second} (комиссия төрағасы); {first}.") == 1


def test_the_record_is_never_changed_and_only_an_adopted_poll_of_its_sitting_makes_one():
    meeting, secretary, persons = elected()
    commission, teller = CountingCommission.objects.get(), Teller.objects.first()
    draft, *_ = proposed(sat=(meeting, secretary, persons), first=2)

    for act in (
        lambda: CountingCommission.objects.update(elected_at=NOON),
        lambda: Teller.objects.update(is_chair=False),
        teller.delete,
        lambda: CountingCommission.objects.create(meeting=meeting, poll=draft, elected_at=CLOSED),
        lambda: Teller.objects.create(
            commission=commission, entry_id=entries_of(meeting, persons[2:3])[0], person=persons[3], name="Ә",
        ),  # the entry of another person
        lambda: Teller.objects.create(
            commission=commission, entry_id=entries_of(meeting, persons[2:3])[0], person=persons[2], name="Ә",
            is_chair=True,
        ),  # a second chair
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert list(verify_commissions()) == []


def test_verify_finds_a_commission_that_the_poll_did_not_elect():
    meeting, _secretary, persons = elected()
    Teller.objects.create(
        commission=CountingCommission.objects.get(), entry_id=entries_of(meeting, persons[2:3])[0],
        person=persons[2], name=persons[2].full_name,
    )  # fmt: skip

    assert [problem.what for problem in verify_commissions()] == [
        "the tellers are not those whom the poll elected"
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_the_poll_one_makes_the_commission():
    poll, _meeting, secretary, persons = proposed()
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=OPENED)
    vote_all(poll, persons, votes_for=5)

    press = lambda: close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)  # noqa: E731
    results = together(press, press)

    assert sorted(type(result).__name__ for result in results) == ["Poll", "TransitionRefused"]
    assert CountingCommission.objects.count() == 1
    assert AuditEvent.objects.filter(kind="voting.tellers_elected").count() == 1
