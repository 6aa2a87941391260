"""Filling the calendar of working days and changing it by hand."""

from datetime import date, datetime
from importlib.metadata import version

import holidays
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.deadlines.enums import DayKind
from assembly.deadlines.models import CalendarDay, CalendarYear
from assembly.deadlines.permissions import CHANGE_CALENDAR
from assembly.deadlines.refusals import CalendarDayRefused, YearRefused
from assembly.deadlines.services.holiday_names import DAY_WORKED, names_of
from assembly.people.models import User
from assembly.people.rights import require_right

FIRST_YEAR, LAST_YEAR = 2021, 2100
SEED_SOURCE = f"holidays {version('holidays')}, KZ"


@transaction.atomic
def add_year(*, year: int, actor: User | None, at: datetime) -> CalendarYear:
    """Enter the holidays of a year into the calendar, by a clerk's act.

    Args:
        year: the calendar year.
        actor: who enters it; needs ``deadlines.change_calendar``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change the calendar.
        YearRefused: the year is outside what the register of holidays knows.
    """
    require_right(actor, CHANGE_CALENDAR, on=day_of(at))
    return seed_year(year=year, at=at, actor=actor)


@transaction.atomic
def seed_year(*, year: int, at: datetime, actor: User | None = None) -> CalendarYear:
    """Enter the public holidays of a year; days changed by hand stay as they are. Safe to repeat.

    Args:
        year: the calendar year.
        at: the moment, timezone-aware.
        actor: who asked for it; ``None`` for the set-up of the portal.

    Raises:
        YearRefused: the year is outside what the register of holidays knows.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearRefused(first=FIRST_YEAR, last=LAST_YEAR, field="year")
    entered, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"seeded_at": at})
    if not is_new:
        return entered

    CalendarDay.objects.bulk_create(_days_of(year), ignore_conflicts=True)

    record(stream="calendar", kind="deadlines.year_added", actor=actor, at=at, payload={"year": year})
    return entered


@transaction.atomic
def change_day(
    *,
    day: date,
    kind: str,
    name_kk: str,
    name_ru: str,
    source: str,
    name_en: str = "",
    actor: User | None,
    at: datetime,
) -> CalendarDay:
    """Say of one day that it is off or worked, and by which act: the Government moves days off.

    Terms are computed from the calendar as it stands; terms that were fixed in a record stay.

    Args:
        day: the day.
        kind: ``off`` or ``working``.
        name_kk: what the day is called; ``name_ru`` and ``name_en`` likewise.
        name_ru: the same in Russian.
        source: the act, or where the fact was taken from.
        name_en: the same in English, where there is a name.
        actor: who changes it; needs ``deadlines.change_calendar``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change the calendar.
        CalendarDayRefused: a name or the source is missing, or the kind is neither.
    """
    require_right(actor, CHANGE_CALENDAR, on=day_of(at))
    words = [text.strip() for text in (name_kk, name_ru, source)]
    if not all(words) or kind not in DayKind.values:
        raise CalendarDayRefused(field="source")

    # The unique day makes the second of two clerks wait for the first, and then win over him.
    entry, _is_new = CalendarDay.objects.update_or_create(
        day=day,
        defaults={
            "kind": kind,
            "name_kk": words[0],
            "name_ru": words[1],
            "name_en": name_en.strip(),
            "source": words[2],
            "changed_by": actor,
        },
    )

    record(
        stream="calendar",
        kind="deadlines.day_changed",
        actor=actor,
        at=at,
        payload={"day": day.isoformat(), "kind": kind},
    )
    return entry


def _days_of(year: int) -> list[CalendarDay]:
    in_kazakh = holidays.country_holidays("KZ", years=year, language="kk")
    in_english = holidays.country_holidays("KZ", years=year, language="en_US")
    named = {day: (DayKind.OFF, names_of(name, in_english[day])) for day, name in in_kazakh.items()}
    worked = {day: (DayKind.WORKING, DAY_WORKED) for day in in_kazakh.weekend_workdays if day.year == year}
    return [
        CalendarDay(day=day, kind=kind, name_kk=kk, name_ru=ru, name_en=en, source=SEED_SOURCE)
        for day, (kind, (kk, ru, en)) in sorted({**named, **worked}.items())
    ]
