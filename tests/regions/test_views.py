"""Pages of regions: as a stranger, as a region's own secretary, as another's, as the staff."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from assembly.bodies.services.seed import seed_reference
from assembly.documents.models import StoredFile
from assembly.people.desk import desk_of
from regions.form import FIGURES
from regions.models import RegionalReport, ReportVersion
from regions.paper import can_read_paper, report_paper
from regions.querysets import assemblies_visible_to
from regions.selectors import can_read_file
from regions.services.drafts import attach_file
from tests.factories import NOON, make_chairman, make_members, make_secretary
from tests.regions.makers import (
    FIGURES as COUNTED,
)
from tests.regions.makers import (
    OPENED,
    TEXTS,
    fill,
    make_accepted,
    make_akim,
    make_assembly,
    make_report,
    make_returned,
    make_sent,
    make_worker,
)
from tests.regions.test_reports import PDF, pdf

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DRAFT = {**{name: str(value) for name, value in COUNTED.items()}, **TEXTS, "language": "kk"}


@pytest.fixture(autouse=True)
def _in_russian():
    with translation.override("ru"):
        yield


def at(name, *args):
    return reverse(f"regions:{name}", args=args)


def status_of(client, path):
    """Return the status of a page; a file that it gives is read to its end, which closes it."""
    answer = client.get(path)
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def test_the_way_of_a_report_through_its_pages(client):
    assembly = make_assembly()
    worker, secretary = make_worker(assembly), make_secretary()
    report = make_report(assembly)
    client.force_login(worker)

    saved = client.post(at("draft", report.pk), {**DRAFT, "revision": "0", "on": "1"})
    assert saved.url == at("report", report.pk)
    upload = SimpleUploadedFile("есеп.pdf", PDF)
    assert client.post(at("attach", report.pk), {"upload": upload}).url == at("report", report.pk)
    assert client.post(at("report_send", report.pk)).url == at("report", report.pk)

    client.force_login(secretary)
    assert "Принять отчёт?" in client.get(at("report", report.pk)).content.decode()
    returned = client.post(at("report_return", report.pk), {"remark": "Уточните число участников"})
    assert returned.url == at("report", report.pk)

    client.force_login(worker)
    page = client.get(at("report", report.pk)).content.decode()
    assert "Уточните число участников" in page
    client.post(at("draft", report.pk), {**DRAFT, "revision": "1", "events": "9"})
    client.post(at("report_send", report.pk))

    client.force_login(secretary)
    assert "было: 4" in client.get(at("report", report.pk)).content.decode()
    client.post(at("report_accept", report.pk))
    report.refresh_from_db()
    assert (report.state, report.versions.count()) == ("accepted", 2)


def test_what_was_typed_stays_when_it_cannot_be_taken(client):
    assembly = make_assembly()
    report = make_report(assembly)
    client.force_login(make_worker(assembly))

    answer = client.post(at("draft", report.pk), {**DRAFT, "revision": "0", "events": "-3"})

    assert answer.status_code == 422
    assert TEXTS["main_events"] in answer.content.decode()
    assert not RegionalReport.objects.get().texts


def test_the_page_saves_the_draft_while_it_is_written(client):
    assembly = make_assembly()
    report = make_report(assembly)
    client.force_login(make_worker(assembly))

    answer = client.post(at("draft", report.pk), {**DRAFT, "revision": "0"}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="revision" value="1"' in text
    assert "<html" not in text


def test_another_persons_draft_is_not_overwritten_and_the_page_says_so(client):
    assembly = make_assembly()
    one, other = make_worker(assembly), make_worker(assembly)
    report = make_report(assembly)
    fill(report, one)
    client.force_login(other)

    answer = client.post(at("draft", report.pk), {**DRAFT, "revision": "0", "main_events": "Моё"})

    assert answer.status_code == 409
    assert "Запись изменил другой сотрудник" in answer.content.decode()
    assert "Моё" in answer.content.decode()
    assert RegionalReport.objects.get().texts == TEXTS


def test_a_refusal_of_sending_names_what_is_missing(client):
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker, figures={**COUNTED, "events": None})
    client.force_login(worker)

    answer = client.post(at("report_send", report.pk))

    assert answer.status_code == 422
    assert "Не заполнены показатели: Проведённые мероприятия." in answer.content.decode()


def test_a_file_that_is_none_is_refused_beside_its_field(client):
    assembly = make_assembly()
    report = make_report(assembly)
    client.force_login(make_worker(assembly))
    answer = client.post(at("attach", report.pk), {"upload": SimpleUploadedFile("a.pdf", b"no pdf")})
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


def test_the_public_reads_the_public_part_alone(client):
    report, _worker = make_accepted()
    code = report.assembly.region.code

    page = client.get(at("published_report", code, "2026-3")).content.decode()

    assert TEXTS["main_events"] in page
    assert TEXTS["interethnic_relations"] not in page
    assert TEXTS["proposals"] not in page
    assert client.get(at("region_page", code)).status_code == 200
    for path in ("2026-2", "2026-9", "latest", "20261-3"):
        assert client.get(at("published_report", code, path)).status_code == 404


@pytest.mark.parametrize("make", [make_sent, make_returned])
def test_what_is_not_accepted_is_not_published(client, make):
    report, _worker = make()
    code = report.assembly.region.code
    assert client.get(at("published_report", code, "2026-3")).status_code == 404
    public = client.get(at("region_list")).content.decode()
    assert "Возвращён" not in public
    assert "Сдан в срок" in public


def test_strangers_are_led_to_sign_in_and_members_see_nothing(client):
    report, _worker = make_sent()
    inner = [at("work"), at("figures"), at("own"), at("report", report.pk), at("region_inside", "71")]
    assert {client.get(path).status_code for path in inner} == {302}
    client.force_login(make_members(1)[0].user)
    assert [client.get(path).status_code for path in inner] == [403, 403, 404, 404, 404]


def test_the_akim_and_the_chairman_read_and_cannot_write(client):
    report, _worker = make_sent()
    for reader in (make_akim(report.assembly), make_chairman()):
        client.force_login(reader)
        page = client.get(at("report", report.pk))
        assert page.status_code == 200
        assert "Принять отчёт?" not in page.content.decode()
        assert client.get(at("draft", report.pk)).status_code == 404
        assert client.post(at("report_accept", report.pk)).status_code == 302
    report.refresh_from_db()
    assert report.state == "sent"


CODES = ("10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63", "71",
         "75", "79")  # fmt: skip


def test_twenty_secretaries_reach_their_own_region_and_none_of_the_other_nineteen():
    """Twenty by twenty: the inner page, the report, its file, its paper, the search."""
    seed_reference(at=NOON)
    assemblies = [make_assembly(code) for code in CODES]
    workers = [make_worker(assembly) for assembly in assemblies]
    reports = [make_report(assembly) for assembly in assemblies]
    reached = set()
    for mine, worker in enumerate(workers):
        inner = set(assemblies_visible_to(worker, on=TODAY))
        readable = set(RegionalReport.objects.visible_to(worker, on=TODAY))
        prepared = set(RegionalReport.objects.prepared_by(worker, on=TODAY))
        for other, report in enumerate(reports):
            answers = (
                assemblies[other] in inner,
                report in readable,
                report in prepared,
                can_read_file(worker, report.pk, TODAY),
                can_read_paper(worker, report.pk, TODAY),
            )
            assert len(set(answers)) == 1
            if answers[0]:
                reached.add((mine, other))

    assert reached == {(place, place) for place in range(20)}


def test_a_secretary_opens_his_own_pages_and_is_told_that_his_neighbours_do_not_exist(client):
    codes = CODES[:4]
    assemblies = [make_assembly(code) for code in codes]
    workers = [make_worker(assembly) for assembly in assemblies]
    reports = [make_report(assembly) for assembly in assemblies]
    files = []
    for report, worker in zip(reports, workers, strict=True):
        fill(report, worker)
        files.append(attach_file(report_id=report.pk, upload=pdf(), actor=worker, at=OPENED))

    for mine, worker in enumerate(workers):
        client.force_login(worker)
        for other, report in enumerate(reports):
            paths = (
                at("region_inside", codes[other]),
                at("report", report.pk),
                at("draft", report.pk),
                reverse("documents:download", args=[files[other].stored_id]),
            )
            assert {status_of(client, path) for path in paths} == ({200} if mine == other else {404})
        assert {client.get(at(page) + "?format=xlsx").status_code for page in ("work", "figures")} == {403}


def test_a_strangers_acts_on_another_region_change_nothing(client):
    report, _worker = make_returned()
    client.force_login(make_worker(make_assembly("75")))
    for path in ("draft", "attach", "report_send", "report_return", "report_accept"):
        assert client.post(at(path, report.pk), DRAFT).status_code == 404
    assert ReportVersion.objects.count() == 1


def test_a_secretary_whose_seat_ended_sees_his_region_no_more(client):
    report, worker = make_sent()
    seat = worker.person.memberships.get()
    seat.term, seat.end_reason = (seat.term.lower, NOON.date().replace(month=10)), "rotation"
    seat.save()
    client.force_login(worker)
    assert client.get(at("report", report.pk)).status_code == 404
    assert client.get(at("own")).status_code == 404


def test_sheets_of_the_list_and_of_the_figures(client):
    make_accepted()
    client.force_login(make_secretary())

    listed = load_workbook(io.BytesIO(client.get(at("work") + "?format=xlsx").content)).active
    figures = load_workbook(io.BytesIO(client.get(at("figures") + "?format=xlsx").content)).active

    assert [cell.value for cell in listed[2]][:2] == ["город 71", "Принят"]
    assert [cell.value for cell in figures[1]][1] == str(FIGURES[0].label)
    assert [cell.value for cell in figures[2]][1:4] == [4, 4, 4]
    assert figures[3][0].value == "Все регионы"


def test_the_list_can_be_narrowed_to_what_is_late(client):
    make_report(make_assembly("71"))
    make_sent(make_assembly("75"))
    client.force_login(make_secretary())
    assert [row.name for row in client.get(at("work") + "?late=on").context["rows"]] == ["город 71"]
    assert [row.name for row in client.get(at("work") + "?state=sent").context["rows"]] == ["город 75"]
    assert len(client.get(at("work") + "?quarter=1999-9&state=x").context["rows"]) == 2


def test_desks_say_what_waits():
    report, worker = make_returned()
    secretary = make_secretary()
    late = NOON.date()

    assert [item.url for item in desk_of(worker, on=late)] == [at("report", report.pk)]
    assert at("work") + "?late=on" in [item.url for item in desk_of(secretary, on=late)]


def test_the_paper_holds_the_whole_accepted_report():
    report, _worker = make_accepted()
    paper = report_paper(report.pk)
    assert paper.file_name == "report-71-2026-3.pdf"
    assert [value for _label, value in paper.context["figures"]] == [4] * len(FIGURES)
    assert len(paper.context["texts"]) == len(TEXTS)


@pytest.mark.parametrize("page", ["work", "figures", "region_list"])
def test_lists_ask_as_much_for_three_regions_as_for_one(client, page, django_assert_max_num_queries):
    client.force_login(make_secretary())
    make_accepted(make_assembly("71"))
    client.get(at(page))
    with django_assert_max_num_queries(100) as one:
        client.get(at(page))
    make_accepted(make_assembly("75"))
    make_sent(make_assembly("79"))
    with django_assert_max_num_queries(len(one)):
        client.get(at(page))
