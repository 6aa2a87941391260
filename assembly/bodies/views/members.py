"""The register of members: list, export, card; giving and ending a seat."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.bodies.enums import BodyKind
from assembly.bodies.forms import EndSeatForm, IinForm, MemberFilter, SeatForm
from assembly.bodies.models import Body, Membership
from assembly.bodies.permissions import END_MEMBERSHIP, SEAT_MEMBER, VIEW_REGISTERS
from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.bodies.querysets import MembershipQuerySet
from assembly.bodies.selectors import organ
from assembly.bodies.services.memberships import end_membership, seat_member
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.names import language_now
from assembly.common.search import kazakh_order
from assembly.common.sheets import sheet_response
from assembly.law.acts import law_article
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.models import Person
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE
from assembly.people.permissions import RECORD_IIN, SECRETARIAT, VIEW_IIN
from assembly.people.services.iin import record_iin

PAGE = 50


def chosen_members(form: MemberFilter, *, today: date) -> tuple[Body, date, MembershipQuerySet]:
    """Return the body, the day and the seats that a filter names; the Assembly today when it names none."""
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    body = values.get("body") or organ(BodyKind.ASSEMBLY)
    on = values.get("on") or today
    seats = Membership.objects.of(body).in_force_on(on).with_council(on)
    seats = seats.matching(values.get("q") or "")
    if region := values.get("region"):
        seats = seats.filter(region=region)
    if council := values.get("council"):
        seats = seats.in_council(on, is_in=council == "yes")
    return body, on, seats.select_related("person", "association", "region", "basis")


def in_order(seats: MembershipQuerySet, sort: str) -> MembershipQuerySet:
    """Return the seats in the order that the page was asked for; by name, as Kazakh sorts, otherwise."""
    region = kazakh_order(f"region__name_{language_now()}", alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)
    orders: dict[str, Any] = {
        "-name": ("-person__sort_key", "-person__given_name"),
        "region": (region.asc(nulls_last=True), "person__sort_key"),
        "-region": (region.desc(nulls_last=True), "person__sort_key"),
        "since": ("term__startswith", "person__sort_key"),
        "-since": ("-term__startswith", "person__sort_key"),
    }
    return seats.order_by(*orders.get(sort, ("person__sort_key", "person__given_name")), "pk")


@needs_right(VIEW_REGISTERS)
def member_list(request: SignedInRequest) -> HttpResponse:
    """List the members of a body on a day."""
    today = timezone.localdate()
    form = filter_of(request, today=today)
    body, on, seats = chosen_members(form, today=today)
    everybody = Membership.objects.of(body).in_force_on(on).counted().count()
    page = Paginator(in_order(seats, request.GET.get("sort", "")), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "body": body,
        "on": on,
        "page": page,
        "members_count": everybody,
        "quorum": quorum_of(body, on, everybody),
        "query": request.GET.urlencode(),
        "is_assembly": body.kind == BodyKind.ASSEMBLY,
    }
    return render(request, "bodies/member_list.html", context)


def filter_of(request: SignedInRequest, *, today: date) -> MemberFilter:
    """Return the filter as it stands in the address, with the Assembly and today where it is silent."""
    values = request.GET.copy()
    if not values.get("body"):
        values["body"] = str(organ(BodyKind.ASSEMBLY).pk)
    if not values.get("on"):
        values["on"] = f"{today:%d.%m.%Y}"
    return MemberFilter(values)


def quorum_of(body: Body, on: date, members: int) -> dict[str, Any] | None:
    """Return how many members a meeting on that day needs and by which paragraph; nothing without a rule."""
    if not members:
        return None
    try:
        quorum = procedure_of(body, on).quorum
    except NoProcedure:
        return None
    return {"required": quorum.least_part(of=members), "legal_ref": quorum.legal_ref}


@needs_right(VIEW_REGISTERS)
def member_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list as XLSX: what the page shows, without contacts."""
    today = timezone.localdate()
    form = filter_of(request, today=today)
    _body, on, seats = chosen_members(form, today=today)
    words = {True: pgettext("council", "yes"), False: pgettext("council", "no")}
    rows = [
        (
            seat.person.full_name,
            seat.get_role_display(),
            seat.represents,
            seat.region.name if seat.region else "",
            seat.term.lower,
            seat.basis.reference if seat.basis else "",
            words[seat.is_in_council],
        )
        for seat in in_order(seats, request.GET.get("sort", "")).iterator(chunk_size=1_000)
    ]
    headings = (
        _("Name"),
        _("Role in the body"),
        _("On behalf of"),
        _("Region"),
        _("Member since"),
        _("Basis"),
        _("Council"),
    )
    return sheet_response(
        file_name=f"members-{on:%Y-%m-%d}", title=_("Members"), headings=headings, rows=rows
    )


