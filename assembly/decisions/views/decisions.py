"""The staff's page of a decision: address, publication, sending, assigning its points."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import StateBody
from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.names import KK, RU, language_now
from assembly.common.pieces import Deadline
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.deadlines.selectors import term_after
from assembly.decisions.forms import AssignForm, ExecutionForm, PublicationForm, SendForm, put_on_form
from assembly.decisions.models import Decision
from assembly.decisions.permissions import (
    ASSIGN_EXECUTION,
    COORDINATION,
    ISSUE_ADDRESS,
    MANDATORY,
    RECORD_PUBLICATION,
    SEE_CONTROL,
    SEND_FOR_CONSIDERATION,
)
from assembly.decisions.selectors import (
    consideration_chip,
    publication_words,
    text_in_force,
    what_became_of,
)
from assembly.decisions.services.assignments import assign_execution
from assembly.decisions.services.considerations import (
    CONSIDERATION_DAYS,
    duty_to_consider,
    send_for_consideration,
)
from assembly.decisions.services.decisions import issue_address, record_publication
from assembly.decisions.services.points import points_of
from assembly.decisions.views.terms import day_computed
from assembly.documents.models import Correction
from assembly.documents.selectors import setting_value
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right
from assembly.people.views.saved_views import opens_with_saved_view

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the text that holds now with the assignments given for it.

    ``voted`` is the point as it was voted on, where a correction has changed it; empty otherwise.
    """

    number: str
    text: str
    given: list[Any]
    voted: str = ""


@opens_with_saved_view
@needs_right(SEE_CONTROL)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions with what has become of them; ``?format=xlsx`` gives the same rows as a sheet."""
    query = request.GET.get("q", "").strip()
    found = Decision.objects.select_related("act", "body").with_progress().order_by("-adopted_at", "-pk")
    found = found.matching(query) if query else found
    if asks_for_sheet(request):
        return _sheet(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/decision_list.html", {"page": page, "query": query})


def _sheet(found: Iterable[Any]) -> HttpResponse:
    headings = [
        pgettext("decision", "No."),
        _("Title"),
        _("Organ"),
        _("Adopted on"),
        _("Sent to state bodies"),
        _("Bodies that considered"),
        _("Points assigned"),
        _("Points off control"),
    ]
    rows = [
        (
            one.number,
            one.title,
            one.body.name,
            day_of(one.adopted_at),
            one.sent_count,
            one.considered_count,
            one.assigned_count,
            one.done_count,
        )
        for one in found
    ]
    return sheet_response(
        file_name="decisions", title=_("Decisions under control"), headings=headings, rows=rows
    )


@needs_right(SEE_CONTROL)
@require_safe
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a decision to those who control its execution."""
    return _page(request, _found(pk))


@needs_right(ISSUE_ADDRESS)
@act(to="decisions:decision", done=gettext_lazy("The Address is issued and stands on the portal."))
def decision_address(request: SignedInRequest, pk: int) -> None:
    """Issue the decision as an Address."""
    issue_address(decision_id=_found(pk).pk, actor=request.user, at=timezone.now())


