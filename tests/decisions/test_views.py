"""Pages of the room: as a stranger, a member, another officer, the officer, a secretary."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assembly.bodies.enums import BodyKind
from assembly.decisions.models import AssemblyAddress, Assignment, Consideration, ExecutionReport, Publication
from assembly.decisions.services.decisions import issue_address
from assembly.people.desk import desk_of
from tests.decisions.makers import (
    ASSIGNMENT,
    make_assignment,
    make_consideration,
    make_decision,
    make_reported,
    officer_of,
)
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_secretary,
    make_state_body,
    make_state_officer,
)

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


LISTS = ["decisions:assignments", "decisions:considerations"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*LISTS, "decisions:decisions", "decisions:cabinet"])
def test_strangers_are_sent_to_sign_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert "/account/" in response.url


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),  # of a secretary, the Chairman, an officer of a state body, a member
    [
        ("decisions:assignments", [200, 200, 200, 404]),
        ("decisions:considerations", [200, 200, 200, 404]),
        ("decisions:decisions", [200, 200, 403, 403]),
        ("decisions:cabinet", [404, 404, 200, 404]),
    ],
)
def test_who_sees_which_list(as_user, name, expected):
    users = [make_secretary(), make_chairman(), make_state_officer(), make_members(1)[0].user]

    statuses = [as_user(user).get(reverse(name)).status_code for user in users]

    assert statuses == expected


@pytest.mark.django_db
def test_who_sees_an_assignment_and_what_he_may_do(as_user):
    assignment = make_assignment()
    url = reverse("decisions:assignment", args=[assignment.pk])

    for user, status, may_accept in (
        (officer_of(assignment), 200, True),
        (make_secretary(), 200, False),
        (make_chairman(), 200, False),
        (make_state_officer(), 404, False),
        (make_members(1)[0].user, 404, False),
    ):
        response = as_user(user).get(url)
        assert response.status_code == status
        accept = reverse("decisions:assignment_accept", args=[assignment.pk])
        assert (f'action="{accept}"' in response.content.decode()) is may_accept


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["assignment_accept", "assignment_report", "assignment_take_off"])
def test_acts_on_another_bodys_assignment_are_not_found(as_user, act):
    assignment = make_assignment()
    url = reverse(f"decisions:{act}", args=[assignment.pk])

    assert as_user(make_state_officer()).post(url, {"text": "Бітті", "language": "kk"}).status_code == 404
    assert as_user(officer_of(assignment)).get(url).status_code == 405
    assignment.refresh_from_db()
    assert assignment.state == "sent"


@pytest.mark.django_db
def test_the_whole_way_in_the_pages(as_user):
    secretary = make_secretary()
    assignment = make_assignment(secretary=secretary)
    page = reverse("decisions:assignment", args=[assignment.pk])
    officer = as_user(officer_of(assignment))

    assert officer.post(reverse("decisions:assignment_accept", args=[assignment.pk])).url == page
    file = SimpleUploadedFile("есеп.pdf", b"%PDF-1.7\n%%EOF", content_type="application/pdf")
    response = officer.post(
        reverse("decisions:assignment_report", args=[assignment.pk]),
        {"text": "Отыз мектеп", "language": "kk", "uploads": [file]},
    )
    assert response.url == page
    report = ExecutionReport.objects.get()
    staff = as_user(secretary)
    content = staff.get(page).content.decode()
    assert "есеп.pdf" in content
    assert "Қырық мектеп жұмыс істейді" in content

    assert (
        staff.post(reverse("decisions:report_return", args=[report.pk]), {"remark": "Он мектеп жоқ"}).url
        == page
    )
    officer = as_user(officer_of(assignment))
    assert "Он мектеп жоқ" in officer.get(page).content.decode()
    officer.post(
        reverse("decisions:assignment_report", args=[assignment.pk]),
        {"text": "Қырық мектеп", "language": "kk"},
    )
    staff = as_user(secretary)
    assert staff.post(reverse("decisions:assignment_take_off", args=[assignment.pk])).url == page
    assignment.refresh_from_db()
    assert assignment.state == "off_control"
    assert "Бақылаудан алынды" in staff.get(page).content.decode()


@pytest.mark.django_db
def test_what_was_typed_stays_when_a_file_is_not_taken(as_user):
    assignment = make_assignment()
    Assignment.objects.update(state="accepted")
    bad = SimpleUploadedFile("зиян.exe", b"MZ\x90\x00")

    response = as_user(officer_of(assignment)).post(
        reverse("decisions:assignment_report", args=[assignment.pk]),
        {"text": "Отыз сегіз мектеп ашылды", "language": "ru", "uploads": [bad]},
    )

    assert response.status_code >= 400
    assert "Отыз сегіз мектеп ашылды" in response.content.decode()
    assert "зиян" in response.content.decode()
    assert ExecutionReport.objects.count() == 0


@pytest.mark.django_db
def test_an_empty_remark_is_said_beside_its_field(as_user):
    report = make_reported()

    response = as_user(make_secretary()).post(
        reverse("decisions:report_return", args=[report.pk]), {"remark": " "}
    )

    assert response.status_code == 422
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.django_db
def test_a_second_press_says_that_the_state_has_changed(as_user):
    assignment = make_assignment()
    client = as_user(officer_of(assignment))
    url = reverse("decisions:assignment_accept", args=[assignment.pk])
    client.post(url)

    response = client.post(url, follow=True)
    assert [str(message.level_tag) for message in response.context["messages"]] == ["success", "error"]


@pytest.mark.django_db
def test_the_list_is_filtered_and_exported(as_user):
    secretary, body = make_secretary(), make_state_body()
    make_state_officer(body)
    first = make_assignment(secretary=secretary, state_body=body, text_kk="=ЖҰМЫС істеу")
    second = make_assignment(secretary=secretary, due_on=date(2026, 12, 1))
    Assignment.objects.filter(pk=second.pk).update(given_on=date(2026, 10, 1), due_on=date(2026, 11, 2))
    client = as_user(secretary)
    url = reverse("decisions:assignments")

    def shown(**query):
        return [one for one, _chip, _left in client.get(url, query).context["rows"]]

    assert shown() == [second, first]
    assert shown(overdue="on") == [second]
    assert shown(lead=body.pk) == [first]
    assert shown(state="accepted") == []
    assert shown(due_from="2026-12-01") == [first]
    assert shown(due_until="01.12.2026") == [second]
    assert shown(q=first.number) == [first]
    assert shown(q="жексенбілік") == [second]

    book = load_workbook(io.BytesIO(client.get(url, {"format": "xlsx", "lead": body.pk}).content))
    rows = list(book.active.values)
    assert rows[1][0] == first.number
    assert rows[1][1] == "'=ЖҰМЫС істеу"
    assert len(rows) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*LISTS, "decisions:decisions", "decisions:cabinet"])
def test_a_list_costs_the_same_for_one_and_for_three(as_user, name):
    secretary, body = make_secretary(), make_state_body()
    officer = make_state_officer(body)
    client = as_user(officer if name == "decisions:cabinet" else secretary)
    counts = []
    for many in (1, 2):
        for _ in range(many):
            decision = make_decision()
            make_assignment(decision, secretary=secretary, state_body=body)
            make_consideration(decision, secretary=secretary, state_body=body)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_an_address_is_issued_and_its_publication_recorded_in_the_page(as_user):
    decision = make_decision()
    client = as_user(make_secretary())
    page = reverse("decisions:decision", args=[decision.pk])
    assert reverse("decisions:decision_address", args=[decision.pk]) in client.get(page).content.decode()

    assert client.post(reverse("decisions:decision_address", args=[decision.pk])).url == page
    content = client.get(page).content.decode()
    assert "Үндеу қабылданды, жариялануы күтілуде" in content
    url = reverse("decisions:decision_publication", args=[decision.pk])
    given = {"medium_kk": "«Жария»", "medium_ru": "«Жария»", "published_on": "2026-11-24"}
    response = client.post(url, given)
    assert response.status_code == 422
    assert "2026\xa0ж. 23\xa0қараша" in response.content.decode()
    assert client.post(url, {**given, "published_on": "2026-11-23"}).url == page
    assert Publication.objects.count() == 1
    assert "Жарияланды" in client.get(page).content.decode()


@pytest.mark.django_db
def test_a_council_decision_offers_no_address(as_user):
    decision = make_decision(BodyKind.COUNCIL)
    client = as_user(make_secretary())
    url = reverse("decisions:decision_address", args=[decision.pk])

    assert url not in client.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    response = client.post(url, follow=True)
    assert "11-тармақ" in "".join(str(message) for message in response.context["messages"])
    assert AssemblyAddress.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act", ["decision_address", "decision_publication", "decision_send", "decision_assign"]
)
def test_only_the_secretariat_acts_on_a_decision(as_user, act):
    decision = make_decision()
    url = reverse(f"decisions:{act}", args=[decision.pk])
    for user in (make_chairman(), make_state_officer(), make_members(1)[0].user):
        assert as_user(user).post(url, {}).status_code == 403


@pytest.mark.django_db
def test_a_decision_is_sent_to_chosen_bodies(as_user):
    decision, bodies = make_decision(), [make_state_body() for _ in range(3)]
    client = as_user(make_secretary())
    url = reverse("decisions:decision_send", args=[decision.pk])

    assert client.post(url, {}).status_code == 422
    response = client.post(url, {"state_bodies": [bodies[0].pk, bodies[2].pk]})
    assert response.url == reverse("decisions:decision", args=[decision.pk])
    assert set(Consideration.objects.values_list("state_body", flat=True)) == {bodies[0].pk, bodies[2].pk}


@pytest.mark.django_db
def test_a_point_is_assigned_with_a_computed_day(as_user):
    decision, body = make_decision(), make_state_body()
    client = as_user(make_secretary())
    url = reverse("decisions:decision_assign", args=[decision.pk])
    given = {**ASSIGNMENT, "lead": f"state_body:{body.pk}", "working_days": "10"}

    assert "Ана тілдері жексенбілік мектептерін ашу." in client.get(url, {"point": "1"}).content.decode()
    content = client.post(url, {**given, "compute": "1"}).content.decode()
    assert 'value="2026-12-07"' in content
    assert ASSIGNMENT["criterion_ru"] in content
    assert Assignment.objects.count() == 0

    response = client.post(url, {**given, "due_on": "2026-11-24"})
    assert response.status_code == 422
    assert "2026\xa0ж. 25\xa0қараша" in response.content.decode()
    response = client.post(url, {**given, "due_on": "2026-12-07"})
    assignment = Assignment.objects.get()
    assert response.url == reverse("decisions:assignment", args=[assignment.pk])
    assert (assignment.lead_state_body, assignment.due_on) == (body, date(2026, 12, 7))


@pytest.mark.django_db
def test_a_consideration_is_received_and_answered_in_the_page(as_user):
    consideration = make_consideration()
    officer = consideration.state_body.officers.first().person.user
    page = reverse("decisions:consideration", args=[consideration.pk])
    client = as_user(officer)

    assert client.post(reverse("decisions:consideration_receive", args=[consideration.pk])).url == page
    answer = reverse("decisions:consideration_answer", args=[consideration.pk])
    given = {
        "considered_on": "2026-11-23",
        "signatory": "Министр",
        "resolved_kk": "Орындау",
        "resolved_ru": "",
    }
    response = client.post(answer, given)
    assert response.status_code == 422
    assert "Орындау" in response.content.decode()
    assert client.post(answer, {**given, "resolved_ru": "Исполнить"}).url == page
    assert "Исполнить" in client.get(page).content.decode()

    assert as_user(make_state_officer()).get(page).status_code == 404
    assert as_user(make_members(1)[0].user).get(page).status_code == 404


@pytest.mark.django_db
def test_the_desk_and_the_cabinet_show_whose_turn_it_is(as_user):
    secretary = make_secretary()
    decision = make_decision()
    body = make_state_body()
    officer = make_state_officer(body)
    assignment = make_assignment(decision, secretary=secretary, state_body=body)
    make_consideration(decision, secretary=secretary, state_body=body)

    mine = [item.url for item in desk_of(officer, on=TODAY)]
    assert reverse("decisions:assignment", args=[assignment.pk]) in mine
    assert len([url for url in mine if "/control/" in url]) == 2
    content = as_user(officer).get(reverse("decisions:cabinet")).content.decode()
    assert assignment.title in content

    make_reported(assignment)
    assert not [item for item in desk_of(officer, on=TODAY) if "/assignments/" in item.url]
    assert [item.icon for item in desk_of(secretary, on=TODAY) if "/control/" in item.url] == ["file-check"]
    late = [item.icon for item in desk_of(secretary, on=date(2027, 6, 1)) if "/control/" in item.url]
    assert late == ["file-check"]


@pytest.mark.django_db
def test_overdue_ones_are_counted_on_the_desk_of_the_secretariat():
    secretary = make_secretary()
    make_assignment(secretary=secretary)

    items = [item for item in desk_of(secretary, on=date(2026, 12, 28)) if "/control/" in item.url]

    assert [(item.icon, item.tone) for item in items] == [("clock-alert", "hot")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_are_drawn_in_each_language(as_user, language):
    secretary = make_secretary()
    decision = make_decision()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    report = make_reported(make_assignment(decision, secretary=secretary))
    consideration = make_consideration(decision, secretary=secretary)
    client = as_user(secretary)

    for path in (
        "control/", f"control/decisions/{decision.pk}/", f"control/decisions/{decision.pk}/assign/",
        "control/assignments/", f"control/assignments/{report.assignment_id}/", "control/considerations/",
        f"control/considerations/{consideration.pk}/",
    ):  # fmt: skip
        assert client.get(f"/{language}/{path}").status_code == 200
