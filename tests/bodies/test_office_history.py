import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from assembly.bodies.enums import OfficeKind
from assembly.bodies.models import Office
from assembly.bodies.offices import spans_of
from tests.factories import hold_office, make_person, make_secretary, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def held(*terms):
    for number, (since, until) in enumerate(terms):
        person = make_person(with_user=False, family_name=f"Должностнов{number}")
        hold_office(person, OfficeKind.DEPUTY_CHAIR, since=since, until=until)
    return Office.objects.get()


@pytest.mark.parametrize(
    ("terms", "spans"),
    [
        ([(date(2025, 1, 1), None)], [(date(2025, 1, 1), None, True)]),
        (
            [(date(2025, 1, 1), date(2025, 6, 1)), (date(2025, 9, 1), None)],
            [
                (date(2025, 9, 1), None, True),
                (date(2025, 6, 1), date(2025, 9, 1), False),
                (date(2025, 1, 1), date(2025, 6, 1), True),
            ],
        ),
        (  # one follows the other at once: no vacancy between, one after
            [(date(2025, 1, 1), date(2025, 6, 1)), (date(2025, 6, 1), date(2026, 6, 1))],
            [
                (date(2026, 6, 1), None, False),
                (date(2025, 6, 1), date(2026, 6, 1), True),
                (date(2025, 1, 1), date(2025, 6, 1), True),
            ],
        ),
        (  # a term that ends later is no vacancy yet
            [(date(2025, 1, 1), date(2026, 12, 1))],
            [(date(2025, 1, 1), date(2026, 12, 1), True)],
        ),
    ],
)
def test_holders_and_vacancies_follow_one_another(terms, spans):
    found = spans_of(held(*terms), today=TODAY)

    assert [(span.lower, span.upper, span.holding is not None) for span in found] == spans


def test_an_office_that_nobody_held_has_no_spans(client):
    office = Office.objects.create(kind=OfficeKind.OTHER, name_kk="Лауазым", name_ru="Должность")
    client.force_login(make_secretary())

    assert spans_of(office, today=TODAY) == []
    page = client.get(reverse("bodies:office_page", args=[office.pk])).content.decode()
    assert "На эту должность ещё никто не внесён." in page


def test_the_page_and_the_sheet_show_the_history(client):
    office = held((date(2025, 1, 1), date(2025, 6, 1)), (date(2025, 9, 1), None))
    client.force_login(make_secretary())

    page = client.get(reverse("bodies:office_page", args=[office.pk])).content.decode()
    sheet = client.get(reverse("bodies:office_history_export", args=[office.pk]))

    assert "Должностнов0" in page
    assert "Вакантно" in page
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[0] for row in rows[1:]] == ["Должностнов1 Айдос", "Вакантно", "Должностнов0 Айдос"]


def test_the_history_is_for_the_secretariat(client):
    client.force_login(make_user())

    assert client.get(reverse("bodies:office_page", args=[held((TODAY, None)).pk])).status_code == 403


def test_the_page_asks_as_much_for_three_as_for_one(client):
    client.force_login(make_secretary())
    counts = []
    for number in (1, 2):
        office = held(
            *(
                (date(2020 + 3 * number + year, 1, 1), date(2021 + 3 * number + year, 1, 1))
                for year in range(number)
            )
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("bodies:office_page", args=[office.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
