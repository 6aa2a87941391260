import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.bodies.enums import BodyKind, NominationRoute, SeatRole
from assembly.bodies.models import Association
from tests.factories import make_body, make_person, make_region, make_secretary, seat

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate().replace(month=1, day=1).replace(year=timezone.localdate().year + 1)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    make_body(BodyKind.ASSEMBLY)
    client.force_login(make_secretary())
    return client


@pytest.fixture
def four(staff):
    """Four members, each unlike the others."""
    association = Association.objects.create(name_kk="Бірлестік", name_ru="Объединение корейцев")
    first, second, third, fourth = (
        make_person(family_name="Аманов"),
        make_person(family_name="Бекова", language="ru", with_user=False),
        make_person(family_name="Ғалиев", with_user=False, email=""),
        make_person(family_name="Ким"),
    )
    seat(first, BodyKind.ASSEMBLY, role=SeatRole.CHAIR, region=make_region("71"))
    seat(second, BodyKind.ASSEMBLY, since=date(2025, 6, 1), nomination=NominationRoute.COUNCIL,
         nominated_by_kk="Кеңес", nominated_by_ru="Совет")  # fmt: skip
    seat(third, BodyKind.ASSEMBLY, until=NEXT_YEAR)
    seat(fourth, BodyKind.ASSEMBLY, association=association)
    seat(fourth, BodyKind.COUNCIL)
    return association


def names(response):
    return [held.person.family_name for held, _cells in response.context["rows"]]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Аманов", "Бекова", "Ғалиев", "Ким"]),
        ({"q": "корейц"}, ["Ким"]),
        ({"role": "chair"}, ["Аманов"]),
        ({"council": "yes"}, ["Ким"]),
        ({"nomination": "council"}, ["Бекова"]),
        ({"language": "ru"}, ["Бекова"]),
        ({"account": "yes"}, ["Аманов", "Ким"]),
        ({"account": "no"}, ["Бекова", "Ғалиев"]),
        ({"ends": "yes"}, ["Ғалиев"]),
        ({"ends": "no"}, ["Аманов", "Бекова", "Ким"]),
        ({"since": "02.01.2025"}, ["Бекова"]),
        ({"until": "01.01.2025"}, ["Аманов", "Ғалиев", "Ким"]),
        ({"on": "01.03.2025"}, ["Аманов", "Ғалиев", "Ким"]),
        ({"sort": "-name"}, ["Ким", "Ғалиев", "Бекова", "Аманов"]),
    ],
)
def test_the_register_is_narrowed_and_ordered(staff, four, filters, found):
    assert names(staff.get(reverse("bodies:member_list"), filters)) == found


def test_region_and_association_narrow_too(staff, four):
    assert names(staff.get(reverse("bodies:member_list"), {"region": make_region("71").pk})) == ["Аманов"]
    assert names(staff.get(reverse("bodies:member_list"), {"association": four.pk})) == ["Ким"]


def test_a_filter_that_cannot_be_understood_is_said_and_the_rest_holds(staff, four):
    response = staff.get(reverse("bodies:member_list"), {"since": "вчера", "role": "chair"})

    assert response.status_code == 200
    assert names(response) == ["Аманов"]
    assert response.context["form"].errors["since"] == ["Введите правильную дату."]


def test_columns_are_those_that_are_chosen(staff, four):
    page = staff.get(reverse("bodies:member_list"), {"columns": ["language", "account"]})

    assert [column.key for column in page.context["columns"]] == ["language", "account"]
    assert [cell.text for _column, cell in page.context["rows"][1][1]] == ["Русский", "нет"]


def test_the_state_of_a_seat_is_said_in_words(staff, four):
    rows = staff.get(reverse("bodies:member_list"), {"columns": ["state"]}).context["rows"]

    assert [str(cells[0][1].chip.word) for _held, cells in rows] == [
        "Действует",
        "Действует",
        f"Окончание: 01.01.{NEXT_YEAR.year}",
        "Действует",
    ]


def test_the_sheet_holds_exactly_what_is_filtered(staff, four):
    query = {"account": "no", "columns": ["nomination", "since"], "sort": "-name"}

    sheet = staff.get(reverse("bodies:member_export"), query)

    assert list(load_workbook(io.BytesIO(sheet.content)).active.values) == [
        ("Имя", "Член с", "Как выдвинут"),
        ("Ғалиев Айдос", timezone.datetime(2025, 1, 1), None),
        ("Бекова Айдос", timezone.datetime(2025, 6, 1), "решение Совета, Совет"),
    ]


def test_the_register_asks_as_much_for_three_as_for_one(staff):
    columns = ["behalf", "region", "role", "since", "nomination", "council", "language", "account", "state"]
    counts = []
    for number in (1, 2):
        for _ in range(number):
            seat(make_person(), BodyKind.ASSEMBLY, region=make_region())
        with CaptureQueriesContext(connection) as queries:
            staff.get(reverse("bodies:member_list"), {"columns": columns})
        counts.append(len(queries))

    assert counts[0] == counts[1]
