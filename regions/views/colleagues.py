"""Colleagues of a regional secretary: asking for their right, taking it away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assembly.bodies.models import BodyUserGrant
from assembly.bodies.permissions import GRANT_REGION_WORK
from assembly.bodies.services.region_work import ask_for_region_work, take_region_work
from assembly.bodies.views.persons import person_to_choose
from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from regions.querysets import assemblies_visible_to


@needs_right(GRANT_REGION_WORK)
def colleague_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose a person, then ask that he may work for the region's secretariat."""
    on = localdate()
    assembly = get_object_or_404(assemblies_visible_to(request.user, on=on), region__code=code)
    person, choice = person_to_choose(request)
    if person is None:
        context = {**choice, "title": _("Grant the work of the regional secretariat"), "about": assembly.name}
        return render(request, "bodies/person_choice.html", context)
    context = {
        "assembly": assembly,
        "person": person,
        "rows": [
            (_("What will happen"), _("Another person of the Secretariat confirms it; then the right holds.")),
            (_("What it allows"), _("Prepares its reports and carries out its assignments, as its secretary does")),
        ],
        "legal": regulation("19"),
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "regions/colleague_new.html", context)
    try:
        ask_for_region_work(body_id=assembly.pk, person_id=person.pk, actor=request.user, at=timezone.now())
    except DomainError as refusal:
        return render(
            request, "regions/colleague_new.html", {**context, "refusal": refusal}, status=refusal.status
        )
    messages.success(request, _("This gives rights in the portal: it waits for a second person."))
    return redirect("people:paired_list")


def _to_regions(**_kept: int) -> str:
    return reverse("regions:own")


@act(to=_to_regions)
def colleague_end(request: SignedInRequest, grant_id: int) -> HttpResponse:
    """Take a colleague's right away."""
    visible = assemblies_visible_to(request.user, on=localdate())
    grant = get_object_or_404(
        BodyUserGrant.objects.select_related("content_object__region"),
        pk=grant_id,
        content_object__in=visible,
    )
    region = grant.content_object.region
    assert region is not None, "a regional assembly has its region"
    take_region_work(grant_id=grant.pk, actor=request.user, at=timezone.now())
    messages.success(request, _("The right is taken away."))
    return redirect("regions:region_inside", code=region.code)
