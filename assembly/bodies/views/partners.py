"""The register of state bodies with their officers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.audit.selectors import history_of
from assembly.bodies.forms import EndDayForm, OfficerForm, StateBodyFilter
from assembly.bodies.history import record_of_state_body
from assembly.bodies.models import StateBody, StateBodyOfficer
from assembly.bodies.paired import post_needs_two
from assembly.bodies.permissions import CHANGE_OFFICERS, VIEW_REGISTERS
from assembly.bodies.services.grants import ask_for_post
from assembly.bodies.services.officers import add_officer, end_officer
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.names import language_now
from assembly.common.search import containing, kazakh_order
from assembly.common.sheets import sheet_response
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50


def by_name() -> Any:
    """Return the order of names in the reader's language, by the Kazakh alphabet."""
    return kazakh_order(f"name_{language_now()}", alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)


def chosen_state_bodies(request: SignedInRequest) -> tuple[StateBodyFilter, Any]:
    """Return the filter and the state bodies it names, with the number of those who act for them today."""
    form = StateBodyFilter(request.GET)
    form.is_valid()
    words, kind = form.cleaned_data.get("q") or "", form.cleaned_data.get("kind")
    acting = Q(officers__term__contains=timezone.localdate())
    found = containing(StateBody.objects.all(), words, "name_kk", "name_ru", "name_en", "code")
    if kind:
        found = found.filter(kind=kind)
    if not form.cleaned_data.get("ended"):
        found = found.filter(is_active=True)
    counted = found.annotate(officers_count=Count("officers", filter=acting))
    return form, counted.select_related("region", "parent").order_by(by_name(), "pk")


@opens_with_saved_view
@needs_right(VIEW_REGISTERS)
def state_body_list(request: SignedInRequest) -> HttpResponse:
    """List the state bodies that consider decisions and carry out assignments."""
    form, found = chosen_state_bodies(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "query": request.GET.urlencode(), "legal": regulation("11")}
    return render(request, "bodies/state_body_list.html", context)


@needs_right(VIEW_REGISTERS)
def state_body_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list of state bodies as XLSX."""
    _form, found = chosen_state_bodies(request)
    rows = [
        (
            body.code,
            body.name_kk,
            body.name_ru,
            body.get_kind_display(),
            body.parent.name if body.parent else "",
            body.officers_count,
            body.ended_on,
        )
        for body in found
    ]
    headings = (
        _("Code"),
        _("Name in Kazakh"),
        _("Name in Russian"),
        _("Kind of body"),
        _("Part of"),
        _("Officers"),
        pgettext("body", "Exists no more since"),
    )
    return sheet_response(file_name="state-bodies", title=_("State bodies"), headings=headings, rows=rows)


@needs_right(VIEW_REGISTERS)
def state_body_card(request: SignedInRequest, *, state_body_id: int) -> HttpResponse:
    """Show a state body and who acts for it."""
    known = StateBody.objects.select_related("region", "parent", "successor", "end_basis")
    state_body = get_object_or_404(known, pk=state_body_id)
    officers = state_body.officers.select_related("person").order_by("-term__startswith", "person__sort_key")
    today, predecessors = timezone.localdate(), state_body.predecessors.all()
    context = {
        "state_body": state_body,
        "officers": officers,
        "today": today,
        "parts": state_body.parts.filter(is_active=True),
        "predecessors": predecessors,
        "record": record_of_state_body(state_body, officers=officers, predecessors=predecessors, on=today),
        "history": history_of(state_body),
    }
    return render(request, "bodies/state_body_card.html", context)


@needs_right(CHANGE_OFFICERS)
def officer_new(request: SignedInRequest, *, state_body_id: int) -> HttpResponse:
    """Choose a person, then let him act for the state body."""
    state_body = get_object_or_404(StateBody, pk=state_body_id)
    person, choice = person_to_choose(request)
    if person is None:
        context = {**choice, "title": _("Enter an officer"), "about": state_body.name}
        return render(request, "bodies/person_choice.html", context)
    attempt = Attempt(request, OfficerForm(request.POST or None))

    def enter(values: dict[str, Any]) -> Any:
        enters = ask_for_post if post_needs_two(values["role"]) else add_officer
        return enters(
            state_body_id=state_body.pk,
            person_id=person.pk,
            from_on=values["from_on"],
            role=values["role"],
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(enter):
        if post_needs_two(attempt.form.cleaned_data["role"]):
            messages.success(request, _("This gives rights in the portal: it waits for a second person."))
            return redirect("people:paired_list")
        messages.success(request, _("The officer is entered."))
        return redirect("bodies:state_body_card", state_body_id=state_body.pk)
    context = {"state_body": state_body, "person": person, "legal": regulation("28")}
    return attempt.page("bodies/officer_form.html", context)


@needs_right(CHANGE_OFFICERS)
def officer_end(request: SignedInRequest, *, officer_id: int) -> HttpResponse:
    """Enter the end of a post."""
    officer = get_object_or_404(
        StateBodyOfficer.objects.select_related("state_body", "person"), pk=officer_id
    )
    attempt = Attempt(request, EndDayForm(request.POST or None))
    if attempt.run(
        lambda values: end_officer(
            officer_id=officer.pk, until=values["until"], actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The end of the post is entered."))
        return redirect("bodies:state_body_card", state_body_id=officer.state_body_id)
    return attempt.page("bodies/officer_end.html", {"officer": officer, "legal": regulation("28")})