@needs_right(VIEW_REGISTERS)
def member_card(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Show a person's seats, offices and contacts; the view itself is written down."""
    return _card(request, get_object_or_404(Person, pk=person_id))


@never_cache
@needs_right(VIEW_IIN)
def member_iin(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Show the same card with the individual number open; this view is written down under its own address."""
    return _card(request, get_object_or_404(Person, pk=person_id), is_iin_open=True)


def _card(request: SignedInRequest, person: Person, *, is_iin_open: bool = False) -> HttpResponse:
    now = timezone.now()
    log_access(viewer=request.user, subject=person, page=request.path, at=now)
    seats = (
        person.memberships.visible_to(request.user, on=timezone.localdate(now))
        .select_related("body", "association", "region", "basis", "end_basis")
        .order_by("-term__startswith", "pk")
    )
    context = {
        "person": person,
        "seats": seats,
        "offices": person.offices.select_related("office", "basis").order_by("-term__startswith"),
        "posts": person.state_posts.select_related("state_body").order_by("-term__startswith"),
        "history": history_of(person),
        "today": timezone.localdate(now),
        "iin": person.read_iin() if is_iin_open else person.masked_iin,
        "is_iin_open": is_iin_open,
    }
    return render(request, "bodies/member_card.html", context)


@never_cache
@sensitive_post_parameters("iin")
@needs_right(RECORD_IIN)
def iin_change(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Record, correct or remove a person's individual number; the present one is not shown."""
    person = get_object_or_404(Person, pk=person_id)
    attempt = Attempt(request, IinForm(request.POST or None))
    if attempt.run(
        lambda values: record_iin(
            person_id=person.pk, iin=values["iin"], actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The IIN is recorded."))
        return redirect("bodies:member_card", person_id=person.pk)
    return attempt.page("bodies/iin_form.html", {"person": person, "legal": SECRETARIAT})


@needs_right(SEAT_MEMBER)
def seat_new(request: SignedInRequest) -> HttpResponse:
    """Choose a person, then enter the seat."""
    person, choice = person_to_choose(request)
    if person is None:
        return render(request, "bodies/person_choice.html", {**choice, "title": _("Enter a seat")})
    form = SeatForm(request.POST or None, initial={"body": request.GET.get("body")})
    attempt = Attempt(request, form)
    now = timezone.now()

    def seat(values: dict[str, Any]) -> Membership:
        return seat_member(
            body_id=values["body"].pk,
            person_id=person.pk,
            role=values["role"],
            from_on=values["from_on"],
            basis_id=values["basis"].pk,
            association_id=values["association"].pk if values["association"] else None,
            region_id=values["region"].pk if values["region"] else None,
            on_behalf_kk=values["on_behalf_kk"],
            on_behalf_ru=values["on_behalf_ru"],
            counts_toward_quorum=values["counts_toward_quorum"],
            actor=request.user,
            at=now,
        )

    if attempt.run(seat):
        messages.success(request, _("The seat is entered."))
        return redirect("bodies:member_card", person_id=person.pk)
    return attempt.page("bodies/seat_form.html", {"person": person, "legal": law_article("15")})


@needs_right(END_MEMBERSHIP)
def seat_end(request: SignedInRequest, *, membership_id: int) -> HttpResponse:
    """Enter the end of a seat."""
    now = timezone.now()
    visible = Membership.objects.visible_to(request.user, on=timezone.localdate(now))
    membership = get_object_or_404(visible.select_related("body", "person"), pk=membership_id)
    attempt = Attempt(request, EndSeatForm(request.POST or None))

    def end(values: dict[str, Any]) -> Membership:
        return end_membership(
            membership_id=membership.pk,
            until=values["until"],
            reason=values["reason"],
            basis_id=values["basis"].pk if values["basis"] else None,
            actor=request.user,
            at=now,
        )

    if attempt.run(end):
        messages.success(request, _("The end of the seat is entered."))
        return redirect("bodies:member_card", person_id=membership.person_id)
    return attempt.page("bodies/seat_end.html", {"membership": membership, "legal": law_article("17")})
