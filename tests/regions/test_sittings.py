"""A regional assembly meets: convened by its akim or for him, run by its own secretariat alone, by settings."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.models import AuditEvent
from assembly.bodies.procedures import procedure_of
from assembly.common.errors import NotAllowed
from assembly.decisions.models import Decision
from assembly.documents.enums import ActAccess
from assembly.documents.models import Setting
from assembly.law.acts import law_article, not_by_law
from assembly.law.thresholds import Comparison
from assembly.meetings.models import Meeting, MeetingInvitation, Minutes
from assembly.meetings.refusals import (
    BeginsInThePast,
    CompetenceOfAnother,
    ConvenedAlready,
    ExclusiveCompetence,
    NoMembers,
    QuorumNotMet,
)
from assembly.meetings.selectors import presiding_options
from assembly.meetings.services.agenda import add_item, begin_item, change_item, revise_draft, withdraw_item
from assembly.meetings.services.minutes import draft_minutes, revise_minutes, sign_minutes
from assembly.meetings.services.registration import check_in, check_in_many, check_out, open_registration
from assembly.meetings.services.sittings import call_break, close_meeting, open_meeting, resume
from assembly.outbox.models import OutboxMessage
from assembly.voting.models import Poll
from assembly.voting.services.polls import close_poll, draft_poll, open_poll, void_poll
from regions.models import RegionalSitting
from regions.refusals import NoAkim
from regions.services.rules import MAJORITY_KEY, QUORUM_KEY
from tests.factories import NOON, make_chairman, make_person, make_secretary, seat
from tests.meetings.makers import registering
from tests.regions.makers import make_akim, make_assembly, make_worker
from tests.regions.sittings import (
    MEMBERS,
    MINUTE,
    STARTS,
    convene,
    decide,
    make_item,
    make_peopled,
    members_of,
    sit,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def written():
    return (
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
        Meeting.objects.count(),
        MeetingInvitation.objects.count(),
        RegionalSitting.objects.count(),
    )


@pytest.mark.parametrize("by_chair", [True, False])
def test_the_akim_or_the_secretariat_for_him_convenes_and_all_members_are_invited(by_chair):
    assembly, akim, worker = make_peopled()

    meeting = convene(assembly, akim if by_chair else worker)

    assert meeting.basis is None
    assert meeting.invitations.count() == MEMBERS
    sitting = RegionalSitting.objects.get(meeting=meeting)
    assert (sitting.chair.user, sitting.is_by_chair) == (akim, by_chair)
    assert OutboxMessage.objects.filter(kind="meetings.invited").count() == MEMBERS
    event = AuditEvent.objects.get(kind="regions.assembly_convened")
    assert event.payload == {
        "meeting": meeting.pk,
        "invited": MEMBERS,
        "chair": sitting.chair_id,
        "by_chair": by_chair,
        "source": law_article("14").code,
    }


def test_nobody_else_convenes_it():
    assembly, _akim, _worker = make_peopled()
    other, other_akim, other_worker = make_peopled("75")
    member = members_of(assembly)[1].user
    before = written()

    for stranger in (other_worker, other_akim, make_secretary(), make_chairman(), member, None):
        before = written()
        with pytest.raises(NotAllowed):
            convene(assembly, stranger)
        assert written() == before
    assert other.meetings.count() == 0


def test_without_an_akim_nobody_is_there_in_whose_name_to_convene():
    assembly = make_assembly()
    worker = make_worker(assembly)
    before = written()

    with pytest.raises(NoAkim) as refusal:
        convene(assembly, worker)

    assert refusal.value.legal_ref == law_article("14")
    assert written() == before


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"starts_at": NOON}, BeginsInThePast), ({"starts_at": NOON - timedelta(days=1)}, BeginsInThePast)],
)
def test_a_moment_that_cannot_be_is_refused_and_writes_nothing(changes, refusal):
    assembly, akim, _worker = make_peopled()
    before = written()

    with pytest.raises(refusal):
        convene(assembly, akim, **changes)

    assert written() == before


def test_the_same_moment_twice_and_an_empty_assembly_are_refused():
    assembly, akim, worker = make_peopled()
    convene(assembly, akim)
    before = written()
    with pytest.raises(ConvenedAlready):
        convene(assembly, worker)
    assert written() == before

    empty = make_assembly("75")
    akim = make_akim(empty)
    before = written()
    with pytest.raises(NoMembers):
        convene(empty, akim)
    assert written() == before


def test_thresholds_are_settings_and_say_so():
    procedure = procedure_of(make_assembly(), TODAY)

    assert (procedure.quorum.numerator, procedure.quorum.denominator) == (2, 3)
    assert procedure.quorum.comparison is Comparison.AT_LEAST
    assert procedure.quorum.legal_ref == not_by_law(QUORUM_KEY)
    assert (procedure.majority.numerator, procedure.majority.denominator) == (1, 2)
    assert procedure.majority.comparison is Comparison.MORE_THAN
    assert procedure.majority.legal_ref == not_by_law(MAJORITY_KEY)


@pytest.mark.parametrize(
    ("members", "present", "required"),
    [(5, 3, 4), (6, 3, 4), (3, 1, 2)],  # 2/3 of 5 is 3 1/3: three are not enough
)
def test_quorum_is_counted_of_the_regions_own_members(members, present, required):
    assembly, akim, worker = make_peopled(members=members)
    make_peopled("75", members=9)
    meeting = convene(assembly, akim)

    with pytest.raises(QuorumNotMet) as refusal:
        sit(meeting, worker, present=present)

    assert (refusal.value.required, refusal.value.legal_ref) == (required, not_by_law(QUORUM_KEY))


def test_from_convening_to_a_decision_with_its_own_number_and_minutes():
    assembly, akim, worker = make_peopled()
    other, other_akim, other_worker = make_peopled("75")
    numbers = []
    for body, chair, secretary in ((assembly, akim, worker), (other, other_akim, other_worker)):
        meeting = convene(body, secretary)
        item = make_item(meeting, secretary)
        sit(meeting, secretary)
        poll = decide(meeting, item, secretary)
        close_meeting(meeting_id=meeting.pk, actor=secretary, at=STARTS + 9 * MINUTE)
        draft_minutes(meeting_id=meeting.pk, actor=secretary, at=STARTS + 10 * MINUTE)
        minutes = sign_minutes(meeting_id=meeting.pk, actor=secretary, at=STARTS + 11 * MINUTE)
        meeting.refresh_from_db()
        decision = Decision.objects.get(poll=poll)
        assert meeting.presiding.user == chair
        assert meeting.secretary.user == secretary
        assert decision.act.access == ActAccess.RESTRICTED
        assert poll.majority_ref == not_by_law(MAJORITY_KEY).code
        assert "Төрағалық етуші" in minutes.document.latest.text_kk
        numbers.append((minutes.number, decision.number, poll.votes_needed))

    assert numbers == [("71-1", "71-1/1", 3), ("75-1", "75-1/1", 3)]


def test_half_of_those_present_is_not_more_than_half():
    assembly, akim, worker = make_peopled(members=4)
    meeting = convene(assembly, akim)
    item = make_item(meeting, worker)
    sit(meeting, worker, present=4)

    poll = decide(meeting, item, worker, votes_for=2)

    assert (poll.votes_for, poll.votes_needed, poll.is_adopted) == (2, 3, False)
    assert Decision.objects.count() == 0


def test_what_is_the_sessions_or_the_councils_alone_is_refused_in_a_region():
    assembly, akim, worker = make_peopled()
    meeting = convene(assembly, akim)
    words = {"title_kk": "Мәселе", "title_ru": "Вопрос", "actor": worker, "at": NOON}
    before = written()

    with pytest.raises(ExclusiveCompetence):
        add_item(meeting_id=meeting.pk, competence="assembly_address", **words)
    with pytest.raises(CompetenceOfAnother):
        add_item(meeting_id=meeting.pk, competence="public_awards", **words)
    assert written() == before


def test_a_new_quorum_holds_for_later_rolls_and_changes_no_frozen_one(settings_of_region):
    assembly, akim, worker = make_peopled()
    meeting = convene(assembly, akim)
    open_registration(meeting_id=meeting.pk, actor=worker, at=STARTS)
    settings_of_region(QUORUM_KEY, ">1/2")
    later = convene(assembly, akim, starts_at=STARTS + timedelta(hours=3))

    open_registration(meeting_id=later.pk, actor=worker, at=STARTS + timedelta(hours=3))

    meeting.refresh_from_db()
    later.refresh_from_db()
    assert (meeting.quorum_required, later.quorum_required) == (4, 3)
    assert procedure_of(assembly, TODAY).quorum.comparison is Comparison.MORE_THAN


@pytest.fixture
def settings_of_region():
    def put(key, value):
        Setting.objects.create(key=key, value=value, term=DateRange(TODAY, None))

    return put


def acts_of_a_sitting(meeting, item, poll, person):
    """Return every act of a sitting, a poll and minutes, as functions of who acts."""
    at = STARTS + 30 * MINUTE
    words = {"title_kk": "Мәселе", "title_ru": "Вопрос", "competence": "regional_matter"}
    of, it, on = (
        {"meeting_id": meeting.pk, "at": at},
        {"item_id": item.pk, "at": at},
        {"poll_id": poll.pk, "at": at},
    )
    question = {"kind": "procedural", "question_kk": "Ма?", "question_ru": "Ли?"}
    return {
        "add_item": lambda who: add_item(**of, **words, actor=who),
        "change_item": lambda who: change_item(**it, **words, actor=who),
        "withdraw_item": lambda who: withdraw_item(**it, actor=who),
        "revise_draft": lambda who: revise_draft(**it, text_kk="Мәтін", text_ru="Текст", actor=who),
        "begin_item": lambda who: begin_item(**it, actor=who),
        "open_registration": lambda who: open_registration(**of, actor=who),
        "check_in": lambda who: check_in(**of, person_id=person.pk, actor=who),
        "check_in_many": lambda who: check_in_many(**of, person_ids=[person.pk], actor=who),
        "check_out": lambda who: check_out(**of, person_id=person.pk, actor=who),
        "open_meeting": lambda who: open_meeting(**of, actor=who),
        "call_break": lambda who: call_break(**of, actor=who),
        "resume": lambda who: resume(**of, actor=who),
        "close_meeting": lambda who: close_meeting(**of, actor=who),
        "draft_poll": lambda who: draft_poll(**of, **question, actor=who),
        "open_poll": lambda who: open_poll(**on, actor=who),
        "close_poll": lambda who: close_poll(**on, actor=who),
        "void_poll": lambda who: void_poll(**on, reason="Қате", actor=who),
        "draft_minutes": lambda who: draft_minutes(**of, actor=who),
        "revise_minutes": lambda who: revise_minutes(
            **of, text_kk="М", text_ru="Т", reason="Түзету", actor=who
        ),
        "sign_minutes": lambda who: sign_minutes(**of, actor=who),
    }


def test_every_act_of_a_sitting_is_its_own_secretariats_alone():
    """The Assembly's Secretariat, another region's, the akim, a member: each act says no and writes nothing."""
    assembly, akim, worker = make_peopled()
    _other, _other_akim, other_worker = make_peopled("75")
    meeting = convene(assembly, akim)
    item = make_item(meeting, worker)
    sit(meeting, worker)
    poll = draft_poll(
        meeting_id=meeting.pk,
        kind="procedural",
        question_kk="Ма?",
        question_ru="Ли?",
        actor=worker,
        at=STARTS,
    )
    person = members_of(assembly)[1]
    others = (make_secretary(), other_worker, akim, person.user, make_chairman())

    for name, act in acts_of_a_sitting(meeting, item, poll, person).items():
        for other in others:
            before = (*written(), Poll.objects.count(), Minutes.objects.count())
            with pytest.raises(NotAllowed):
                act(other)
            assert (*written(), Poll.objects.count(), Minutes.objects.count()) == before, name


def test_a_regional_secretary_runs_no_sitting_of_the_council_or_of_the_session():
    _assembly, _akim, worker = make_peopled()
    for kind in ("council", "assembly"):
        meeting, secretary, _persons = registering(3, present=3, kind=kind)
        with pytest.raises(NotAllowed):
            open_meeting(meeting_id=meeting.pk, actor=worker, at=NOON + 2 * MINUTE)
        assert open_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 2 * MINUTE).state == "open"


def test_the_akim_stands_first_among_those_who_may_preside():
    assembly, akim, worker = make_peopled()
    meeting = convene(assembly, worker)

    options = presiding_options(meeting, NOON)

    assert options[0] == akim.person
    assert set(options) == {akim.person, *members_of(assembly)}


def test_each_reads_the_sittings_of_his_own_region():
    assembly, akim, worker = make_peopled()
    meeting = convene(assembly, akim)
    _other, other_akim, other_worker = make_peopled("75")
    granted_nothing = make_person().user

    for user in (worker, akim, members_of(assembly)[1].user, make_secretary(), make_chairman()):
        assert Meeting.objects.visible_to(user, on=TODAY).filter(pk=meeting.pk).exists()
    for user in (other_worker, other_akim, granted_nothing):
        assert not Meeting.objects.visible_to(user, on=TODAY).filter(pk=meeting.pk).exists()
    assert Meeting.objects.run_by(worker, on=TODAY).get() == meeting
    assert not Meeting.objects.run_by(make_secretary(), on=TODAY).exists()


def test_a_seat_that_ended_runs_nothing():
    assembly, akim, _worker = make_peopled()
    meeting = convene(assembly, akim)
    former = make_person()
    seat(former, "regional_assembly", body=assembly, role="secretary", until=TODAY)

    with pytest.raises(NotAllowed):
        open_registration(meeting_id=meeting.pk, actor=former.user, at=STARTS)
