"""Considerations: the list, one of them, and the acts of the state body; the cabinet of a state body."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from assembly.audit.selectors import history_of
from assembly.bodies.models import StateBody
from assembly.bodies.selectors import state_bodies_of
from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.names import in_language
from assembly.common.pieces import TimelineEntry
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.deadlines.selectors import Calendar, explain, term_until
from assembly.decisions.desk import carries_out, desk_of_executors, sees_control, works_here
from assembly.decisions.enums import AssignmentState, ConsiderationEvent, ConsiderationState
from assembly.decisions.forms import ConsiderationFilter, ConsideredForm, put_on_form
from assembly.decisions.models import Assignment, Consideration
from assembly.decisions.permissions import can_consider
from assembly.decisions.selectors import chip_of, consideration_chip, text_in_force
from assembly.decisions.services.considerations import duty_to_consider, mark_considered, receive
from assembly.decisions.services.flow import CONSIDERATION_FLOW
from assembly.people.doors import SignedInRequest
from assembly.people.views.saved_views import opens_with_saved_view

PER_PAGE = 50
SHOWN_ENDED = 10


@opens_with_saved_view
@require_safe
def considerations(request: HttpRequest) -> HttpResponse:
    """List the considerations that the reader works with; ``?format=xlsx`` gives the same rows as a sheet."""
    on = localdate()
    if not works_here(request.user):
        raise Http404
    form = ConsiderationFilter(request.GET)
    found = Consideration.objects.visible_to(request.user, on=on)
    if form.is_valid():
        values = form.cleaned_data
        found = found.filter(state=values["state"]) if values["state"] else found
        found = found.filter(state_body=values["lead"]) if values["lead"] else found
        found = found.overdue(on) if values["overdue"] else found
    found = found.with_names().order_by("due_on", "pk")
    if asks_for_sheet(request):
        return _sheet(found, on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, consideration_chip(one, on=on)) for one in page]
    context = {"form": form, "page": page, "rows": rows, "is_staff": sees_control(request.user)}
    return render(request, "decisions/consideration_list.html", context)


def _sheet(found: Iterable[Consideration], on: date) -> HttpResponse:
    headings = [
        pgettext("decision", "No."),
        _("Decision"),
        _("State body"),
        _("Sent on"),
        _("Due on"),
        pgettext("object", "State"),
        _("Day of the consideration"),
        _("Who signed"),
        _("What was resolved"),
    ]
    rows = [
        (
            one.decision.number,
            one.decision.title,
            one.state_body.name,
            day_of(one.sent_at),
            one.due_on,
            consideration_chip(one, on=on).word,
            one.considered_on,
            one.signatory,
            in_language(one, "resolved"),
        )
        for one in found
    ]
    return sheet_response(file_name="considerations", title=_("Considerations"), headings=headings, rows=rows)


@require_safe
def consideration(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a consideration: the decision, the term, the answer."""
    return _page(request, _visible(request, pk))


@act(to="decisions:consideration", done=gettext_lazy("The receipt is confirmed."))
def consideration_receive(request: SignedInRequest, pk: int) -> None:
    """Confirm the receipt."""
    receive(consideration_id=_visible(request, pk).pk, actor=request.user, at=timezone.now())


@require_POST
def consideration_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record what was resolved; what was typed stays when it cannot be taken."""
    found = _visible(request, pk)
    form = ConsideredForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        mark_considered(consideration_id=found.pk, **form.cleaned_data, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _page(request, _visible(request, pk), form=form, status=refusal.status, **shown)
    messages.success(request, _("Recorded. Everybody reads it on the page of the decision."))
    return redirect("decisions:consideration", pk=pk)


@require_safe
def cabinet(request: SignedInRequest) -> HttpResponse:
    """Show an officer what his state body has: new, in work, returned, and what was done."""
    on = localdate()
    if not carries_out(request.user):
        raise Http404
    led = Assignment.objects.led_by(request.user, on=on)
    ended = led.filter(state=AssignmentState.OFF_CONTROL).with_names().order_by("-ended_at")[:SHOWN_ENDED]
    counts = {
        "new": led.filter(state=AssignmentState.SENT).count(),
        "in_work": led.filter(state=AssignmentState.ACCEPTED).count(),
        "returned": led.filter(state=AssignmentState.RETURNED).count(),
        "reported": led.filter(state=AssignmentState.REPORTED).count(),
        "overdue": led.overdue(on).count(),
        "owed": Consideration.objects.owed_by(request.user, on=on).awaiting().count(),
    }
    context = {
        "bodies": StateBody.objects.filter(pk__in=state_bodies_of(request.user, on)),
        "items": sorted(desk_of_executors(request.user, on), key=lambda item: (item.due_on, item.order)),
        "counts": counts,
        "ended": [(one, chip_of(one, on=on)) for one in ended],
    }
    return render(request, "decisions/cabinet.html", context)


def _sent(found: Consideration) -> TimelineEntry:
    """Return the first line of the history: the sending itself is noted in that of the decision."""
    return TimelineEntry(
        "done",
        ConsiderationState.SENT.label,
        date_format(timezone.localtime(found.sent_at), "DATETIME_FORMAT"),
        _("Secretariat"),
        duty_to_consider(found.decision),
        "send",
    )


def _visible(request: HttpRequest, pk: int) -> Consideration:
    visible = Consideration.objects.visible_to(request.user, on=localdate())
    return get_object_or_404(visible.with_names().select_related("decision__version"), pk=pk)


def _page(request: HttpRequest, found: Consideration, *, status: int = 200, **extra: Any) -> HttpResponse:
    on = localdate()
    calendar = Calendar()
    reckoning = term_until(day_of(found.sent_at), found.due_on, calendar=calendar)
    state = ConsiderationState(found.state)
    is_owed = can_consider(request.user, found, on=on)  # type: ignore[arg-type]
    context = {
        "consideration": found,
        "chip": consideration_chip(found, on=on),
        "version": text_in_force(found.decision),
        "duty": duty_to_consider(found.decision),
        "term": explain(
            reckoning,
            on=on,
            begun=_("Sent on"),
            rule=_("Working days: %(days)s; default term, a setting of the portal")
            % {"days": reckoning.working_days},
            calendar=calendar,
        ),
        "entries": [_sent(found), *history_of(found)],
        "may_receive": is_owed and CONSIDERATION_FLOW.allows(state, ConsiderationEvent.RECEIVE),
        "may_answer": is_owed and CONSIDERATION_FLOW.allows(state, ConsiderationEvent.CONSIDER),
        "form": ConsideredForm(initial={"considered_on": on}),
        "is_staff": sees_control(request.user),
        **extra,
    }
    return render(request, "decisions/consideration_detail.html", context, status=status)
