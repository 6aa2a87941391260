"""Opinions: asked, written, dissented from, issued, withdrawn, published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.bodies.enums import BodyKind
from assembly.bodies.selectors import members_on, organ
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.sheets import asks_for_sheet
from assembly.common.views import act
from assembly.deadlines.selectors import explain, term_after, term_until
from assembly.documents.models import Document, Rendition, Version
from assembly.documents.selectors import setting_value
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, may, needs_right
from expert_council.forms import AffiliationForm, AskOpinionForm, OpinionTextForm, ReasonForm, TextsForm
from expert_council.menu import sees_opinions
from expert_council.models import OpinionRequest
from expert_council.permissions import ASK_OPINION, leads_council
from expert_council.selectors import can_be_judged, opinion_chip, verdict_chip, with_newest_version
from expert_council.services.opinions import (
    DRAWN_IN,
    SUPPORT,
    TERM_KEY,
    ask_opinion,
    draw_in,
    withdraw_request,
)
from expert_council.services.writing import PAPER, add_dissent, issue_opinion, write_opinion
from expert_council.sheets import opinion_sheet

PER_PAGE = 25


@require_safe
def opinion_list(request: HttpRequest) -> HttpResponse:
    """List the opinions that this reader may see, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    if not sees_opinions(request.user):
        raise Http404
    rows = OpinionRequest.objects.visible_to(request.user, on=localdate()).with_names().order_by("-pk")
    if asks_for_sheet(request):
        return opinion_sheet(rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, opinion_chip(row), verdict_chip(row)) for row in page],
        "may_ask": may(ASK_OPINION)(request.user),
        "legal": SUPPORT,
    }
    return render(request, "expert_council/opinion_list.html", context)


@needs_right(ASK_OPINION)
def opinion_choice(request: SignedInRequest) -> HttpResponse:
    """Choose the text on which an opinion is asked: its newest version is judged."""
    words = request.GET.get("q", "").strip()
    documents = Document.objects.visible_to(request.user, on=localdate()).exclude(kind__startswith="expert_")
    found = with_newest_version(documents.matching(words) if words else documents)
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "expert_council/opinion_choice.html", {"page": page, "query": words})