@needs_right(RECORD_PUBLICATION)
@require_POST
def decision_publication(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a publication; what was typed stays when it cannot be taken."""
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(pk), publication_form=form, status=422)
    try:
        record_publication(decision_id=pk, **form.cleaned_data, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _page(request, _found(pk), publication_form=form, status=refusal.status, **shown)
    messages.success(request, _("The publication is recorded."))
    return redirect("decisions:decision", pk=pk)


@needs_right(SEND_FOR_CONSIDERATION)
@require_POST
def decision_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the decision to the chosen state bodies."""
    found = _found(pk)
    form = SendForm(request.POST, choices=StateBody.objects.all())
    if not form.is_valid():
        return _page(request, found, send_form=form, status=422)
    chosen = [body.pk for body in form.cleaned_data["state_bodies"]]
    try:
        sent = send_for_consideration(
            decision_id=pk, state_body_ids=chosen, actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        shown = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _page(request, found, send_form=form, status=refusal.status, **shown)
    messages.success(request, _("Sent to state bodies: %(count)s.") % {"count": len(sent)})
    return redirect("decisions:decision", pk=pk)


@needs_right(ASSIGN_EXECUTION)
def decision_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a point of the decision to a lead executor."""
    found = _found(pk)
    if request.method != "POST":
        return _assign_page(
            request, found, AssignForm(initial=_prefilled(found, request.GET.get("point", "")))
        )
    form = AssignForm(request.POST)
    if computed := day_computed(request, form):
        return _assign_page(request, found, computed[0], term=computed[1])
    if not form.is_valid():
        return _assign_page(request, found, form, status=422)
    try:
        new = assign_execution(decision_id=pk, **form.given(), actor=request.user, at=timezone.now())
    except DomainError as refusal:
        shown: dict[str, Any] = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _assign_page(request, found, form, status=refusal.status, **shown)
    messages.success(request, _("The assignment is given. The executors are told by letter."))
    return redirect("decisions:assignment", pk=new.pk)


def _found(pk: int) -> Decision:
    return get_object_or_404(
        Decision.objects.select_related("act", "body", "version", "poll", "meeting", "address"), pk=pk
    )


def _prefilled(found: Decision, point: str) -> dict[str, str]:
    """Return the text of the point as it holds now, with its corrections; whoever assigns it words it anew."""
    version = text_in_force(found)
    return {
        "point": point,
        "text_kk": points_of(version.text_kk).get(point, ""),
        "text_ru": points_of(version.text_ru).get(point, ""),
    }


def _assign_page(
    request: HttpRequest,
    found: Decision,
    form: ExecutionForm,
    *,
    status: int = 200,
    term: Deadline | None = None,
    **extra: Any,
) -> HttpResponse:
    context = {"decision": found, "form": form, "term": term, "coordination": COORDINATION, **extra}
    return render(request, "decisions/assignment_new.html", context, status=status)


def _points(found: Decision, points: list[Any]) -> list[Point]:
    """Return the points of the text that holds now, in the reader's language, with what was given for each."""
    language = RU if language_now() == RU else KK
    given: dict[str, list[Any]] = {}
    for one in points:
        given.setdefault(one.assignment.point, []).append(one)
    voted = points_of(found.version.text(language))
    texts = points_of(text_in_force(found).text(language))
    return [
        Point(
            number,
            text,
            given.get(number, []),
            "" if voted.get(number, "") == text else voted.get(number, ""),
        )
        for number, text in texts.items()
    ]


def _page(request: SignedInRequest, found: Decision, *, status: int = 200, **extra: Any) -> HttpResponse:
    on = localdate()
    became = what_became_of(found, on=on)
    sent_to = {one.state_body_id for one in became.considerations}
    waiting = StateBody.objects.filter(is_active=True).exclude(pk__in=sent_to)
    days = int(setting_value(CONSIDERATION_DAYS, on=on))
    term = term_after(on, days)
    address = getattr(found, "address", None)
    points = _points(found, became.points)
    context = {
        "decision": found,
        "became": became,
        "points": points,
        "corrections": Correction.objects.filter(act=found.act)
        .select_related("version", "replaces")
        .order_by("number"),
        "other_points": _outside(became.points, points),
        "considerations": [(one, consideration_chip(one, on=on)) for one in became.considerations],
        "address": address,
        "publications": address.publications.all() if address else [],
        "publication_words": publication_words(found),
        "publication_form": PublicationForm(),
        "send_form": SendForm(choices=waiting),
        "may_send": waiting.exists() and has_right(request.user, SEND_FOR_CONSIDERATION, on=on),
        "may_issue": found.body.kind == BodyKind.ASSEMBLY
        and address is None
        and has_right(request.user, ISSUE_ADDRESS, on=on),
        "may_record": address is not None and has_right(request.user, RECORD_PUBLICATION, on=on),
        "may_assign": has_right(request.user, ASSIGN_EXECUTION, on=on),
        "mandatory": MANDATORY,
        "duty": duty_to_consider(found),
        "send_term": term,
        "address_rows": [
            (_("What will happen"), _("The Address stands on the portal in Kazakh and in Russian.")),
            (_("What it is called meanwhile"), _("“Address adopted, publication awaited”, until a republican medium is recorded.")),
        ],
        **extra,
    }  # fmt: skip
    return render(request, "decisions/decision_detail.html", context, status=status)


def _outside(assigned: list[Any], points: list[Point]) -> list[Any]:
    """Return assignments whose point does not stand in the text as a numbered line."""
    numbers = {point.number for point in points}
    return [one for one in assigned if one.assignment.point not in numbers]
