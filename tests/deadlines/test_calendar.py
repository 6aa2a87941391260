import threading
from datetime import date

import pytest
from django.db import connection
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.deadlines.models import CalendarDay, CalendarYear
from assembly.deadlines.refusals import CalendarDayRefused, YearRefused
from assembly.deadlines.selectors import (
    Calendar,
    explain,
    is_working,
    term_after,
    term_before,
    term_until,
    working_days_left,
)
from assembly.deadlines.services.calendar import add_year, change_day, seed_year
from tests.factories import NOON, make_secretary, make_state_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar():
    for year in (2025, 2026, 2027):
        seed_year(year=year, at=NOON)
    return Calendar()


@pytest.mark.parametrize(
    ("received", "in_three", "in_ten", "in_fifteen"),
    [
        ("2025-12-18", "2025-12-23", "2026-01-05", "2026-01-13"),  # New Year, Christmas
        ("2026-03-19", "2026-03-27", "2026-04-07", "2026-04-14"),  # Nauryz with two days moved
        ("2026-04-28", "2026-05-04", "2026-05-15", "2026-05-22"),  # 1, 7, 9 May, the last moved
        ("2026-08-20", "2026-08-25", "2026-09-03", "2026-09-10"),  # 30 August is no holiday in 2026
        ("2026-11-23", "2026-11-26", "2026-12-07", "2026-12-14"),  # no holiday at all
        ("2026-12-11", "2026-12-17", "2026-12-28", "2027-01-06"),  # 16 December, New Year moved
        ("2027-03-10", "2027-03-16", "2027-03-30", "2027-04-06"),  # 15 March, Nauryz
    ],
)
def test_working_days_pass_over_the_holidays_of_kazakhstan(calendar, received, in_three, in_ten, in_fifteen):
    start = date.fromisoformat(received)

    found = [term_after(start, days, calendar=calendar).due_on.isoformat() for days in (3, 10, 15)]

    assert found == [in_three, in_ten, in_fifteen]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 3), False),  # day off moved from Sunday the 5th
        (date(2025, 1, 5), True),  # and that Sunday is worked
        (date(2026, 3, 9), False),  # 8 March on a Sunday
        (date(2026, 5, 27), False),  # Qurban Ait
        (date(2026, 8, 31), True),
        (date(2027, 5, 17), True),  # Qurban Ait on a Sunday does not move
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_a_day_is_worked_as_the_calendar_says(calendar, day, expected):
    assert is_working(day) is expected


def test_holidays_have_names_in_three_languages(calendar):
    ait = CalendarDay.objects.get(day=date(2026, 5, 27))

    assert (ait.name_kk, ait.name_ru, ait.name_en) == (
        "Құрбан айт (болжамды)",
        "Курбан айт (ожидаемая дата)",
        "Qurban Ait (expected date)",
    )
    assert CalendarDay.objects.filter(name_kk="").count() == 0
    assert [day.name_ru for day in CalendarDay.objects.all() if day.name_ru.isascii()] == []


def test_a_year_is_entered_once(calendar):
    before = CalendarDay.objects.count()

    seed_year(year=2026, at=NOON)

    assert CalendarDay.objects.count() == before
    assert AuditEvent.objects.filter(kind="deadlines.year_added").count() == 3


def test_a_year_entered_keeps_the_days_changed_before():
    secretary = make_secretary()
    change_day(
        day=date(2026, 7, 6),
        kind="working",
        name_kk="Жұмыс күні",
        name_ru="Рабочий день",
        source="№ 1",
        actor=secretary,
        at=NOON,
    )

    add_year(year=2026, actor=secretary, at=NOON)

    assert is_working(date(2026, 7, 6)) is True


def test_a_changed_day_moves_the_terms_after_it(calendar):
    change_day(
        day=date(2026, 11, 24),
        kind="off",
        name_kk="Ауыстырылған демалыс",
        name_ru="Перенос выходного",
        source="Постановление № 100",
        actor=make_secretary(),
        at=NOON,
    )

    assert term_after(date(2026, 11, 23), 3).due_on == date(2026, 11, 27)
    assert term_before(date(2026, 11, 27), 3) == date(2026, 11, 23)
    assert AuditEvent.objects.get(kind="deadlines.day_changed").payload == {
        "day": "2026-11-24",
        "kind": "off",
    }


@pytest.mark.parametrize("change", [{"source": " "}, {"name_kk": ""}, {"name_ru": ""}, {"kind": "half"}])
def test_a_day_without_its_words_is_refused(change):
    facts = {"kind": "off", "name_kk": "а", "name_ru": "б", "source": "в", **change}

    with pytest.raises(CalendarDayRefused):
        change_day(day=date(2026, 11, 24), actor=make_secretary(), at=NOON, **facts)

    assert CalendarDay.objects.count() == AuditEvent.objects.count() == 0


def test_only_the_secretariat_changes_the_calendar():
    for actor in (None, make_state_officer()):
        with pytest.raises(NotAllowed):
            change_day(
                day=NOON.date(), kind="off", name_kk="а", name_ru="б", source="в", actor=actor, at=NOON
            )
        with pytest.raises(NotAllowed):
            add_year(year=2026, actor=actor, at=NOON)

    assert CalendarDay.objects.count() == CalendarYear.objects.count() == 0


def test_a_year_that_nobody_knows_is_refused():
    with pytest.raises(YearRefused):
        seed_year(year=1999, at=NOON)


def test_a_term_is_explained_with_the_holidays_it_passed_over(calendar):
    reckoning = term_after(date(2026, 12, 11), 10, calendar=calendar)

    with translation.override("ru"):
        term = explain(
            reckoning, on=date(2026, 12, 21), begun="Получено", rule="10 рабочих дней", calendar=calendar
        )

    assert (term.due_on, term.left) == (date(2026, 12, 28), 5)
    assert "День Независимости" in [line.what for line in term.lines]
    assert [line.icon for line in term.lines].count("triangle-alert") == 0


def test_a_term_in_a_year_not_entered_is_provisional(calendar):
    reckoning = term_after(date(2027, 12, 30), 3, calendar=calendar)

    term = explain(reckoning, on=date(2027, 12, 30), begun="Received", rule="3", calendar=calendar)

    assert (term.lines[-1].icon, term.lines[-1].value) == ("triangle-alert", "2028")


def test_a_term_with_a_named_day_tells_its_working_days(calendar):
    reckoning = term_until(date(2026, 12, 14), date(2026, 12, 18), calendar=calendar)

    assert (reckoning.working_days, reckoning.skipped) == (3, (date(2026, 12, 16),))
    assert working_days_left(date(2026, 12, 18), date(2026, 12, 21), calendar=calendar) == -1
    with pytest.raises(ValueError):
        term_until(date(2026, 12, 14), date(2026, 12, 1), calendar=calendar)


def test_a_page_of_terms_reads_the_calendar_once(calendar, django_assert_num_queries):
    fresh = Calendar()

    with django_assert_num_queries(2):
        for days in range(1, 20):
            explain(
                term_after(date(2026, 11, 23), days, calendar=fresh),
                on=date(2026, 11, 23),
                begun="",
                rule="",
                calendar=fresh,
            )


@pytest.mark.django_db(transaction=True)
def test_two_clerks_add_the_same_year_at_once():
    gate, failures = threading.Barrier(2), []

    def add():
        gate.wait()
        try:
            seed_year(year=2026, at=NOON)
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert AuditEvent.objects.filter(kind="deadlines.year_added").count() == 1
