"""Terms and grounds of appeals. Pure: days and numbers in, verdicts out."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

MONTHS_IN_YEAR = 12
ONE_DAY = timedelta(days=1)
# Longer than any row of days off; a calendar without a working day is broken.
MOST_DAYS_OFF = 60


def registration_day(day: date, hour: int, *, day_ends: int, is_working: Callable[[date], bool]) -> date:
    """Return the day on which an appeal is registered: at once, or on the next working day.

    Args:
        day: the day on which it came, in Asia/Almaty.
        hour: the hour at which it came, 0 to 23.
        day_ends: the hour at which the working day ends.
        is_working: says whether a day is worked.

    Raises:
        ValueError: no working day follows within two months.

    Source:
        АППК, статья 64: в день поступления; в нерабочее время — на следующий рабочий день.
    """
    if is_working(day) and hour < day_ends:
        return day
    found = day + ONE_DAY
    while not is_working(found):
        found += ONE_DAY
        if (found - day).days > MOST_DAYS_OFF:
            raise ValueError(f"no working day after {day}")
    return found


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later; the last day of a shorter month where it has no such day.

    Raises:
        ValueError: ``months`` is below one.
    """
    if months < 1:
        raise ValueError(f"a term of {months} months")
    years, month = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_for_secretariat(*, is_national: bool, is_interethnic: bool) -> bool:
    """Say whether the Secretariat considers an appeal: of national significance *and* of interethnic relations.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17: «имеющих … и затрагивающих».
    """
    return is_national and is_interethnic
