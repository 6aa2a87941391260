"""The calendar of working days and the ledger of reminders."""

from assembly.deadlines.models.calendar import CalendarDay, CalendarYear
from assembly.deadlines.models.reminders import Reminder

__all__ = ["CalendarDay", "CalendarYear", "Reminder"]
