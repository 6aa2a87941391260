"""Offices with their holders and vacancies; the regions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.bodies.enums import OfficeKind
from assembly.bodies.forms import AppointmentForm, VacancyForm
from assembly.bodies.forms_offices import OfficeFilter
from assembly.bodies.models import Office, OfficeHolding
from assembly.bodies.offices import history_of_office, spans_of
from assembly.bodies.paired import office_needs_two
from assembly.bodies.permissions import APPOINT, VIEW_REGISTERS
from assembly.bodies.selectors import OfficeNow, offices_on, regions_on
from assembly.bodies.services.grants import ask_for_office
from assembly.bodies.services.offices import appoint, vacate
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.search import fold
from assembly.common.sheets import sheet_response
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.views.saved_views import opens_with_saved_view


def chosen_offices(request: SignedInRequest) -> tuple[OfficeFilter, list[OfficeNow]]:
    """Return the filter of offices and the offices that it leaves, with their holders on the day asked for."""
    form = OfficeFilter(request.GET or None)
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = offices_on(values.get("on") or timezone.localdate())
    if word := fold(values.get("q") or ""):
        rows = [row for row in rows if word in fold(f"{row.office.name} {_holder(row)}")]
    if kind := values.get("kind"):
        rows = [row for row in rows if row.office.kind == kind]
    if state := values.get("state"):
        rows = [row for row in rows if (row.holding is None) == (state == "vacant")]
    return form, rows


def _holder(row: OfficeNow) -> str:
    return row.holding.person.full_name if row.holding else ""


@opens_with_saved_view
@needs_right(VIEW_REGISTERS)
def office_list(request: SignedInRequest) -> HttpResponse:
    """List the offices; a vacancy is shown as one."""
    form, rows = chosen_offices(request)
    context = {
        "form": form,
        "rows": rows,
        "query": request.GET.urlencode(),
        "vacancies": sum(row.holding is None for row in rows),
        "legal": regulation("16"),
    }
    return render(request, "bodies/office_list.html", context)


@needs_right(VIEW_REGISTERS)
def office_export(request: SignedInRequest) -> HttpResponse:
    """Give the offices as XLSX."""
    rows = [
        (
            row.office.name,
            _holder(row) or _("Vacant"),
            row.holding.term.lower if row.holding else None,
        )
        for row in chosen_offices(request)[1]
    ]
    headings = (_("Office"), _("Holder"), _("Since"))
    return sheet_response(file_name="offices", title=_("Offices"), headings=headings, rows=rows)


@needs_right(VIEW_REGISTERS)
def office_page(request: SignedInRequest, *, office_id: int) -> HttpResponse:
    """Show who held an office, with the vacancies between."""
    today = timezone.localdate()
    office = get_object_or_404(Office.objects.select_related("region"), pk=office_id)
    spans = spans_of(office, today=today)
    now = office.holdings.in_force_on(today).select_related("person").first()
    context = {"office": office, "spans": spans, "now": now, "history": history_of_office(spans)}
    return render(request, "bodies/office_page.html", context)


@needs_right(VIEW_REGISTERS)
def office_history_export(request: SignedInRequest, *, office_id: int) -> HttpResponse:
    """Give the holders of an office as XLSX, with the vacancies between."""
    office = get_object_or_404(Office, pk=office_id)
    rows = [
        (
            span.holding.person.full_name if span.holding else _("Vacant"),
            span.lower,
            span.upper,
            span.holding.basis.reference if span.holding and span.holding.basis else "",
        )
        for span in spans_of(office, today=timezone.localdate())
    ]
    headings = (_("Holder"), _("First day"), _("First day without it"), _("Basis"))
    return sheet_response(file_name=f"office-{office.pk}", title=office.name, headings=headings, rows=rows)


@needs_right(APPOINT)
def office_appoint(request: SignedInRequest, *, office_id: int) -> HttpResponse:
    """Choose a person, then enter the appointment."""
    office = get_object_or_404(Office, pk=office_id)
    # What the law asks of a deputy from the associations is asked on the page of the deputies (п. 16).
    if office.kind == OfficeKind.DEPUTY_CHAIR:
        return redirect("chairman:deputy_new")
    person, choice = person_to_choose(request)
    if person is None:
        context = {**choice, "title": _("Enter an appointment"), "about": office.name}
        return render(request, "bodies/person_choice.html", context)
    attempt = Attempt(request, AppointmentForm(request.POST or None))

    def enter(values: dict[str, Any]) -> Any:
        enters = ask_for_office if office_needs_two(office) else appoint
        return enters(
            office_id=office.pk,
            person_id=person.pk,
            from_on=values["from_on"],
            basis_id=values["basis"].pk,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(enter):
        if office_needs_two(office):
            messages.success(request, _("This gives rights in the portal: it waits for a second person."))
            return redirect("people:paired_list")
        messages.success(request, _("The appointment is entered."))
        return redirect("bodies:office_list")
    return attempt.page(
        "bodies/office_appoint.html", {"office": office, "person": person, "legal": regulation("16")}
    )


@needs_right(APPOINT)
def office_vacate(request: SignedInRequest, *, office_id: int) -> HttpResponse:
    """Enter the end of the present term in an office."""
    office = get_object_or_404(Office, pk=office_id)
    attempt = Attempt(request, VacancyForm(request.POST or None))

    def end(values: dict[str, Any]) -> OfficeHolding:
        return vacate(
            office_id=office.pk,
            until=values["until"],
            basis_id=values["basis"].pk,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(end):
        messages.success(request, _("The end of the term is entered."))
        return redirect("bodies:office_list")
    return attempt.page("bodies/office_vacate.html", {"office": office, "legal": regulation("16")})


@needs_right(VIEW_REGISTERS)
def region_list(request: SignedInRequest) -> HttpResponse:
    """List the regions with their assemblies and chairs."""
    context = {"rows": regions_on(timezone.localdate()), "legal": regulation("18")}
    return render(request, "bodies/region_list.html", context)


@needs_right(VIEW_REGISTERS)
def region_export(request: SignedInRequest) -> HttpResponse:
    """Give the regions as XLSX."""
    rows = [
        (
            row.region.code,
            row.region.name,
            row.assembly.name if row.assembly else "",
            row.chair.full_name if row.chair else "",
            row.members_count,
        )
        for row in regions_on(timezone.localdate())
    ]
    headings = (_("Code"), _("Region"), _("Regional assembly"), _("Chair, the akim ex officio"), _("Members"))
    return sheet_response(file_name="regions", title=_("Regions"), headings=headings, rows=rows)
