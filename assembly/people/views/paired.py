"""Acts for two persons: what waits, what is asked for, the second person's decision."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.audit.services.access import log_access
from assembly.common.attempts import Attempt
from assembly.common.views import act
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.enums import PairedState
from assembly.people.forms_persons import RemarkForm
from assembly.people.models import PairedAct
from assembly.people.paired import PAIRED, paired_chip, state_of
from assembly.people.permissions import VIEW_PAIRED
from assembly.people.rights import has_right
from assembly.people.services.paired import confirm_paired_act, refuse_paired_act, withdraw_paired_act

PAGE = 30


@needs_right(VIEW_PAIRED)
def paired_list(request: SignedInRequest) -> HttpResponse:
    """List acts for two persons, those that wait first."""
    now = timezone.now()
    found = PairedAct.objects.select_related("person", "asked_by__person", "decided_by__person")
    waiting = found.open_at(now).order_by("expires_at", "pk")
    page = Paginator(found.exclude(pk__in=waiting.values("pk")), PAGE).get_page(request.GET.get("page"))
    log_access(viewer=request.user, subject="paired_acts", page=request.path, at=now)
    context = {
        "waiting": [(one, _label(one)) for one in waiting],
        "rows": [(one, _label(one), paired_chip(one, at=now)) for one in page],
        "page": page,
    }
    return render(request, "people/paired_list.html", context)


def _label(found: PairedAct) -> Any:
    return PAIRED[found.kind].label if found.kind in PAIRED else found.kind


@needs_right(VIEW_PAIRED)
def paired_show(request: SignedInRequest, *, act_id: int) -> HttpResponse:
    """Show what is asked for, by whom and why; a refusal is typed here."""
    now = timezone.now()
    found = get_object_or_404(
        PairedAct.objects.select_related("person", "asked_by__person", "decided_by__person"),
        pk=act_id,
        kind__in=PAIRED,
    )
    attempt = Attempt(request, RemarkForm(request.POST or None))
    if attempt.run(
        lambda values: refuse_paired_act(act_id=found.pk, remark=values["remark"], actor=request.user, at=now)
    ):
        messages.success(request, _("It is refused; the person who asked sees why."))
        return redirect("people:paired_list")
    kind = PAIRED[found.kind]
    log_access(viewer=request.user, subject=found.person, page=request.path, at=now)
    is_open = state_of(found, at=now) == PairedState.WAITING
    is_second = request.user.pk not in {found.asked_by_id, found.person.user_id}
    context = {
        "act": found,
        "kind": kind,
        "rows": kind.rows(found),
        "chip": paired_chip(found, at=now),
        "may_decide": is_open
        and is_second
        and has_right(request.user, kind.right, on=timezone.localdate(now)),
        "may_withdraw": is_open and found.asked_by_id == request.user.pk,
        "is_open": is_open,
    }
    return attempt.page("people/paired_show.html", context)


@needs_right(VIEW_PAIRED)
@act(to=lambda **_kwargs: _list_url(), done=gettext_lazy("It is confirmed and carried out."))
def paired_confirm(request: SignedInRequest, *, act_id: int) -> None:
    """Carry out what another person asked for."""
    found = get_object_or_404(PairedAct, pk=act_id, kind__in=PAIRED)
    confirm_paired_act(act_id=found.pk, actor=request.user, at=timezone.now())


@needs_right(VIEW_PAIRED)
@act(to=lambda **_kwargs: _list_url(), done=gettext_lazy("It is withdrawn."))
def paired_withdraw(request: SignedInRequest, *, act_id: int) -> None:
    """Take back what one asked for."""
    found = get_object_or_404(PairedAct, pk=act_id, kind__in=PAIRED)
    withdraw_paired_act(act_id=found.pk, actor=request.user, at=timezone.now())


def _list_url() -> str:
    return reverse("people:paired_list")
