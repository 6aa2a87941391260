"""The desk of what is due across rooms: every term that runs, by day and lateness, each with a button."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.common.pieces import Deadline
from assembly.common.sheets import sheet_response
from assembly.deadlines.due import DueRow, due_over_rooms
from assembly.deadlines.selectors import Calendar, working_days_left
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.views.saved_views import opens_with_saved_view
from secretariat.forms_due import DueFilter
from secretariat.permissions import COORDINATION, SEE_DUE

PAGE = 50
DAYS_AHEAD = 30
ONE_DAY = timedelta(days=1)


def chosen_due(request: SignedInRequest, *, on: date) -> tuple[DueFilter, list[DueRow]]:
    """Return the filter and what is due by it."""
    form = DueFilter(request.GET)
    form.is_valid()
    values: dict[str, Any] = form.cleaned_data
    until = values.get("until") or on + timedelta(days=DAYS_AHEAD)
    if values.get("overdue"):
        until = on - ONE_DAY
    rows = due_over_rooms(
        request.user,
        on=on,
        until=until,
        only=values.get("kind") or "",
        is_mine=values.get("whose") == "mine",
    )
    return form, rows


@opens_with_saved_view
@require_safe
@needs_right(SEE_DUE)
def due_list(request: SignedInRequest) -> HttpResponse:
    """Show what is due, the most urgent first."""
    on = timezone.localdate()
    form, found = chosen_due(request, on=on)
    calendar = Calendar()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, _distance(row, on, calendar), row.item.due_on < on) for row in page],
        "late": sum(row.item.due_on < on for row in found),
        "today": sum(row.item.due_on == on for row in found),
        "on": on,
        "days": DAYS_AHEAD,
        "query": request.GET.urlencode(),
        "legal": COORDINATION,
    }
    return render(request, "secretariat/due_list.html", context)


@require_safe
@needs_right(SEE_DUE)
def due_export(request: SignedInRequest) -> HttpResponse:
    """Give the same rows as XLSX."""
    on = timezone.localdate()
    _form, found = chosen_due(request, on=on)
    calendar = Calendar()
    headings = (_("Due on"), _("Working days left"), _("Kind"), _("What is due"), _("On whom it waits"))
    rows = [
        (
            row.item.due_on,
            working_days_left(row.item.due_on, on, calendar=calendar),
            str(row.source.label),
            str(row.item.title),
            str(row.item.who),
        )
        for row in found
    ]
    return sheet_response(file_name="due", title=_("What is due"), headings=headings, rows=rows)


def _distance(row: DueRow, on: date, calendar: Calendar) -> str:
    left = working_days_left(row.item.due_on, on, calendar=calendar)
    return Deadline(row.item.due_on, left, ()).distance
