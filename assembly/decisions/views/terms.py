"""The button “Compute the day” of the forms that give something to be done."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assembly.common.pieces import Deadline
from assembly.deadlines.selectors import Calendar, explain, term_after
from assembly.decisions.forms import ExecutionForm


def day_computed(request: HttpRequest, form: ExecutionForm) -> tuple[ExecutionForm, Deadline] | None:
    """Return the form with the day computed from working days, and how it was computed; None if not asked."""
    days = form.days_typed()
    if "compute" not in request.POST or not days:
        return None
    calendar = Calendar()
    reckoning = term_after(localdate(), days, calendar=calendar)
    term = explain(
        reckoning,
        on=localdate(),
        begun=_("Given on"),
        rule=_("Working days: %(days)s") % {"days": days},
        calendar=calendar,
    )
    return form.with_day(reckoning.due_on), term
