"""The one place where a moment becomes a day: Asia/Almaty."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")


def day_of(at: datetime) -> date:
    """Return the calendar day of a moment in Kazakhstan.

    Raises:
        ValueError: the moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(ALMATY).date()


def start_of(day: date) -> datetime:
    """Return the moment at which a calendar day begins in Kazakhstan."""
    return datetime.combine(day, time.min, tzinfo=ALMATY)
