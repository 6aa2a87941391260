"""Ethnocultural associations: the register, the card, applications for accreditation and decisions on them."""

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
from assembly.bodies.accreditation import Standing, standing_of, standings
from assembly.bodies.forms import (
    AccreditForm,
    ApplicationForm,
    AssociationFilter,
    AssociationForm,
    RefuseAccreditationForm,
)
from assembly.bodies.history import record_of_association
from assembly.bodies.models import Accreditation, Association
from assembly.bodies.permissions import KEEP_ACCREDITATION, VIEW_REGISTERS
from assembly.bodies.services.accreditations import (
    ACCREDITATION_YEARS,
    MEMBERSHIP,
    accredit,
    add_association,
    receive_application,
    refuse_accreditation,
)
from assembly.bodies.views.partners import PAGE, by_name
from assembly.common.attempts import Attempt
from assembly.common.search import containing
from assembly.common.sheets import sheet_response
from assembly.documents.models import StoredFile
from assembly.documents.selectors import setting_value
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.views.saved_views import opens_with_saved_view


def chosen_associations(request: SignedInRequest) -> tuple[AssociationFilter, Any]:
    """Return the filter and the associations it names, with the number of their members in the Assembly."""
    today = timezone.localdate()
    form = AssociationFilter(request.GET)
    form.is_valid()
    values: dict[str, Any] = form.cleaned_data
    seats = Q(memberships__body__kind="assembly", memberships__term__contains=today)
    found = containing(Association.objects.all(), values.get("q") or "", "name_kk", "name_ru", "name_en")
    if region := values.get("region"):
        found = found.filter(region=region)
    if level := values.get("level"):
        found = found.filter(is_republican=level == "republican")
    if state := values.get("state"):
        found = found.standing(state, on=today)
    counted = found.annotate(members_count=Count("memberships", filter=seats))
    return form, counted.select_related("region").order_by(by_name(), "pk")


@opens_with_saved_view
@needs_right(VIEW_REGISTERS)
def association_list(request: SignedInRequest) -> HttpResponse:
    """List the ethnocultural associations with their accreditation today."""
    form, found = chosen_associations(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    known = standings(page.object_list, timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "rows": [(association, known[association.pk]) for association in page],
        "query": request.GET.urlencode(),
        "legal": MEMBERSHIP,
    }
    return render(request, "bodies/association_list.html", context)


@needs_right(VIEW_REGISTERS)
def association_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list of associations as XLSX."""
    _form, found = chosen_associations(request)
    listed = list(found)
    known = standings(listed, timezone.localdate())
    rows = [_line(association, known[association.pk]) for association in listed]
    headings = (
        _("Name in Kazakh"),
        _("Name in Russian"),
        _("Region"),
        _("State"),
        _("Number in the register"),
        _("Accredited until"),
        _("Members in the Assembly"),
    )
    return sheet_response(file_name="associations", title=_("Associations"), headings=headings, rows=rows)


def _line(association: Any, standing: Standing) -> tuple[Any, ...]:
    return (
        association.name_kk,
        association.name_ru,
        association.region.name if association.region else pgettext("association", "republican"),
        str(standing.chip.word),
        standing.in_force.entry_number if standing.in_force else "",
        standing.until,
        association.members_count,
    )


@needs_right(VIEW_REGISTERS)
def association_card(request: SignedInRequest, *, association_id: int) -> HttpResponse:
    """Show an association: its accreditation, applications with papers, members in the Assembly, history."""
    today = timezone.localdate()
    association = get_object_or_404(Association.objects.select_related("region"), pk=association_id)
    applications = list(association.accreditations.select_related("basis", "received_by__person"))
    papers: dict[str, list[StoredFile]] = {}
    subjects = [f"accreditation:{row.pk}" for row in applications]
    for paper in StoredFile.objects.filter(subject__in=subjects):
        papers.setdefault(paper.subject, []).append(paper)
    seats = (
        association.memberships.in_force_on(today)
        .select_related("person", "body", "basis")
        .order_by("body__kind", "person__sort_key", "pk")
    )
    context = {
        "association": association,
        "standing": standing_of(association, today),
        "applications": [(row, papers.get(f"accreditation:{row.pk}", [])) for row in applications],
        "seats": seats,
        "record": record_of_association(association, applications, on=today),
        "history": history_of(association),
        "legal": MEMBERSHIP,
    }
    return render(request, "bodies/association_card.html", context)


@needs_right(KEEP_ACCREDITATION)
def association_new(request: SignedInRequest) -> HttpResponse:
    """Enter an association that is not in the register."""
    attempt = Attempt(request, AssociationForm(request.POST or None))
    made: list[Association] = []

    def add(values: dict[str, Any]) -> None:
        region = values.pop("region")
        made.append(
            add_association(
                **values, region_id=region.pk if region else None, actor=request.user, at=timezone.now()
            )
        )

    if attempt.run(add):
        messages.success(request, _("The association is entered."))
        return redirect("bodies:association_card", association_id=made[0].pk)
    return attempt.page("bodies/association_form.html", {})


@needs_right(KEEP_ACCREDITATION)
def accreditation_new(request: SignedInRequest, *, association_id: int) -> HttpResponse:
    """Receive an application for accreditation or for its renewal."""
    association = get_object_or_404(Association, pk=association_id)
    today = timezone.localdate()
    form = ApplicationForm(
        request.POST or None, request.FILES or None, initial={"applied_on": f"{today:%d.%m.%Y}"}
    )
    attempt = Attempt(request, form)
    if attempt.run(
        lambda values: receive_application(
            association_id=association.pk, **values, actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The application is received."))
        return redirect("bodies:association_card", association_id=association.pk)
    context = {"association": association, "standing": standing_of(association, today), "legal": MEMBERSHIP}
    return attempt.page("bodies/accreditation_new.html", context)


@needs_right(KEEP_ACCREDITATION)
def accreditation_grant(request: SignedInRequest, *, accreditation_id: int) -> HttpResponse:
    """Enter that an application was granted."""
    application = get_object_or_404(Accreditation.objects.select_related("association"), pk=accreditation_id)
    attempt = Attempt(request, AccreditForm(request.POST or None))

    def grant(values: dict[str, Any]) -> Accreditation:
        basis = values.pop("basis")
        return accredit(
            accreditation_id=application.pk,
            basis_id=basis.pk,
            **values,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(grant):
        messages.success(request, _("The accreditation is entered."))
        return redirect("bodies:association_card", association_id=application.association_id)
    years = setting_value(ACCREDITATION_YEARS, on=timezone.localdate())
    context = {"application": application, "years": years, "legal": MEMBERSHIP}
    return attempt.page("bodies/accreditation_grant.html", context)


@needs_right(KEEP_ACCREDITATION)
def accreditation_refuse(request: SignedInRequest, *, accreditation_id: int) -> HttpResponse:
    """Enter that an application was refused."""
    application = get_object_or_404(Accreditation.objects.select_related("association"), pk=accreditation_id)
    attempt = Attempt(request, RefuseAccreditationForm(request.POST or None))

    def refuse(values: dict[str, Any]) -> Accreditation:
        basis = values.pop("basis")
        return refuse_accreditation(
            accreditation_id=application.pk,
            basis_id=basis.pk if basis else None,
            **values,
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(refuse):
        messages.success(request, _("The refusal is entered."))
        return redirect("bodies:association_card", association_id=application.association_id)
    return attempt.page("bodies/accreditation_refuse.html", {"application": application, "legal": MEMBERSHIP})
