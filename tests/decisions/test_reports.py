"""Reports on assignments: submitted with files, returned with a remark, accepted."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.decisions.enums import ReportEvent, ReportState
from assembly.decisions.models import ExecutionReport
from assembly.decisions.refusals import (
    WordsMissing,
)
from assembly.decisions.services.assignments import (
    accept_assignment,
    return_report,
    submit_report,
    take_off_control,
)
from assembly.decisions.services.flow import REPORT_FLOW
from assembly.documents.models import StoredFile
from assembly.documents.refusals import FileRejected
from assembly.documents.selectors import can_download
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from tests.decisions.makers import (
    DAY,
    MINUTE,
    make_assignment,
    make_reported,
    officer_of,
)
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_secretary,
    make_state_officer,
)

TODAY = NOON.date()
PDF = b"%PDF-1.7\n%%EOF"


def pdf(name="есеп.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.mark.parametrize("state", ReportState)
@pytest.mark.parametrize("event", ReportEvent)
def test_report_flow_is_exactly_this_table(state, event):
    allowed = {("submitted", "return"): "returned", ("submitted", "accept"): "accepted"}
    if (state, event) in allowed:
        assert REPORT_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            REPORT_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_the_whole_way_return_once_then_take_off():
    secretary = make_secretary()
    assignment = make_assignment(secretary=secretary)
    officer = officer_of(assignment)

    first = make_reported(assignment)
    return_report(report_id=first.pk, remark="Он мектеп жоқ.", actor=secretary, at=NOON + DAY)
    second = submit_report(
        assignment_id=assignment.pk, text="Қырық мектеп ашылды.", language="kk", uploads=[pdf()], actor=officer,
        at=NOON + 2 * DAY,
    )  # fmt: skip
    take_off_control(assignment_id=assignment.pk, actor=secretary, at=NOON + 3 * DAY)

    assignment.refresh_from_db()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (assignment.state, assignment.ended_at) == ("off_control", NOON + 3 * DAY)
    assert (first.number, first.state, first.remark) == (1, "returned", "Он мектеп жоқ.")
    assert (second.number, second.state, second.decided_by) == (2, "accepted", secretary)
    kinds = AuditEvent.objects.filter(stream=f"assignment:{assignment.pk}").values_list("kind", flat=True)
    assert list(kinds) == [
        "decisions.execution_assigned",
        "decisions.assignment_accepted",
        "decisions.report_submitted",
        "decisions.report_returned",
        "decisions.report_submitted",
        "decisions.assignment_taken_off_control",
    ]
    letters = OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)
    assert list(letters) == [
        "decisions.assigned",
        "decisions.report_submitted",
        "decisions.report_returned",
        "decisions.report_submitted",
        "decisions.taken_off_control",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_chairman, make_state_officer, lambda: make_members(1)[0].user])
def test_only_the_secretariat_returns_and_takes_off(make):
    report, stranger = make_reported(), make()

    for act in (
        lambda actor: return_report(report_id=report.pk, remark="Жоқ", actor=actor, at=NOON),
        lambda actor: take_off_control(assignment_id=report.assignment_id, actor=actor, at=NOON),
    ):
        for actor in (stranger, officer_of(report.assignment)):
            with pytest.raises(NotAllowed) as refusal:
                act(actor)
            assert refusal.value.legal_ref == regulation("4", "5")
    report.refresh_from_db()
    assert (report.state, report.assignment.state) == ("submitted", "reported")


@pytest.mark.django_db
def test_a_report_is_returned_with_a_remark_only():
    report, secretary = make_reported(), make_secretary()

    with pytest.raises(WordsMissing):
        return_report(report_id=report.pk, remark="  ", actor=secretary, at=NOON)
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.django_db
def test_an_empty_report_and_a_bad_file_write_nothing():
    assignment = make_assignment()
    officer = officer_of(assignment)
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    before = AuditEvent.objects.count()
    bad = pdf("зиян.pdf", b"MZ\x90\x00")

    for given, refusal in (
        ({"text": " "}, WordsMissing),
        ({"text": "Бітті", "uploads": [pdf(), bad]}, FileRejected),
    ):
        with pytest.raises(refusal):
            submit_report(assignment_id=assignment.pk, language="kk", actor=officer, at=NOON, **given)

    assignment.refresh_from_db()
    assert assignment.state == "accepted"
    assert ExecutionReport.objects.count() == StoredFile.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_files_of_a_report_are_read_by_its_body_and_the_controllers_alone():
    assignment = make_assignment()
    officer, secretary, other = officer_of(assignment), make_secretary(), make_state_officer()
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    report = submit_report(
        assignment_id=assignment.pk, text="Бітті", language="kk", uploads=[pdf()], actor=officer, at=NOON
    )
    stored = StoredFile.objects.get(subject=f"execution_report:{report.pk}")

    assert can_download(officer, stored, on=TODAY)
    assert can_download(secretary, stored, on=TODAY)
    assert not can_download(other, stored, on=TODAY)
    assert not can_download(make_members(1)[0].user, stored, on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_return_and_taking_off_at_once_one_happens():
    secretary, other = make_secretary(), make_secretary()
    report = make_reported(make_assignment(secretary=secretary))
    results, gate = [], threading.Barrier(2)

    def press(act, name):
        gate.wait()
        try:
            act()
            results.append(name)
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    acts = [
        (lambda: return_report(report_id=report.pk, remark="Жоқ", actor=secretary, at=NOON + DAY), "done"),
        (lambda: take_off_control(assignment_id=report.assignment_id, actor=other, at=NOON + DAY), "done"),
    ]
    threads = [threading.Thread(target=press, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]
    assert (
        AuditEvent.objects.filter(
            kind__in=["decisions.report_returned", "decisions.assignment_taken_off_control"]
        ).count()
        == 1
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_report_at_once_one_report_waits():
    assignment = make_assignment()
    officer = officer_of(assignment)
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    results, gate = [], threading.Barrier(4)

    def press():
        gate.wait()
        try:
            submit_report(
                assignment_id=assignment.pk, text="Бітті", language="kk", actor=officer, at=NOON + MINUTE
            )
            results.append("done")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused", "refused", "refused"]
    assert ExecutionReport.objects.count() == 1
