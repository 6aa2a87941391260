"""Assignments go over to another controller, or to another officer of the same state body."""

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.decisions.handovers import CONTROLS, WORKS
from assembly.decisions.services.assignments import accept_assignment
from assembly.decisions.services.handing import change_controller, change_officer
from assembly.people.handovers import Handing, bundles_of
from assembly.people.services.closing import close_sign_in
from tests.decisions.makers import make_assignment, make_reported, officer_of
from tests.factories import NOON, make_secretary, make_state_officer, make_user

TODAY = NOON.date()


def accepted():
    """An accepted assignment, the officer who accepted it, and his colleague."""
    assignment = make_assignment()
    officer = officer_of(assignment)
    colleague = make_state_officer(assignment.lead_state_body)
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    assignment.refresh_from_db()
    return assignment, officer, colleague


@pytest.mark.django_db
def test_who_accepts_an_assignment_works_on_it():
    assignment, officer, colleague = accepted()

    assert assignment.officer == officer.person
    bundle = bundles_of(officer.person, on=TODAY, kinds=[WORKS])[0]
    assert [work.item for work in bundle.works] == [assignment.pk]
    assert bundle.successors == [colleague.person]
    assert bundles_of(colleague.person, on=TODAY, kinds=[WORKS]) == []


@pytest.mark.django_db
def test_control_waits_on_the_controller_and_goes_to_the_staff_alone():
    secretary, other = make_secretary(), make_secretary()
    assignment = make_assignment(secretary=secretary)

    bundle = bundles_of(secretary.person, on=TODAY, kinds=[CONTROLS])[0]

    assert [work.item for work in bundle.works] == [assignment.pk]
    assert bundle.successors == [other.person]


@pytest.mark.django_db
def test_what_was_taken_off_control_waits_on_nobody():
    secretary = make_secretary()
    report = make_reported(secretary=secretary)
    type(report.assignment).objects.update(state="off_control", ended_at=NOON)

    assert bundles_of(secretary.person, on=TODAY, kinds=[CONTROLS, WORKS]) == []


@pytest.mark.django_db
def test_closing_a_sign_in_moves_control_with_one_event_an_assignment():
    leaver, other = make_secretary(), make_secretary()
    assignments = [make_assignment(secretary=leaver), make_assignment(secretary=leaver)]
    bundle = bundles_of(leaver.person, on=TODAY, kinds=[CONTROLS])[0]

    close_sign_in(
        person_id=leaver.person.pk,
        closed_on=TODAY,
        reason="Уволился",
        handings={bundle.name: Handing(other.person.pk)},
        actor=other,
        at=NOON,
    )

    for assignment in assignments:
        assignment.refresh_from_db()
        assert assignment.controller == other.person
        event = AuditEvent.objects.get(
            stream=f"assignment:{assignment.pk}", kind="decisions.controller_changed"
        )
        assert (event.payload["from"], event.payload["to"]) == (leaver.person.pk, other.person.pk)
    closing = AuditEvent.objects.get(kind="people.sign_in_closed")
    assert (closing.payload["handed"], closing.payload["left"]) == (2, 0)


@pytest.mark.django_db
def test_the_work_of_an_officer_is_moved_by_his_colleagues_and_the_staff_alone():
    assignment, officer, colleague = accepted()

    for stranger in (make_user(), make_state_officer()):
        with pytest.raises(NotAllowed):
            change_officer(item=assignment.pk, successor=colleague.person, actor=stranger, at=NOON)
        with pytest.raises(NotAllowed):
            change_controller(item=assignment.pk, successor=colleague.person, actor=stranger, at=NOON)
    assignment.refresh_from_db()
    assert assignment.officer == officer.person

    change_officer(item=assignment.pk, successor=colleague.person, actor=officer, at=NOON)
    assignment.refresh_from_db()
    assert assignment.officer == colleague.person
    assert AuditEvent.objects.filter(kind="decisions.officer_changed").count() == 1