@needs_right(ASK_OPINION)
def opinion_new(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Ask for an opinion on a version."""
    now = timezone.now()
    today = localdate(now)
    documents = Document.objects.visible_to(request.user, on=today)
    version = get_object_or_404(
        Version.objects.filter(document__in=documents).select_related("document"), pk=version_id
    )
    seats = members_on(organ(BodyKind.EXPERT_COUNCIL), today)
    default = term_after(today, int(setting_value(TERM_KEY, on=today))).due_on
    attempt = Attempt(request, AskOpinionForm(request.POST or None, seats=seats, default=default))
    asked: list[OpinionRequest] = []

    def ask(values: dict[str, Any]) -> None:
        experts = [int(key) for key in values.pop("experts")]
        asked.append(
            ask_opinion(version_id=version.pk, expert_ids=experts, actor=request.user, at=now, **values)
        )

    if attempt.run(ask):
        messages.success(request, _("The opinion is asked for; the experts are told by letter."))
        return redirect("expert_council:opinion", request_id=asked[0].pk)
    context = {"version": version, "legal": SUPPORT, "can_be_judged": can_be_judged(version), "seats": seats}
    return attempt.page("expert_council/opinion_new.html", context)


@require_safe
def opinion(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Show an opinion: the text judged, who writes, the opinion, every dissent, and what may be done."""
    now = timezone.now()
    today = localdate(now)
    found = visible(request, request_id)
    authors = list(found.authors.select_related("person"))
    mine = next((author for author in authors if author.person.user_id == request.user.pk), None)
    asked_on = localdate(found.asked_at)
    rule = (
        _("The term by default: no law sets it.")
        if found.is_default_term
        else _("The day named in the request.")
    )
    context = {
        "opinion": found,
        "chip": opinion_chip(found),
        "verdict": verdict_chip(found),
        "authors": authors,
        "mine": mine,
        "text": found.act.version if found.act else found.text.latest if found.text else None,
        "term": explain(term_until(asked_on, found.due_on), on=today, begun=_("Asked for"), rule=rule),
        "paper": Rendition.objects.filter(template=PAPER, subject=f"opinion:{found.pk}").first(),
        "may_ask": may(ASK_OPINION)(request.user) and found.is_open,
        "may_issue": found.state == "written" and leads_council(request.user, on=today),
        "sees_documents": Document.objects.visible_to(request.user, on=today).exists(),
        "refs": {"support": SUPPORT, "drawn_in": DRAWN_IN, "pro_bono": regulation("23")},
        "history": history_of(found),
    }
    return render(request, "expert_council/opinion.html", context)


def opinion_write(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Write the opinion, or its next version."""
    found = _mine(request, request_id)
    last = found.text.latest if found.text else None
    initial = {"text_kk": last.text_kk, "text_ru": last.text_ru, "verdict": found.verdict} if last else {}
    attempt = Attempt(request, OpinionTextForm(request.POST or None, initial=initial))
    if attempt.run(
        lambda values: write_opinion(request_id=found.pk, actor=request.user, at=timezone.now(), **values)
    ):
        messages.success(request, _("The opinion is kept; the chair issues it."))
        return redirect("expert_council:opinion", request_id=found.pk)
    return attempt.page(
        "expert_council/opinion_write.html", {"opinion": found, "legal": regulation("21", "2")}
    )


def opinion_dissent(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Put one's own view beside the opinion."""
    found = _mine(request, request_id)
    author = found.authors.get(person__user=request.user)
    initial = {"text_kk": author.dissent_kk, "text_ru": author.dissent_ru}
    attempt = Attempt(request, TextsForm(request.POST or None, initial=initial))
    if attempt.run(
        lambda values: add_dissent(request_id=found.pk, actor=request.user, at=timezone.now(), **values)
    ):
        messages.success(request, _("Your dissent stands beside the opinion."))
        return redirect("expert_council:opinion", request_id=found.pk)
    context = {"opinion": found, "legal": regulation("21", "2")}
    return attempt.page("expert_council/opinion_dissent.html", context)


@act(to="expert_council:opinion", done=gettext_lazy("The opinion is issued; its PDF is being made."))
def opinion_issue(request: SignedInRequest, request_id: int) -> None:
    """Issue the opinion."""
    issue_opinion(request_id=visible(request, request_id).pk, actor=request.user, at=timezone.now())


@needs_right(ASK_OPINION)
def opinion_withdraw(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    found = visible(request, request_id)
    attempt = Attempt(request, ReasonForm(request.POST or None))
    if attempt.run(
        lambda values: withdraw_request(request_id=found.pk, actor=request.user, at=timezone.now(), **values)
    ):
        messages.success(request, _("The request is withdrawn; the experts are told."))
        return redirect("expert_council:opinion", request_id=found.pk)
    return attempt.page("expert_council/opinion_withdraw.html", {"opinion": found, "legal": SUPPORT})


@needs_right(ASK_OPINION)
def expert_draw_in(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Choose an expert who is not of the Council and draw him in."""
    found = visible(request, request_id)
    person, choice = person_to_choose(request)
    if person is None:
        return render(
            request,
            "bodies/person_choice.html",
            {**choice, "title": _("Draw an expert in"), "about": found.version.document.title},
        )
    attempt = Attempt(request, AffiliationForm(request.POST or None))

    def draw(values: dict[str, Any]) -> None:
        draw_in(request_id=found.pk, person_id=person.pk, actor=request.user, at=timezone.now(), **values)

    if attempt.run(draw):
        messages.success(request, _("The expert is drawn in and told by letter."))
        return redirect("expert_council:opinion", request_id=found.pk)
    context = {"opinion": found, "person": person, "legal": DRAWN_IN, "pro_bono": regulation("23")}
    return attempt.page("expert_council/expert_draw_in.html", context)


@login_not_required
@require_safe
def public_opinion(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show everybody an opinion that was published."""
    found = get_object_or_404(OpinionRequest.objects.published().with_names(), pk=request_id)
    context = {
        "opinion": found,
        "verdict": verdict_chip(found),
        "text": found.act.version if found.act else None,
        "authors": found.authors.select_related("person"),
        "paper": Rendition.objects.filter(template=PAPER, subject=f"opinion:{found.pk}").first(),
        "legal": regulation("21", "2"),
    }
    return render(request, "expert_council/public_opinion.html", context)


def visible(request: SignedInRequest, request_id: int) -> OpinionRequest:
    """Return an opinion that this reader may see; for others it does not exist."""
    rows = OpinionRequest.objects.visible_to(request.user, on=localdate()).with_names()
    return get_object_or_404(rows, pk=request_id)


def _mine(request: SignedInRequest, request_id: int) -> OpinionRequest:
    """Return an opinion that this reader is named to write."""
    rows = OpinionRequest.objects.with_names().filter(authors__person__user=request.user)
    return get_object_or_404(rows, pk=request_id)
