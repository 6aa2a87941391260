"""Pages of commissions and working groups: for the staff, for members, for everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.pieces import Chip
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.documents.models import Rendition
from assembly.law.acts import regulation
from assembly.meetings.pages import meeting_chip
from assembly.people.doors import SignedInRequest, may, needs_right
from secretariat.formations.enums import FormationState
from secretariat.formations.forms import FormationForm, ReportForm, RoleForm
from secretariat.formations.models import Formation, PlannedSeat
from secretariat.formations.permissions import CREATE, PREPARE, VIEW
from secretariat.formations.querysets import FormationQuerySet
from secretariat.formations.refusals import ReportNotYours
from secretariat.formations.services.formations import (
    PAPER,
    basis_of,
    create_formation,
    draft_formation,
    drop_member,
    end_formation,
    name_member,
    write_report,
    writes_report,
)

PER_PAGE = 25
LOOKS = {
    FormationState.DRAFT: ("", "pencil-line"),
    FormationState.ACTIVE: ("ok", "users-round"),
    FormationState.ENDED: ("", "archive"),
}


def chip_of(formation: Formation) -> Chip:
    """Return where it stands."""
    state = FormationState(formation.state)
    return Chip(*LOOKS[state], state.label)


@needs_right(VIEW)
@require_safe
def formation_list(request: SignedInRequest) -> HttpResponse:
    """List commissions and working groups, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    rows = Formation.objects.visible_to(request.user, on=localdate()).select_related("act", "end_act")
    if asks_for_sheet(request):
        return _sheet(rows.with_leaders(on=localdate()))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, chip_of(row)) for row in page],
        "may_prepare": may(PREPARE)(request.user),
        "refs": {number: regulation(number) for number in ("20", "25", "26")},
    }
    return render(request, "formations/formation_list.html", context)


def _sheet(rows: FormationQuerySet) -> HttpResponse:
    headings = (
        pgettext("thing", "Name"), _("Kind"), _("Aim"), pgettext("seat", "Chair"), _("Number of members"), _("Created by an act"), _("Last day of the term"),
        pgettext("object", "State"), _("Ended by"),
    )  # fmt: skip
    lines = [
        (
            row.name, row.get_kind_display(), row.aim, row.chair_name, row.members_count,
            row.act.reference if row.act else "", row.until, str(chip_of(row).word),
            row.end_act.reference if row.end_act else "",
        )
        for row in rows
    ]  # fmt: skip
    return sheet_response(
        file_name="commissions", title=_("Commissions and working groups"), headings=headings, rows=lines
    )


@needs_right(PREPARE)
def formation_new(request: SignedInRequest) -> HttpResponse:
    """Begin the plan of one."""
    attempt = Attempt(request, FormationForm(request.POST or None, initial={"kind": "commission"}))
    begun: list[Formation] = []
    if attempt.run(
        lambda values: begun.append(draft_formation(actor=request.user, at=timezone.now(), **values))
    ):
        messages.success(request, _("The plan is kept. Name the members; the head then signs the order."))
        return redirect("formations:formation", formation_id=begun[0].pk)
    return attempt.page("formations/formation_new.html", {"legal": regulation("20")})


@require_safe
def formation(request: SignedInRequest, formation_id: int) -> HttpResponse:
    """Show one: aim, term, composition, sittings, closing report, and what may be done."""
    today = localdate()
    found = _visible(request, formation_id)
    body = found.body
    meetings = body.meetings.order_by("-starts_at")[:10] if body else []
    context = {
        "formation": found,
        "chip": chip_of(found),
        "planned": found.planned_seats.select_related("person"),
        "seats": members_on(body, today) if body else [],
        "procedure": procedure_of(body, today) if body else None,
        "meetings": [(meeting, meeting_chip(meeting)) for meeting in meetings],
        "report": found.report.latest if found.report else None,
        "paper": Rendition.objects.filter(template=PAPER, subject=f"formation:{found.pk}").first(),
        "may_prepare": may(PREPARE)(request.user),
        "may_create": may(CREATE)(request.user),
        "may_report": found.state == FormationState.ACTIVE and writes_report(request.user, found, on=today),
        "legal": basis_of(found),
        "history": history_of(found),
    }
    return render(request, "formations/formation.html", context)


