"""Lists of the room as XLSX: the rows of the page, as many questions for three rows as for one."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from secretariat.formations.models import Formation
from tests.factories import NOON, make_body, make_secretary
from tests.people.kit import get
from tests.secretariat.makers import make_answered, make_appeal, make_drafted, make_head, make_redirected
from tests.secretariat.test_formations import TEXTS, created, drafted, end_formation, write_report

pytestmark = pytest.mark.django_db
SPAN = {"since": "2026-11-01", "until": "2026-11-30"}


@pytest.fixture
def secretary():
    make_body("secretariat")
    with translation.override("ru"):
        yield make_secretary()


def lines(response):
    return [list(row) for row in load_workbook(BytesIO(response.content)).active.values]


def asked(client, name, **query):
    """Return how many questions a sheet asks, and how many lines it has besides its heading."""
    with CaptureQueriesContext(connection) as queries:
        response = get(client, name, **query)
    return len(queries), len(lines(response)) - 1


def appeals_in_each_state(secretary):
    make_appeal()
    make_drafted(secretary=secretary)
    make_answered(secretary=secretary)
    make_redirected()


@pytest.mark.parametrize(
    ("name", "query"),
    [("secretariat:appeal_export", {}), ("secretariat:appeal_figures_export", SPAN)],
)
def test_a_sheet_of_appeals_asks_the_same_for_one_and_for_three_of_each(client, secretary, name, query):
    client.force_login(secretary)
    appeals_in_each_state(secretary)
    asked(client, name, **query)
    one = asked(client, name, **query)
    for _ in range(2):
        appeals_in_each_state(secretary)

    three = asked(client, name, **query)

    assert three[0] == one[0]
    if name == "secretariat:appeal_export":
        assert (one[1], three[1]) == (4, 12)


def an_ended_one(secretary):
    formation, _secretary, head = created(secretary, make_head(), name_ru="Комиссия, что закончила")
    write_report(formation_id=formation.pk, **TEXTS, actor=secretary, at=NOON)
    return end_formation(formation_id=formation.pk, actor=head, at=NOON + timedelta(days=5))


def test_the_sheet_of_commissions_says_what_the_page_says_and_who_leads(client, secretary):
    client.force_login(secretary)
    plan = drafted(secretary, members=3, kind="working_group", until=None)
    active, _secretary, _head = created(secretary, make_head(), name_ru="=Комиссия")
    planned = plan.planned_seats.get(role="chair").person
    chair = active.body.memberships.get(role="chair").person

    heading, first, second = lines(get(client, "formations:formations", format="xlsx"))

    assert heading == [
        "Название", "Вид", "Цель", "Председатель", "Число членов", "Создано актом", "Последний день срока",
        "Состояние", "Завершено актом",
    ]  # fmt: skip
    assert [cell.date() if hasattr(cell, "date") else cell for cell in first] == [
        "'=Комиссия", "Комиссия", "Выработать предложения", f"{chair.family_name} {chair.given_name}", 2,
        active.act.reference, date(2026, 12, 21), "Работает", None,
    ]  # fmt: skip
    assert second == [
        "Комиссия по языкам", "Рабочая группа", "Выработать предложения",
        f"{planned.family_name} {planned.given_name}", 3, None, None, "Готовится", None,
    ]  # fmt: skip


def test_the_sheet_of_commissions_names_the_act_that_ended_one(client, secretary):
    client.force_login(secretary)
    ended = an_ended_one(secretary)

    row = lines(get(client, "formations:formations", format="xlsx"))[1]

    assert row[-1] == ended.end_act.reference
    assert row[-2] == "Работа завершена"


def test_the_sheet_of_commissions_asks_the_same_for_one_and_for_three(client, secretary):
    client.force_login(secretary)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            created(secretary, make_head())
        get(client, "formations:formations", format="xlsx")
        counts.append(asked(client, "formations:formations", format="xlsx"))

    assert counts[0][0] == counts[1][0]
    assert [count[1] for count in counts] == [1, 3]


def test_a_member_reads_the_page_of_his_commission_and_not_the_list_of_all(client, secretary):
    formation, _secretary, _head = created(secretary, make_head())
    member = formation.body.memberships.get(role="member").person
    client.force_login(member.user)

    assert get(client, "formations:formations", format="xlsx").status_code == 403
    assert Formation.objects.count() == 1
