"""Convening the Council (п. 12): by the Chairman, by a deputy with his agreement, and by nobody else."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.chairman.models import ChairmanAct
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.chairman.services.matters import refuse_matter, withdraw_matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.enums import ActKind
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.desk import desk_of
from assembly.people.models import Notice
from council.enums import ConveningEvent, ConveningState
from council.models import CouncilMeeting
from council.refusals import (
    AgreementMissing,
    CouncilMeetsInThePast,
    MeetingOfAnotherDeputy,
    NotOnTheDesk,
)
from council.selectors import deputies_on
from council.services.convening import convene_with_agreement, require_on_the_desk
from council.services.council_meetings import (
    put_council_meeting,
    take_back_agreed,
)
from council.services.flow import CONVENING_FLOW
from tests.council.making import (
    LATER,
    make_agreed,
    make_deputy,
    make_own_plan,
    make_plan,
    make_put,
)
from tests.factories import (
    NOON,
    make_chairman,
    make_council,
    make_members,
    make_person,
    make_secretary,
    seat,
)

DAY = timedelta(days=1)
TODAY = NOON.date()


def convene(found, deputy, at=LATER):
    return convene_with_agreement(council_meeting_id=found.pk, actor=deputy, at=at)


def assert_nothing_written():
    assert Meeting.objects.count() == MeetingInvitation.objects.count() == 0
    assert not AuditEvent.objects.filter(kind="council.meeting_convened").exists()
    assert not OutboxMessage.objects.filter(kind="council.invited").exists()


@pytest.mark.parametrize("state", ConveningState)
@pytest.mark.parametrize("event", ConveningEvent)
def test_the_flow_is_exactly_this_table(state, event):
    allowed = {
        ("draft", "change"): "draft",
        ("draft", "put"): "put",
        ("put", "sign"): "convened",
        ("put", "agree"): "agreed",
        ("put", "release"): "draft",
        ("agreed", "convene"): "convened",
        ("agreed", "take_back"): "draft",
    }
    if (state, event) in allowed:
        assert CONVENING_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            CONVENING_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_a_deputy_does_not_convene_without_the_chairmans_agreement():
    make_council(3)
    make_chairman()
    deputy = make_deputy()
    found = make_own_plan(deputy)

    with pytest.raises(AgreementMissing) as refusal:
        convene(found, deputy)

    assert refusal.value.legal_ref == regulation("12")
    assert "Төрағаның келісімі тіркелмеген" in refusal.value.message()
    found.refresh_from_db()
    assert found.state == ConveningState.DRAFT
    assert_nothing_written()


@pytest.mark.django_db
def test_a_deputy_does_not_convene_while_the_agreement_is_only_asked_for():
    make_council(3)
    make_chairman()
    deputy = make_deputy()
    found = make_own_plan(deputy)
    put_council_meeting(council_meeting_id=found.pk, actor=deputy, at=NOON)

    with pytest.raises(AgreementMissing):
        convene(found, deputy)

    found.refresh_from_db()
    assert found.state == ConveningState.PUT
    assert_nothing_written()


@pytest.mark.django_db
def test_the_agreement_is_a_letter_of_the_chairman_and_invites_nobody():
    make_council(3)
    chairman, deputy = make_chairman(), make_deputy()

    found = make_agreed(deputy, chairman)

    act = ChairmanAct.objects.get().act
    assert (found.state, found.basis, act.kind, act.number) == (
        ConveningState.AGREED,
        act,
        ActKind.LETTER,
        "1",
    )
    assert deputy.known_person.full_name in act.version.text_ru
    assert "согласовать" in act.version.text_ru.lower()
    assert Notice.objects.filter(kind="council.agreed", person=deputy.known_person).count() == 1
    assert_nothing_written()


@pytest.mark.django_db
def test_with_the_agreement_the_deputy_convenes_and_the_plan_is_copied():
    members = make_council(3)
    gone = make_person()
    seat(gone, BodyKind.COUNCIL, until=TODAY)
    chairman, deputy = make_chairman(), make_deputy()
    found = make_agreed(deputy, chairman)

    convene(found, deputy)

    found.refresh_from_db()
    meeting = found.meeting
    assert (found.state, meeting.basis, meeting.body.kind) == (
        ConveningState.CONVENED,
        found.basis,
        "council",
    )
    assert (meeting.starts_at, meeting.reply_by) == (found.starts_at, found.reply_by)
    assert meeting.title_ru == "Заседание Совета Ассамблеи народа Казахстана"
    assert list(meeting.items.values_list("number", "title_kk", "competence")) == [
        (1, "Кезекті Сессияның күн тәртібі туралы", "session_proposal"),
        (2, "Қоғамдық наградалар туралы", "public_awards"),
    ]
    invited = set(MeetingInvitation.objects.values_list("person_id", flat=True))
    assert invited == {member.pk for member in members}
    assert OutboxMessage.objects.filter(kind="council.invited").count() == 3
    event = AuditEvent.objects.get(kind="council.meeting_convened")
    assert (event.payload["invited"], event.payload["source"]) == (3, regulation("12").code)


@pytest.mark.django_db
def test_a_meeting_is_convened_once():
    make_council(1)
    deputy = make_deputy()
    found = make_agreed(deputy, make_chairman())
    convene(found, deputy)

    with pytest.raises(TransitionRefused):
        convene(found, deputy)

    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_the_agreement_is_for_the_deputy_whom_it_names():
    make_council(1)
    chairman, deputy = make_chairman(), make_deputy()
    head = make_deputy(OfficeKind.HEAD_OF_SECRETARIAT)
    found = make_agreed(deputy, chairman)

    with pytest.raises(MeetingOfAnotherDeputy) as refusal:
        convene(found, head)

    assert refusal.value.name == deputy.known_person.full_name
    assert_nothing_written()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [make_secretary, lambda: make_person().user, lambda: make_members(1)[0].user]
)
def test_only_a_deputy_convenes_with_an_agreement(make):
    make_council(1)
    found = make_agreed(make_deputy(), make_chairman())

    with pytest.raises(NotAllowed):
        convene(found, make())

    assert_nothing_written()


@pytest.mark.django_db
def test_the_chairmans_own_act_convenes_at_once():
    make_council(3)
    chairman = make_chairman()
    found, matter = make_put()

    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)

    found.refresh_from_db()
    assert (found.state, found.basis.kind, found.meeting.basis) == ("convened", ActKind.ORDER, found.basis)
    assert MeetingInvitation.objects.count() == 3


@pytest.mark.django_db
def test_a_paper_order_convenes_with_the_members_of_its_day():
    make_council(1)
    seat(make_person(), BodyKind.COUNCIL, since=TODAY)
    make_chairman()
    secretary = make_secretary()
    _found, matter = make_put(secretary)

    record_paper_act(matter_id=matter.pk, number="14", signed_on=TODAY - DAY, actor=secretary, at=LATER)

    assert MeetingInvitation.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_agreement_leaves_a_draft_and_its_reason():
    chairman, deputy = make_chairman(), make_deputy()
    found = make_own_plan(deputy)
    matter = put_council_meeting(council_meeting_id=found.pk, actor=deputy, at=NOON)

    refuse_matter(matter_id=matter.pk, reason="Кейінірек", actor=chairman, at=LATER)

    found.refresh_from_db()
    assert (found.state, found.matter.refusal_reason) == (ConveningState.DRAFT, "Кейінірек")
    assert [item.reason for item in desk_of(deputy, on=TODAY) if "Кейінірек" in item.reason] != []
    with pytest.raises(AgreementMissing):
        convene(found, deputy)


@pytest.mark.django_db
def test_an_old_matter_does_not_convene_a_plan_put_anew():
    make_chairman()
    secretary = make_secretary()
    found, matter = make_put(secretary)
    withdraw_matter(matter_id=matter.pk, actor=secretary, at=LATER)
    put_council_meeting(council_meeting_id=found.pk, actor=secretary, at=LATER)

    with pytest.raises(NotOnTheDesk):
        require_on_the_desk(matter=matter, at=LATER)


@pytest.mark.django_db
def test_an_agreed_plan_taken_back_needs_a_new_agreement():
    deputy = make_deputy()
    found = make_agreed(deputy, make_chairman())

    take_back_agreed(council_meeting_id=found.pk, actor=deputy, at=LATER)

    found.refresh_from_db()
    assert (found.state, found.basis) == (ConveningState.DRAFT, None)
    with pytest.raises(AgreementMissing):
        convene(found, deputy)
    assert put_council_meeting(council_meeting_id=found.pk, actor=deputy, at=LATER).pk != found.matter_id


@pytest.mark.django_db
def test_an_agreed_plan_whose_day_passed_is_not_convened():
    make_council(1)
    deputy = make_deputy()
    found = make_agreed(deputy, make_chairman())

    with pytest.raises(CouncilMeetsInThePast):
        convene(found, deputy, at=found.starts_at)

    assert_nothing_written()


@pytest.mark.django_db
def test_the_deputies_are_the_head_first_and_two_from_the_associations():
    one = make_deputy()
    head = make_deputy(OfficeKind.HEAD_OF_SECRETARIAT)

    assert deputies_on(TODAY) == [head.known_person, one.known_person]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "put"}, "council_meeting_put_has_matter"),
        ({"state": "agreed"}, "council_meeting_(rests_on_the_chairmans_act|agreed_has_deputy)"),
        ({"state": "convened"}, "council_meeting_(rests_on_the_chairmans_act|convened_iff_has_sitting)"),
    ],
)
def test_the_database_holds_that_it_rests_on_the_chairmans_act(changes, name):
    found = make_plan(make_secretary())

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CouncilMeeting.objects.filter(pk=found.pk).update(**changes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("kk", "Қазақстан халқы Ассамблеясы Кеңесінің отырысына шақыру", "Қоғамдық наградалар туралы"),
        ("ru", "Приглашение на заседание Совета Ассамблеи народа Казахстана", "Об общественных наградах"),
        (
            "en",
            "Invitation to a meeting of the Council of the Assembly of People of Kazakhstan",
            "Об общественных наградах",
        ),
    ],
)
def test_the_invitation_is_written_in_each_language(language, subject, words):
    make_council(1, language=language)
    deputy = make_deputy()
    convene(make_agreed(deputy, make_chairman()), deputy)

    letter = as_sent(OutboxMessage.objects.get(kind="council.invited"))

    assert letter.subject == subject
    if language != "en":
        assert words in letter.body
    assert f"/{language}/meetings/" in letter.body
    assert regulation("12").cite(language) in letter.body


@pytest.mark.django_db
def test_convening_takes_the_same_queries_for_three_members_and_for_thirty():
    chairman, deputy = make_chairman(), make_deputy()
    counts = []
    for more in (3, 27):
        make_council(more)
        found = make_agreed(deputy, chairman)
        with CaptureQueriesContext(connection) as queries:
            convene(found, deputy)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_one_convenes():
    make_council(1)
    deputy = make_deputy()
    found = make_agreed(deputy, make_chairman())
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            convene(found, deputy)
            results.append("convened")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["convened", "refused"]
    assert Meeting.objects.count() == 1
