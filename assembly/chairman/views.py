"""Pages and acts of the Chairman's desk."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from assembly.chairman.enums import MatterState
from assembly.chairman.forms import PaperActForm, RefusalForm
from assembly.chairman.menu import sees_the_desk
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.pages import MatterCard, cards_of, page_of
from assembly.chairman.services.acts import (
    SCAN_IS_REQUIRED,
    record_paper_act,
    sign_matter,
    sign_matter_by_key,
)
from assembly.chairman.services.matters import refuse_matter, withdraw_matter
from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.documents.selectors import setting_value
from assembly.documents.views.keys import key_offer, let_reach_ncalayer, received_cms
from assembly.people.doors import SignedInRequest

PER_PAGE = 25


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """List the matters, those that wait first; ``?format=xlsx`` gives the same rows as a sheet."""
    today = localdate()
    if not sees_the_desk(request.user):
        raise Http404
    visible = Matter.objects.visible_to(request.user, on=today)
    all_ended = visible.exclude(state=MatterState.WAITING).order_by("-ended_at")
    if asks_for_sheet(request):
        return _matters_sheet(cards_of([*visible.waiting(), *all_ended], on=today))
    ended = Paginator(all_ended, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": cards_of(visible.waiting(), on=today),
        "ended": cards_of(ended, on=today),
        "page": ended,
    }
    return render(request, "chairman/matter_list.html", context)


def _matters_sheet(cards: list[MatterCard]) -> HttpResponse:
    headings = [
        _("Matter"),
        pgettext("matter", "Kind"),
        pgettext("matter", "Put on"),
        _("Answer by"),
        _("State"),
        pgettext("matter", "Ended on"),
    ]
    rows = [
        (
            card.matter.title,
            card.kind.label,
            day_of(card.matter.put_at),
            card.matter.answer_by,
            card.chip.word,
            day_of(card.matter.ended_at) if card.matter.ended_at else None,
        )
        for card in cards
    ]
    return sheet_response(
        file_name="matters", title=_("Matters for the Chairman"), headings=headings, rows=rows
    )


@require_safe
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Show a matter: the draft, what signing will do, and what the reader may do."""
    return _matter_page(request, _visible(request, matter_id))


@act(to="chairman:matter", done=_("Signed. What the act does has been done."))
def matter_sign(request: SignedInRequest, matter_id: int) -> None:
    """Sign the version that the page showed, by a key where the browser brings a signature."""
    found = _visible(request, matter_id)
    version = request.POST.get("version", "")
    version_id = int(version) if version.isdigit() else None
    now = timezone.now()
    if cms := received_cms(request):
        sign_matter_by_key(matter_id=found.pk, version_id=version_id, cms=cms, actor=request.user, at=now)
    else:
        sign_matter(matter_id=found.pk, version_id=version_id, actor=request.user, at=now)


@require_POST
def matter_refuse(request: SignedInRequest, matter_id: int) -> HttpResponse:
    """Refuse with a reason; what was typed stays when it cannot be taken."""
    found = _visible(request, matter_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _matter_page(request, found, refusal_form=form, status=422)
    try:
        refuse_matter(
            matter_id=found.pk, reason=form.cleaned_data["reason"], actor=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        return _refused(request, found, refusal, refusal_form=form)
    messages.success(request, str(_("Refused. Those who put the matter read your reason.")))
    return redirect("chairman:matter", matter_id=found.pk)


@act(to="chairman:matter", done=_("Withdrawn. The draft can be changed again."))
def matter_withdraw(request: SignedInRequest, matter_id: int) -> None:
    """Take the matter back."""
    withdraw_matter(matter_id=_visible(request, matter_id).pk, actor=request.user, at=timezone.now())


@require_POST
def matter_paper(request: SignedInRequest, matter_id: int) -> HttpResponse:
    """Record the act signed on paper; what was typed stays when it cannot be taken."""
    found = _visible(request, matter_id)
    form = PaperActForm(request.POST, request.FILES, needs_scan=_needs_scan())
    if not form.is_valid():
        return _matter_page(request, found, paper_form=form, status=422)
    entered = form.cleaned_data
    try:
        record_paper_act(
            matter_id=found.pk,
            number=entered["number"],
            signed_on=entered["signed_on"],
            scan=entered["scan"],
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        return _refused(request, found, refusal, paper_form=form)
    messages.success(request, str(_("Recorded. What the act does has been done.")))
    return redirect("chairman:matter", matter_id=found.pk)


@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """List the Chairman's acts, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    if not sees_the_desk(request.user):
        raise Http404
    found = (
        ChairmanAct.objects.visible_to(request.user, on=localdate())
        .select_related("act__scan", "matter")
        .order_by("-act__signed_on", "-act_id")
    )
    if asks_for_sheet(request):
        return sheet_response(
            file_name="chairman-acts",
            title=_("Orders of the Chairman"),
            headings=[_("Number"), _("Date"), _("Title"), _("How it was made")],
            rows=[(one.act.number, one.act.signed_on, one.matter.title, one.made_how) for one in found],
        )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "chairman/act_list.html", {"page": page})


def _visible(request: HttpRequest, matter_id: int) -> Matter:
    return get_object_or_404(
        Matter.objects.visible_to(request.user, on=localdate()).select_related("draft", "put_by__person"),
        pk=matter_id,
    )


def _matter_page(request: HttpRequest, found: Matter, *, status: int = 200, **extra: Any) -> HttpResponse:
    page = page_of(found, request.user, on=localdate())
    offer = key_offer(page.version if page.powers.sign else None, at=timezone.now())
    context = {
        "page": page,
        "key": offer,
        "refusal_form": RefusalForm(),
        "paper_form": PaperActForm(needs_scan=_needs_scan()),
        **extra,
    }
    response = render(request, "chairman/matter_detail.html", context, status=status)
    return let_reach_ncalayer(response, offer)


def _refused(request: HttpRequest, found: Matter, refusal: DomainError, **forms: Any) -> HttpResponse:
    found.refresh_from_db()
    return _matter_page(request, found, status=refusal.status, refusal=refusal, **forms)


def _needs_scan() -> bool:
    return bool(setting_value(SCAN_IS_REQUIRED, on=localdate()))