@needs_right(PREPARE)
def member_name(request: SignedInRequest, formation_id: int) -> HttpResponse:
    """Choose a person and name him in the plan."""
    found = _visible(request, formation_id)
    person, choice = person_to_choose(request)
    if person is None:
        context = {**choice, "title": _("Name a member"), "about": found.name}
        return render(request, "bodies/person_choice.html", context)
    attempt = Attempt(request, RoleForm(request.POST or None))

    def name(values: dict[str, Any]) -> None:
        name_member(
            formation_id=found.pk,
            person_id=person.pk,
            role=values["role"],
            actor=request.user,
            at=timezone.now(),
        )

    if attempt.run(name):
        messages.success(request, _("The member is named."))
        return redirect("formations:formation", formation_id=found.pk)
    context = {"formation": found, "person": person, "legal": basis_of(found)}
    return attempt.page("formations/member_name.html", context)


def _to_formation(*, formation_id: int, seat_id: int) -> str:
    del seat_id  # the composition is on the page of the formation
    return reverse("formations:formation", args=[formation_id])


@needs_right(PREPARE)
@act(to=_to_formation, done=gettext_lazy("The person is out of the plan."))
def member_drop(request: SignedInRequest, formation_id: int, seat_id: int) -> None:
    """Take a person out of the plan."""
    seat = get_object_or_404(PlannedSeat, pk=seat_id, formation=formation_id)
    drop_member(seat_id=seat.pk, actor=request.user, at=timezone.now())


@needs_right(CREATE)
@act(to="formations:formation", done=gettext_lazy("The order is signed; the members have their seats."))
def formation_create(request: SignedInRequest, formation_id: int) -> None:
    """Create it by an order."""
    create_formation(formation_id=_visible(request, formation_id).pk, actor=request.user, at=timezone.now())


def report_write(request: SignedInRequest, formation_id: int) -> HttpResponse:
    """Write the closing report."""
    found = _visible(request, formation_id)
    if not writes_report(request.user, found, on=localdate()):
        raise PermissionDenied(ReportNotYours().message())
    last = found.report.latest if found.report else None
    initial = {"text_kk": last.text_kk, "text_ru": last.text_ru} if last else {}
    attempt = Attempt(request, ReportForm(request.POST or None, initial=initial))
    if attempt.run(
        lambda values: write_report(formation_id=found.pk, actor=request.user, at=timezone.now(), **values)
    ):
        messages.success(request, _("The version of the report is kept."))
        return redirect("formations:formation", formation_id=found.pk)
    return attempt.page("formations/report_write.html", {"formation": found, "legal": basis_of(found)})


@needs_right(CREATE)
@act(
    to="formations:formation",
    done=gettext_lazy("The work has ended; the report is frozen and its PDF is made."),
)
def formation_end(request: SignedInRequest, formation_id: int) -> None:
    """End it by an order."""
    end_formation(formation_id=_visible(request, formation_id).pk, actor=request.user, at=timezone.now())


@login_not_required
@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Tell everybody which commissions and working groups there are, what for and until when."""
    rows = Formation.objects.public().select_related("act", "end_act")
    context = {
        "rows": [(row, chip_of(row)) for row in rows],
        "refs": {number: regulation(number) for number in ("20", "25")},
    }
    return render(request, "formations/public_list.html", context)


def _visible(request: SignedInRequest, formation_id: int) -> Formation:
    rows = Formation.objects.visible_to(request.user, on=localdate())
    return get_object_or_404(rows.select_related("body", "act", "end_act", "report"), pk=formation_id)
