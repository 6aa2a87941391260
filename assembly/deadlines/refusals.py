"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import InvalidValue


class CalendarDayRefused(InvalidValue):
    """A day of the calendar is changed only with its names and the act that changed it."""

    code = "calendar_day_refused"
    title = _("The day was not changed")
    text = _("Name the day in Kazakh and in Russian and say which act changed it.")


class YearRefused(InvalidValue):
    """The register of holidays knows nothing of this year."""

    code = "calendar_year_refused"
    title = _("The year was not added")
    text = _("The portal can add the years from {first} to {last}.")
