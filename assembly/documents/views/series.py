"""How papers are numbered: the series, the numbers that come next, a new rule from a day on."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.common.attempts import Attempt
from assembly.documents.forms_series import SeriesForm
from assembly.documents.models import Setting
from assembly.documents.numbering import rule_on, series_on, upcoming
from assembly.documents.permissions import CHANGE_SETTING, EDIT_DOCUMENT
from assembly.documents.series import SERIES, Rule
from assembly.documents.services.series import change_series, require_series
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right

LEGAL = regulation("17")


@needs_right(EDIT_DOCUMENT)
def series_list(request: SignedInRequest) -> HttpResponse:
    """List the series with their templates and the numbers that come next."""
    today = timezone.localdate()
    context = {
        "rows": series_on(today),
        "may_change": has_right(request.user, CHANGE_SETTING, on=today),
        "legal": LEGAL,
    }
    return render(request, "documents/series_list.html", context)


@needs_right(CHANGE_SETTING)
def series_change(request: SignedInRequest, *, code: str) -> HttpResponse:
    """Change how a series is numbered from a day on; the numbers to come are shown before."""
    if code not in SERIES:
        raise Http404
    series, today = SERIES[code], timezone.localdate()
    now = rule_on(series, on=today)
    initial = {"template": now.template, "restarts": now.restarts, "from_on": today + timedelta(days=1)}
    form = SeriesForm(request.POST or None, series=series, initial=initial)
    attempt = Attempt(request, form)
    shown: list[str] = []

    def change(values: dict[str, Any]) -> Setting | None:
        rule = {"template": values["template"], "restarts": values["restarts"], "from_on": values["from_on"]}
        if "preview" in request.POST:
            require_series(code, **rule, at=timezone.now())
            shown.extend(upcoming(series, Rule(rule["template"], rule["restarts"]), on=rule["from_on"]))
            return None
        basis = values["basis"]
        return change_series(
            code=code, **rule, basis_id=basis.pk if basis else None, actor=request.user, at=timezone.now()
        )

    if attempt.run(change) and not shown:
        messages.success(request, _("From its first day on papers are numbered by the new rule."))
        return redirect("documents:series_list")
    context = {
        "series": series,
        "now": now,
        "upcoming_now": upcoming(series, now, on=today),
        "shown": shown,
        "legal": LEGAL,
    }
    return attempt.page("documents/series_change.html", context)
