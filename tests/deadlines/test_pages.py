import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.deadlines.models import CalendarDay, CalendarYear
from assembly.deadlines.months import months_of
from assembly.deadlines.selectors import Calendar
from assembly.deadlines.services.calendar import seed_year
from tests.factories import NOON, make_members, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    client.force_login(make_secretary())
    return client


def url(name, **kwargs):
    return reverse(f"deadlines:{name}", kwargs=kwargs)


def test_the_calendar_is_read_by_everybody_signed_in_and_changed_by_the_staff(client):
    assert client.get(url("year", year=2026)).status_code == 302
    client.force_login(make_members(1)[0].user)

    assert client.get(url("this_year"))["Location"] == url("year", year=timezone.localdate().year)
    page = client.get(url("year", year=2026))
    assert (page.status_code, page.context["may_change"]) == (200, False)
    assert client.get(url("day_change")).status_code == 403
    client.post(url("year_add", year=2026))
    assert CalendarYear.objects.count() == 0
    assert client.get(url("year", year=1990)).status_code == 404


def test_a_year_shows_its_holidays_by_name(staff):
    seed_year(year=2026, at=NOON)

    page = staff.get(url("year", year=2026))

    assert "Курбан айт (ожидаемая дата)" in page.content.decode()
    assert page.context["working_days"] == sum(month.working_days for month in page.context["months"])
    assert len(page.context["months"]) == 12


@pytest.mark.parametrize(
    ("month", "working_days"),
    [(1, 19), (3, 18), (5, 17), (8, 21), (10, 21), (12, 22)],
)
def test_working_days_of_months_of_2026(month, working_days):
    seed_year(year=2026, at=NOON)

    months = months_of(2026, today=date(2026, 11, 23), known=Calendar())

    assert months[month - 1].working_days == working_days


def test_a_year_not_entered_says_that_its_terms_are_provisional(staff):
    page = staff.get(url("year", year=2031))
    assert page.context["is_known"] is False
    assert staff.post(url("year_add", year=2031))["Location"] == url("year", year=2031)
    assert staff.get(url("year", year=2031)).context["is_known"] is True


def test_a_day_is_changed_through_the_page(staff):
    seed_year(year=2026, at=NOON)
    facts = {
        "day": "24.11.2026",
        "kind": "off",
        "name_kk": "Ауыстырылған демалыс күні",
        "name_ru": "Перенесённый выходной",
        "source": "Постановление № 100",
    }

    assert staff.get(url("day_change"), {"day": "27.05.2026"}).context["form"].initial["kind"] == "off"
    assert staff.get(url("day_change"), {"day": "вчера"}).status_code == 200
    assert staff.post(url("day_change"), {**facts, "source": ""}).status_code == 422
    assert staff.post(url("day_change"), facts)["Location"] == url("year", year=2026)
    assert CalendarDay.objects.get(day=date(2026, 11, 24)).source == "Постановление № 100"

    book = load_workbook(io.BytesIO(staff.get(url("year_export", year=2026)).content))
    assert "Перенесённый выходной" in [row[3] for row in book.active.values]


def test_a_year_asks_as_much_with_holidays_as_without(staff):
    counts = []
    for number in (0, 2):
        for year in range(2026, 2026 + number):
            seed_year(year=year, at=NOON)
        with CaptureQueriesContext(connection) as queries:
            staff.get(url("year", year=2026))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_calendar_opens_in_every_language(staff, language):
    seed_year(year=2026, at=NOON)
    with translation.override(language):
        assert staff.get(url("year", year=2026)).status_code == 200
        assert staff.get(url("day_change")).status_code == 200
