"""Pages of the Council: as many questions to the database for three lines as for one; the list as a sheet."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assembly.bodies.enums import BodyKind
from assembly.documents.enums import ActAccess
from assembly.documents.models import Act
from assembly.documents.services.versions import add_version
from expert_council.services.opinions import draw_in
from tests.expert_council.makers import HOUR, OPINION, asked, issued, make_text
from tests.factories import NOON, make_body, make_person, make_secretary

pytestmark = pytest.mark.django_db


def published():
    """Return an issued opinion that is open to everybody."""
    request, secretary, persons = issued(members=2)
    Act.objects.filter(pk=request.act_id).update(access=ActAccess.PUBLIC)
    return request, secretary, persons


def queries_of(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("expert_council:opinions", lambda: issued(members=2)),
        ("expert_council:opinion_choice", lambda: make_text(make_secretary())),
        ("expert_council:home", lambda: asked(members=2)),
        ("expert_council:composition", lambda: asked(members=2)),
    ],
)
def test_a_list_asks_the_same_for_one_and_for_three(client, name, make):
    make_body(BodyKind.EXPERT_COUNCIL)
    client.force_login(make_secretary())
    make()
    at_one = queries_of(client, reverse(name))
    make(), make()

    assert queries_of(client, reverse(name)) == at_one


def test_the_public_page_asks_the_same_for_one_opinion_and_for_three(client):
    published()
    at_one = queries_of(client, reverse("expert_council:public"))
    published(), published()

    assert queries_of(client, reverse("expert_council:public")) == at_one


def test_the_page_of_an_opinion_asks_the_same_for_one_expert_and_for_three(client):
    request, secretary, _persons = asked(members=1)
    client.force_login(secretary)
    address = reverse("expert_council:opinion", args=[request.pk])
    client.get(address)
    at_one = queries_of(client, address)
    for _ in range(2):
        draw_in(
            request_id=request.pk, person_id=make_person(with_user=False).pk, actor=secretary, at=NOON + HOUR
        )

    # One more event of the history for each, read by the same questions.
    assert queries_of(client, address) == at_one


def test_the_choice_of_a_text_offers_its_newest_version(client):
    secretary = make_secretary()
    text = make_text(secretary)
    newest = add_version(
        document_id=text.pk, text_kk="2. Жаңа.", text_ru="2. Новый.", actor=secretary, at=NOON
    )
    client.force_login(secretary)

    page = client.get("/ru/experts/opinions/texts/").content.decode()

    assert f"/ru/experts/opinions/on/{newest.pk}/" in page
    assert "Версия 2" in page.replace("\xa0", " ")


def test_the_sheet_of_opinions_says_what_the_page_says(client):
    request, secretary, _persons = issued(members=2, due_on=date(2026, 12, 7))
    add_version(
        document_id=request.version.document_id,
        text_kk="2. Жаңа.",
        text_ru="2. Новый.",
        actor=secretary,
        at=NOON + 3 * HOUR,
    )
    client.force_login(secretary)

    answer = client.get("/ru/experts/opinions/?format=xlsx")

    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [str(cell) for cell in rows[0]] == [
        "Текст", "Редакция", "Срок", "Состояние", "Заключение", "Номер", "Дата подписания", "Устарело",
    ]  # fmt: skip
    assert [cell.date() if hasattr(cell, "date") else cell for cell in rows[1]] == [
        "Проект Концепции", 1, date(2026, 12, 7), "Подписано", "Поддержан", "1-2026", date(2026, 11, 23), "Да",
    ]  # fmt: skip
    assert len(rows) == 2


def test_an_expert_of_another_opinion_takes_his_own_rows_alone(client):
    mine, _secretary, persons = asked(members=1)
    foreigner = make_person()
    draw_in(request_id=mine.pk, person_id=foreigner.pk, actor=mine.asked_by, at=NOON)
    asked(members=1, chair=False)
    client.force_login(foreigner.user)

    answer = client.get("/ru/experts/opinions/?format=xlsx")

    assert len(list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())) == 2
    client.force_login(persons[0].user)
    answer = client.get("/ru/experts/opinions/?format=xlsx")
    assert len(list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())) == 3


def test_an_expert_drawn_in_from_abroad_goes_the_whole_path(client):
    """He is told, sees the opinion and nothing else of the Council, writes, dissents; his name is on the paper."""
    request, secretary, persons = asked(members=2)
    foreigner = make_person(family_name="Мюллер")
    client.force_login(secretary)
    address = reverse("expert_council:expert_draw_in", args=[request.pk])
    told = client.post(
        f"{address}?person={foreigner.pk}",
        {"affiliation_kk": "Университет, Германия", "affiliation_ru": "Университет, Германия"},
    )
    assert told.status_code == 302

    client.force_login(foreigner.user)
    assert client.get(reverse("expert_council:opinion", args=[request.pk])).status_code == 200
    assert client.get(reverse("expert_council:home")).status_code == 404
    written = client.post(reverse("expert_council:opinion_write", args=[request.pk]), OPINION)
    assert written.status_code == 302
    dissented = client.post(
        reverse("expert_council:opinion_dissent", args=[request.pk]), {"text_kk": "", "text_ru": "Иначе."}
    )
    assert dissented.status_code == 302
    refused = client.post(reverse("expert_council:opinion_issue", args=[request.pk]))
    request.refresh_from_db()
    assert (refused.status_code, request.state) == (302, "written")

    client.force_login(persons[0].user)
    client.post(reverse("expert_council:opinion_issue", args=[request.pk]))
    request.refresh_from_db()
    assert request.state == "issued"
    author = request.authors.get(person=foreigner)
    assert (author.is_drawn_in, author.has_dissent, author.affiliation_ru) == (
        True,
        True,
        "Университет, Германия",
    )
