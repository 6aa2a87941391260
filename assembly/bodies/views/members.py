"""The register of members: list, export, card; giving and ending a seat."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.bodies import register
from assembly.bodies.compositions import body_on
from assembly.bodies.enums import BodyKind
from assembly.bodies.forms import IinForm, MemberFilter, SeatForm
from assembly.bodies.forms_seats import EndSeatForm
from assembly.bodies.history import record_of_person
from assembly.bodies.models import Membership, Portrait
from assembly.bodies.paired import seat_needs_two
from assembly.bodies.permissions import (
    END_MEMBERSHIP,
    REMOVE_PORTRAIT,
    SEAT_MEMBER,
    VIEW_OWN_REGION,
    VIEW_REGISTERS,
)
from assembly.bodies.personal import fields_for, persons_visible_to
from assembly.bodies.selectors import organ
from assembly.bodies.services.grants import ask_for_seat
from assembly.bodies.services.memberships import end_membership, seat_member
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.sheets import sheet_response
from assembly.law.acts import law_article
from assembly.people.doors import SignedInRequest, may, needs_right
from assembly.people.models import Person
from assembly.people.permissions import RECORD_IIN, SECRETARIAT, VIEW_ACCESS, VIEW_IIN
from assembly.people.selectors import sign_in_chip
from assembly.people.services.iin import record_iin
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50


@opens_with_saved_view
@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def member_list(request: SignedInRequest) -> HttpResponse:
    """List the members of a body on a day."""
    today = timezone.localdate()
    form = filter_of(request, today=today)
    body, on, seats = register.chosen(values_of(form), user=request.user, today=today)
    page = Paginator(register.in_order(seats, request.GET.get("sort", "")), PAGE).get_page(
        request.GET.get("page")
    )
    columns = register.columns_of(values_of(form).get("columns"), body)
    context = {
        "form": form,
        "body": body,
        "on": on,
        "page": page,
        "columns": columns,
        "rows": [(seat, [(column, column.cell(seat, on)) for column in columns]) for seat in page],
        "now": body_on(body, on),
        "query": request.GET.urlencode(),
        "may_keep": may(SEAT_MEMBER)(request.user),
        "shown": [column.key for column in columns],
    }
    return render(request, "bodies/member_list.html", context)


def values_of(form: MemberFilter) -> dict[str, Any]:
    """Return what of a filter can be understood; what cannot is said beside its field."""
    form.is_valid()
    return form.cleaned_data


def filter_of(request: SignedInRequest, *, today: date) -> MemberFilter:
    """Return the filter as it stands in the address, with the Assembly and today where it is silent."""
    values = request.GET.copy()
    if not values.get("body"):
        values["body"] = str(organ(BodyKind.ASSEMBLY).pk)
    if not values.get("on"):
        values["on"] = f"{today:%d.%m.%Y}"
    return MemberFilter(values)


@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def member_export(request: SignedInRequest) -> HttpResponse:
    """Give the filtered list as XLSX: the rows and the columns of the page, without contacts."""
    today = timezone.localdate()
    form = filter_of(request, today=today)
    body, on, seats = register.chosen(values_of(form), user=request.user, today=today)
    columns = register.columns_of(values_of(form).get("columns"), body)
    rows = [
        (seat.person.full_name, *(column.value(seat, on) for column in columns))
        for seat in register.in_order(seats, request.GET.get("sort", "")).iterator(chunk_size=1_000)
    ]
    headings = (_("Name"), *(column.label for column in columns))
    return sheet_response(
        file_name=f"members-{on:%Y-%m-%d}", title=_("Members"), headings=headings, rows=rows
    )


@needs_right(VIEW_REGISTERS, VIEW_OWN_REGION)
def member_card(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Show a person's seats, offices and contacts; the view itself is written down."""
    visible = persons_visible_to(request.user, timezone.localdate())
    return _card(request, get_object_or_404(visible, pk=person_id))


@never_cache
@needs_right(VIEW_IIN)
def member_iin(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Show the same card with the individual number open; this view is written down under its own address."""
    return _card(request, get_object_or_404(Person, pk=person_id), is_iin_open=True)


def _card(request: SignedInRequest, person: Person, *, is_iin_open: bool = False) -> HttpResponse:
    now = timezone.now()
    person = Person.objects.with_invitation().select_related("user", "merged_into").get(pk=person.pk)
    log_access(viewer=request.user, subject=person, page=request.path, at=now)
    seats = (
        person.memberships.visible_to(request.user, on=timezone.localdate(now))
        .select_related("body", "association", "region", "basis", "end_basis")
        .order_by("-term__startswith", "pk")
    )
    fields = fields_for(request.user, timezone.localdate(now))
    former = list(person.merged_from.order_by("pk"))
    offices = person.offices.select_related("office", "basis").order_by("-term__startswith")
    posts = person.state_posts.select_related("state_body").order_by("-term__startswith")
    context = {
        "person": person,
        "seats": seats,
        "offices": offices,
        "posts": posts,
        "record": record_of_person(seats=seats, offices=offices, posts=posts, on=timezone.localdate(now)),
        "history": history_of(person, *former) if may(VIEW_REGISTERS)(request.user) else [],
        "former": former,
        "today": timezone.localdate(now),
        "sign_in": sign_in_chip(person),
        "iin": (person.read_iin() if is_iin_open else person.masked_iin) if "iin" in fields else "",
        "fields": fields,
        "may_keep": may(SEAT_MEMBER)(request.user),
        "may_remove_portrait": may(REMOVE_PORTRAIT)(request.user)
        and Portrait.objects.filter(person=person).exists(),
        "may_see_views": may(VIEW_ACCESS)(request.user),
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

    def seat(values: dict[str, Any]) -> Any:
        needs_two = seat_needs_two(values["body"], values["role"])
        enter: Any = ask_for_seat if needs_two else seat_member
        return enter(
            body_id=values["body"].pk,
            person_id=person.pk,
            role=values["role"],
            from_on=values["from_on"],
            basis_id=values["basis"].pk,
            association_id=values["association"].pk if values["association"] else None,
            region_id=values["region"].pk if values["region"] else None,
            on_behalf_kk=values["on_behalf_kk"],
            on_behalf_ru=values["on_behalf_ru"],
            nomination=values["nomination"],
            nominated_by_kk=values["nominated_by_kk"],
            nominated_by_ru=values["nominated_by_ru"],
            counts_toward_quorum=values["counts_toward_quorum"],
            actor=request.user,
            at=now,
        )

    if attempt.run(seat):
        if seat_needs_two(form.cleaned_data["body"], form.cleaned_data["role"]):
            messages.success(request, _("This gives rights in the portal: it waits for a second person."))
            return redirect("people:paired_list")
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
