"""Bodies: the list of all, and the page of one on a day."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.audit.selectors import history_of
from assembly.bodies.compositions import (
    BodyNow,
    Changes,
    bodies_on,
    body_on,
    changes_between,
    history_of_body,
    leaders_on,
)
from assembly.bodies.forms import BodyFilter, CompositionFilter
from assembly.bodies.models import Body, Membership
from assembly.bodies.permissions import SEAT_MEMBER, VIEW_OWN_REGION, VIEW_REGISTERS
from assembly.bodies.querysets import MembershipQuerySet
from assembly.common.sheets import sheet_response
from assembly.people.doors import SignedInRequest, may, needs_right
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50


def chosen_bodies(request: SignedInRequest) -> tuple[BodyFilter, date, list[BodyNow]]:
    """Return the filter, the day and the bodies that it names."""
    today = timezone.localdate()
    values = request.GET.copy()
    if not values.get("on"):
        values["on"] = f"{today:%d.%m.%Y}"
    form = BodyFilter(values)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    on = chosen.get("on") or today
    found = bodies_on(
        Body.objects.visible_to(request.user, on=today),
        on,
        kind=chosen.get("kind") or "",
        words=chosen.get("q") or "",
        with_ended=bool(chosen.get("ended")),
    )
    return form, on, found


@opens_with_saved_view
@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def body_list(request: SignedInRequest) -> HttpResponse:
    """List all bodies with their sizes on a day."""
    form, on, rows = chosen_bodies(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "on": on, "page": page, "query": request.GET.urlencode()}
    return render(request, "bodies/body_list.html", context)


@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def body_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list of bodies as XLSX."""
    _form, on, found = chosen_bodies(request)
    rows = [
        (
            row.body.name_kk,
            row.body.name_ru,
            row.body.get_kind_display(),
            row.members_count,
            row.counted_count,
            row.required,
            row.body.formed_on,
            row.body.ended_on,
        )
        for row in found
    ]
    headings = (
        _("Name in Kazakh"),
        _("Name in Russian"),
        _("Kind of body"),
        _("Members"),
        _("Counted toward quorum"),
        _("Needed for quorum"),
        pgettext("body", "Formed"),
        pgettext("body", "Exists no more since"),
    )
    return sheet_response(file_name=f"bodies-{on:%Y-%m-%d}", title=_("Bodies"), headings=headings, rows=rows)


def chosen_composition(
    request: SignedInRequest, body: Body
) -> tuple[CompositionFilter, date, date | None, MembershipQuerySet]:
    """Return the filter, the day, the day compared with, and the seats in force on the day."""
    today = timezone.localdate()
    values = request.GET.copy()
    if not values.get("on"):
        values["on"] = f"{today:%d.%m.%Y}"
    form = CompositionFilter(values)
    is_fine = form.is_valid()
    on = form.cleaned_data.get("on") or today
    since = form.cleaned_data.get("since") if is_fine else None
    seats = Membership.objects.of(body).in_force_on(on).select_related("person", "association", "basis")
    return form, on, since, seats.order_by("person__sort_key", "person__given_name", "pk")


@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def body_page(request: SignedInRequest, *, body_id: int) -> HttpResponse:
    """Show a body on a day: composition, who leads it, quorum with its arithmetic, changes, history."""
    body = _body(request, body_id)
    form, on, since, seats = chosen_composition(request, body)
    changes: Changes | None = changes_between(body, since, on) if since else None
    context = {
        "body": body,
        "form": form,
        "on": on,
        "now": body_on(body, on),
        "leaders": leaders_on(seats),
        "page": Paginator(seats, PAGE).get_page(request.GET.get("page")),
        "changes": changes,
        "parts": body.parts.exclude(ended_on__lte=on),
        "history": history_of_body(body),
        "acts": history_of(body),
        "may_keep": may(SEAT_MEMBER)(request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "bodies/body_page.html", context)


@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def composition_export(request: SignedInRequest, *, body_id: int) -> HttpResponse:
    """Give the composition of a body on a day as XLSX."""
    body = _body(request, body_id)
    _form, on, _since, seats = chosen_composition(request, body)
    words = {True: pgettext("council", "yes"), False: pgettext("council", "no")}
    rows = [
        (
            seat.person.full_name,
            seat.get_role_display(),
            seat.represents,
            seat.term.lower,
            seat.basis.reference if seat.basis else "",
            words[seat.counts_toward_quorum],
        )
        for seat in seats
    ]
    headings = (
        _("Name"),
        _("Role in the body"),
        _("On behalf of"),
        _("Member since"),
        _("Basis"),
        _("Counted toward quorum"),
    )
    return sheet_response(
        file_name=f"composition-{body.pk}-{on:%Y-%m-%d}", title=body.name, headings=headings, rows=rows
    )


def _body(request: SignedInRequest, body_id: int) -> Body:
    visible = Body.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(visible.select_related("region", "parent", "basis"), pk=body_id)
