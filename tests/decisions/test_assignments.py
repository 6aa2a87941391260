"""Assignments under control: given, accepted, reported on, returned, taken off."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from assembly.bodies.models import StateBodyOfficer
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.decisions.enums import AssignmentEvent, AssignmentState
from assembly.decisions.models import Assignment, ExecutionReport
from assembly.decisions.permissions import can_carry_out
from assembly.decisions.refusals import (
    AssignedAlready,
    OneLeadOnly,
    TermOnDayOff,
    TermTooShort,
    TextMissing,
    WordsMissing,
)
from assembly.decisions.selectors import public_state, what_became_of
from assembly.decisions.services.assignments import (
    accept_assignment,
    assign_execution,
    return_report,
    submit_report,
    take_off_control,
)
from assembly.decisions.services.flow import ASSIGNMENT_FLOW
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from assembly.people.models import Notice
from tests.decisions.makers import (
    ASSIGNMENT,
    DAY,
    make_assignment,
    make_decision,
    make_reported,
    officer_of,
)
from tests.factories import (
    NOON,
    hold_office,
    make_body,
    make_chairman,
    make_members,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    seat,
)

TODAY = NOON.date()
PDF = b"%PDF-1.7\n%%EOF"


def pdf(name="есеп.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.mark.parametrize("state", AssignmentState)
@pytest.mark.parametrize("event", AssignmentEvent)
def test_assignment_flow_is_exactly_this_table(state, event):
    allowed = {
        ("sent", "accept"): "accepted",
        ("accepted", "report"): "reported",
        ("returned", "report"): "reported",
        ("reported", "return"): "returned",
        ("reported", "take_off"): "off_control",
    }
    if (state, event) in allowed:
        assert ASSIGNMENT_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            ASSIGNMENT_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_an_assignment_is_given_and_its_officers_are_told():
    secretary, body = make_secretary(), make_state_body()
    officer = make_state_officer(body, language="ru")
    decision = make_decision()

    assignment = make_assignment(decision, secretary=secretary, state_body=body)

    assert (assignment.state, assignment.given_on, assignment.due_on) == ("sent", TODAY, date(2026, 12, 24))
    assert assignment.controller == secretary.person
    assert assignment.number == f"{decision.number}-1"
    letter = OutboxMessage.objects.get()
    assert (letter.kind, letter.address, letter.language) == ("decisions.assigned", officer.email, "ru")
    assert Notice.objects.get().path == f"/control/assignments/{assignment.pk}/"
    event = AuditEvent.objects.get(kind="decisions.execution_assigned")
    assert event.stream == f"assignment:{assignment.pk}"
    assert event.payload["source"] == str(regulation("28"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"point": " "}, WordsMissing),
        ({"text_kk": ""}, TextMissing),
        ({"text_ru": " "}, TextMissing),
        ({"criterion_kk": ""}, TextMissing),
        ({"criterion_ru": ""}, TextMissing),
        ({"due_on": date(2026, 11, 24)}, TermTooShort),  # one working day; the setting asks for two
        ({"due_on": TODAY - timedelta(days=3)}, TermTooShort),
        ({"due_on": date(2026, 12, 26)}, TermOnDayOff),  # a Saturday
    ],
)
def test_an_assignment_needs_both_languages_a_criterion_and_a_term(change, refusal):
    decision, body, secretary = make_decision(), make_state_body(), make_secretary()
    before = AuditEvent.objects.count()

    with pytest.raises(refusal):
        make_assignment(decision, secretary=secretary, state_body=body, **change)
    assert Assignment.objects.count() == OutboxMessage.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_the_shortest_term_is_taken():
    assert make_assignment(due_on=date(2026, 11, 25)).due_on == date(2026, 11, 25)


@pytest.mark.django_db
def test_there_is_exactly_one_lead():
    decision, secretary = make_decision(), make_secretary()
    given = {
        **ASSIGNMENT,
        "due_on": date(2026, 12, 24),
        "decision_id": decision.pk,
        "actor": secretary,
        "at": NOON,
    }
    gone = make_state_body(is_active=False)

    for lead in (
        {},
        {"lead_state_body_id": make_state_body().pk, "lead_body_id": make_body(BodyKind.COUNCIL).pk},
        {"lead_state_body_id": gone.pk},
        {"lead_office_id": 999_999},
    ):
        with pytest.raises(OneLeadOnly) as refusal:
            assign_execution(**given, **lead)
        assert refusal.value.legal_ref == regulation("28")
    assert Assignment.objects.count() == 0


@pytest.mark.django_db
def test_a_lead_gets_a_point_once():
    decision, secretary, body = make_decision(), make_secretary(), make_state_body()
    make_assignment(decision, secretary=secretary, state_body=body)

    with pytest.raises(AssignedAlready):
        make_assignment(decision, secretary=secretary, state_body=body)
    make_assignment(decision, secretary=secretary, state_body=body, point="2")
    make_assignment(decision, secretary=secretary, state_body=make_state_body())
    assert Assignment.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_chairman, make_state_officer, lambda: make_members(1)[0].user])
def test_only_the_secretariat_gives_assignments(make):
    with pytest.raises(NotAllowed) as refusal:
        make_assignment(secretary=make())
    assert refusal.value.legal_ref == regulation("28")
    assert Assignment.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_secretary, make_chairman, make_state_officer])
def test_nobody_acts_for_another_state_body(make):
    assignment, stranger = make_assignment(), make()

    with pytest.raises(NotAllowed) as refusal:
        accept_assignment(assignment_id=assignment.pk, actor=stranger, at=NOON)
    assert refusal.value.legal_ref == regulation("28")
    accept_assignment(assignment_id=assignment.pk, actor=officer_of(assignment), at=NOON)
    with pytest.raises(NotAllowed):
        submit_report(assignment_id=assignment.pk, text="Бітті", language="kk", actor=stranger, at=NOON)
    assert ExecutionReport.objects.count() == 0


@pytest.mark.django_db
def test_an_officer_of_yesterday_acts_no_more():
    assignment = make_assignment()
    officer = officer_of(assignment)
    StateBodyOfficer.objects.update(term=(date(2025, 1, 1), TODAY))

    with pytest.raises(NotAllowed):
        accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)


@pytest.mark.django_db
def test_an_office_and_a_body_carry_out_too():
    decision, secretary = make_decision(), make_secretary()
    given = {
        **ASSIGNMENT,
        "due_on": date(2026, 12, 24),
        "decision_id": decision.pk,
        "actor": secretary,
        "at": NOON,
    }
    deputy, clerk, member = make_person(), make_person(), make_person()
    office = hold_office(deputy, OfficeKind.DEPUTY_CHAIR).office
    body = make_body(BodyKind.EXPERT_COUNCIL)
    seat(clerk, BodyKind.EXPERT_COUNCIL, role=SeatRole.SECRETARY)
    seat(member, BodyKind.EXPERT_COUNCIL)

    to_office = assign_execution(**given, lead_office_id=office.pk)
    to_body = assign_execution(**given, lead_body_id=body.pk)

    told = set(OutboxMessage.objects.values_list("address", flat=True))
    assert told == {deputy.email, clerk.email}
    accept_assignment(assignment_id=to_office.pk, actor=deputy.user, at=NOON)
    accept_assignment(assignment_id=to_body.pk, actor=clerk.user, at=NOON)
    assert not can_carry_out(member.user, to_body, on=TODAY)


@pytest.mark.django_db
def test_what_cannot_be_done_yet_or_any_more_is_refused():
    secretary = make_secretary()
    assignment = make_assignment(secretary=secretary)
    officer = officer_of(assignment)

    with pytest.raises(TransitionRefused):
        submit_report(assignment_id=assignment.pk, text="Бітті", language="kk", actor=officer, at=NOON)
    with pytest.raises(TransitionRefused):
        take_off_control(assignment_id=assignment.pk, actor=secretary, at=NOON)
    report = make_reported(assignment)
    with pytest.raises(TransitionRefused):
        accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    take_off_control(assignment_id=assignment.pk, actor=secretary, at=NOON + DAY)
    with pytest.raises(TransitionRefused):
        return_report(report_id=report.pk, remark="Кеш", actor=secretary, at=NOON + DAY)


@pytest.mark.django_db
def test_visible_to_is_the_object_check():
    mine, other = make_assignment(), make_assignment(make_decision(BodyKind.COUNCIL))
    users = [officer_of(mine), officer_of(other), make_secretary(), make_chairman(), make_members(1)[0].user]

    seen = [set(Assignment.objects.visible_to(user, on=TODAY)) for user in users]

    assert seen == [{mine}, {other}, {mine, other}, {mine, other}, set()]
    assert [can_carry_out(user, mine, on=TODAY) for user in users] == [True, False, False, False, False]
    assert not Assignment.objects.visible_to(None, on=TODAY).exists()


@pytest.mark.django_db
def test_a_deactivated_officer_sees_nothing():
    assignment = make_assignment()
    officer = officer_of(assignment)
    officer.is_active = False

    assert not Assignment.objects.visible_to(officer, on=TODAY).exists()
    assert not can_carry_out(officer, assignment, on=TODAY)


@pytest.mark.django_db
def test_the_public_sees_what_became_of_each_point():
    decision, secretary = make_decision(), make_secretary()
    tenth = make_assignment(decision, secretary=secretary, point="10")
    second = make_assignment(decision, secretary=secretary, point="2")
    report = make_reported(second)
    take_off_control(assignment_id=second.pk, actor=secretary, at=NOON + DAY)

    became = what_became_of(decision, on=TODAY + 60 * DAY)

    assert [point.assignment for point in became.points] == [second, tenth]
    assert [point.state.chip.word for point in became.points] == ["Бақылаудан алынды", "Мерзімі өтті"]
    assert became.points[0].state.done_on == TODAY + DAY
    assert (became.done, became.considered) == (1, 0)
    assert report.assignment_id == second.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "day", "is_overdue"),
    [
        ("sent", date(2026, 12, 24), False),  # the last day is within the term
        ("sent", date(2026, 12, 25), True),
        ("accepted", date(2026, 12, 25), True),
        ("returned", date(2026, 12, 25), True),
        ("reported", date(2026, 12, 25), False),  # it is the Secretariat's turn
        ("off_control", date(2026, 12, 25), False),
    ],
)
def test_overdue_is_told_from_the_term_and_whose_turn_it_is(state, day, is_overdue):
    assignment = make_assignment()
    ended = NOON if state == "off_control" else None
    Assignment.objects.update(state=state, ended_at=ended)
    assignment.refresh_from_db()

    assert assignment.is_overdue(day) is is_overdue
    assert Assignment.objects.overdue(day).exists() is is_overdue
    assert (public_state(assignment, on=day).chip.kind == "bad") is is_overdue
