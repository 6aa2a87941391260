"""The calendar of working days: a year at a glance, its days off, changing one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.common.attempts import Attempt
from assembly.common.sheets import sheet_response
from assembly.common.views import act
from assembly.deadlines.forms import DayForm
from assembly.deadlines.models import CalendarDay
from assembly.deadlines.months import months_of
from assembly.deadlines.permissions import CHANGE_CALENDAR
from assembly.deadlines.selectors import Calendar
from assembly.deadlines.services.calendar import FIRST_YEAR, LAST_YEAR, add_year, change_day
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right


def this_year(request: SignedInRequest) -> HttpResponse:
    """Lead to the calendar of the year that it is."""
    return redirect("deadlines:year", year=timezone.localdate().year)


def require_known(year: int) -> int:
    """Return the year, or say that there is no such page."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def year(request: SignedInRequest, *, year: int) -> HttpResponse:
    """Show a year: everybody signed in may see by what his terms are computed."""
    known, today = Calendar(), timezone.localdate()
    months = months_of(require_known(year), today=today, known=known)
    named = [entry for day, entry in sorted(known.days.items()) if day.year == year]
    context = {
        "year": year,
        "months": months,
        "named": named,
        "working_days": sum(month.working_days for month in months),
        "is_known": year in known.known_years,
        "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < LAST_YEAR else None,
        "may_change": has_right(request.user, CHANGE_CALENDAR, on=today),
    }
    return render(request, "deadlines/year.html", context)


def year_export(request: SignedInRequest, *, year: int) -> HttpResponse:
    """Give the named days of a year as XLSX."""
    found = CalendarDay.objects.filter(day__year=require_known(year))
    rows = [
        (entry.day, entry.get_kind_display(), entry.name_kk, entry.name_ru, entry.source) for entry in found
    ]
    headings = (_("Day"), _("What the day is"), _("Name in Kazakh"), _("Name in Russian"), _("Source"))
    return sheet_response(file_name=f"calendar-{year}", title=year, headings=headings, rows=rows)


@needs_right(CHANGE_CALENDAR)
def day_change(request: SignedInRequest) -> HttpResponse:
    """Say of one day what it is and by which act."""
    asked = asked_day(request)
    entry = CalendarDay.objects.filter(day=asked).first() if asked else None
    initial: dict[str, Any] = {"day": asked}
    if entry is not None:
        initial |= {name: getattr(entry, name) for name in ("kind", "name_kk", "name_ru", "source")}
    attempt = Attempt(request, DayForm(request.POST or None, initial=initial))
    changed: list[CalendarDay] = []
    if attempt.run(
        lambda values: changed.append(change_day(**values, actor=request.user, at=timezone.now()))
    ):
        messages.success(request, _("The day is changed; terms are computed by it from now on."))
        return redirect("deadlines:year", year=changed[0].day.year)
    return attempt.page("deadlines/day_change.html", {"legal": regulation("17")})


def asked_day(request: SignedInRequest) -> date | None:
    """Return the day that the address names, if it names one."""
    form = DayForm(request.GET)
    form.is_valid()
    return form.cleaned_data.get("day")


@needs_right(CHANGE_CALENDAR)
@act(to="deadlines:year", done=gettext_lazy("The holidays of the year are entered."))
def year_add(request: SignedInRequest, *, year: int) -> None:
    """Enter the holidays of a year."""
    add_year(year=require_known(year), actor=request.user, at=timezone.now())
