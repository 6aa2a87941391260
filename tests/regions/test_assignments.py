"""An assignment of the Assembly whose lead is a regional assembly: given, accepted, reported, taken off control."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from assembly.common.errors import NotAllowed
from assembly.decisions.models import Assignment
from assembly.decisions.services.assignments import (
    accept_assignment,
    assign_execution,
    submit_report,
    take_off_control,
)
from assembly.outbox.models import OutboxMessage
from assembly.people.desk import desk_of
from tests.decisions.makers import ASSIGNMENT, make_decision
from tests.factories import NOON, make_secretary
from tests.regions.makers import make_assembly, make_worker

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
HOUR = timedelta(hours=1)


def give(assembly, secretary):
    return assign_execution(
        decision_id=make_decision().pk,
        lead_body_id=assembly.pk,
        due_on=date(2026, 12, 24),
        actor=secretary,
        at=NOON,
        **ASSIGNMENT,
    )


def test_a_regional_assembly_carries_an_assignment_out():
    assembly, secretary = make_assembly(), make_secretary()
    worker = make_worker(assembly)

    assignment = give(assembly, secretary)
    letters = OutboxMessage.objects.filter(kind="decisions.assigned").values_list("recipient_id", flat=True)
    assert list(letters) == [worker.person.pk]
    assert [item.url for item in desk_of(worker, on=TODAY)] == [
        reverse("decisions:assignment", args=[assignment.pk])
    ]

    accept_assignment(assignment_id=assignment.pk, actor=worker, at=NOON + HOUR)
    submit_report(
        assignment_id=assignment.pk,
        text="Қырық мектеп ашылды.",
        language="kk",
        actor=worker,
        at=NOON + 2 * HOUR,
    )
    take_off_control(assignment_id=assignment.pk, actor=secretary, at=NOON + 3 * HOUR)

    assignment.refresh_from_db()
    assert (assignment.state, assignment.officer) == ("off_control", worker.person)


def test_another_regions_secretary_neither_sees_it_nor_acts_on_it(client):
    assembly, stranger = make_assembly("71"), make_worker(make_assembly("75"))
    assignment = give(assembly, make_secretary())

    with pytest.raises(NotAllowed):
        accept_assignment(assignment_id=assignment.pk, actor=stranger, at=NOON)
    with pytest.raises(NotAllowed):
        submit_report(assignment_id=assignment.pk, text="Бітті", language="kk", actor=stranger, at=NOON)
    client.force_login(stranger)
    assert client.get(reverse("decisions:assignment", args=[assignment.pk])).status_code == 404
    assert Assignment.objects.get().state == "sent"


def test_the_page_of_the_region_shows_its_assignments_and_leads_to_the_act(client):
    assembly = make_assembly()
    worker = make_worker(assembly)
    assignment = give(assembly, make_secretary())
    client.force_login(worker)
    with translation.override("ru"):
        page = client.get(reverse("regions:region_inside", args=["71"])).content.decode()
        link = reverse("decisions:assignment", args=[assignment.pk])
        assert link in page
        answer = client.post(reverse("decisions:assignment_accept", args=[assignment.pk]))
    assert answer.url == link
    assert Assignment.objects.get().state == "accepted"
