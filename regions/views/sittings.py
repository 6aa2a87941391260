"""The region's own acts: convening its assembly, keeping its council."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.bodies.models import Body
from assembly.bodies.procedures import procedure_of
from assembly.bodies.regional import akim_of
from assembly.bodies.selectors import members_on
from assembly.common.attempts import Attempt
from assembly.common.clock import day_of
from assembly.meetings.forms import ConveningForm
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import CONVENE_MEETING
from assembly.meetings.services.meetings import Plan
from assembly.people.doors import SignedInRequest, refused
from assembly.people.rights import has_right
from regions.forms import CouncilSeatEndForm, CouncilSeatForm
from regions.models import CouncilSeat
from regions.permissions import COUNCIL_FORMED, KEEP_COUNCIL
from regions.querysets import assemblies_visible_to
from regions.services.convening import CHAIRED, convene_regional_assembly
from regions.services.council import end_council_seat, enter_council_seat


def _own(request: SignedInRequest, code: str, right: str, now: Any) -> Body:
    """Return a regional assembly over which the person holds a right; 404 for who cannot see it, 403 for who can."""
    visible = assemblies_visible_to(request.user, on=day_of(now)).select_related("region")
    assembly: Body = get_object_or_404(visible, region__code=code)
    if not has_right(request.user, right, on=day_of(now), subject=assembly):
        raise refused(right)
    return assembly


def sitting_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Convene the assembly in the name of its akim and invite the members; the agenda comes next."""
    now = timezone.now()
    assembly = _own(request, code, CONVENE_MEETING, now)
    initial = {
        "title_kk": f"{assembly.name_kk}: сессия",
        "title_ru": f"{assembly.name_ru}: сессия",
    }
    attempt = Attempt(request, ConveningForm(request.POST or None, initial=initial))
    convened: list[Meeting] = []

    def convene(values: dict[str, Any]) -> None:
        convened.append(
            convene_regional_assembly(
                assembly_id=assembly.pk, plan=Plan(**values), actor=request.user, at=now
            )
        )

    if attempt.run(convene):
        messages.success(request, _("The assembly is convened, its members are invited."))
        return redirect("meetings:meeting", meeting_id=convened[0].pk)
    context = {
        "assembly": assembly,
        "legal": CHAIRED,
        "akim": akim_of(assembly, on=day_of(now)),
        "members": len(members_on(assembly, day_of(now))),
        "procedure": procedure_of(assembly, day_of(now)),
    }
    return attempt.page("regions/sitting_new.html", context)


def council_seat_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Enter a member's seat in the council of the assembly."""
    now = timezone.now()
    assembly = _own(request, code, KEEP_COUNCIL, now)
    attempt = Attempt(request, CouncilSeatForm(request.POST or None, assembly=assembly))

    def enter(values: dict[str, Any]) -> None:
        enter_council_seat(
            assembly_id=assembly.pk,
            person_id=values["person"].pk,
            from_on=values["from_on"],
            basis=values["basis"],
            actor=request.user,
            at=now,
        )

    if attempt.run(enter):
        messages.success(request, _("The seat in the council is entered."))
        return redirect("regions:region_inside", code=code)
    return attempt.page("regions/council_seat_new.html", {"assembly": assembly, "legal": COUNCIL_FORMED})


def council_seat_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the end of a seat in the council."""
    now = timezone.now()
    visible = CouncilSeat.objects.visible_to(request.user, on=day_of(now)).with_names()
    seat = get_object_or_404(visible, pk=pk)
    region = seat.assembly.region
    assert region is not None, "a regional assembly has its region"
    assembly = _own(request, region.code, KEEP_COUNCIL, now)
    attempt = Attempt(request, CouncilSeatEndForm(request.POST or None))
    if attempt.run(
        lambda values: end_council_seat(seat_id=seat.pk, until=values["until"], actor=request.user, at=now)
    ):
        messages.success(request, _("The end of the seat in the council is entered."))
        return redirect("regions:region_inside", code=region.code)
    context = {"assembly": assembly, "seat": seat, "legal": COUNCIL_FORMED}
    return attempt.page("regions/council_seat_end.html", context)
