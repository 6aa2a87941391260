"""The page of the Council, its composition, its statute; and what everybody reads of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.bodies.views.persons import person_to_choose
from assembly.common.attempts import Attempt
from assembly.common.views import act
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting
from assembly.meetings.pages import meeting_chip
from assembly.meetings.permissions import CONVENE_COORDINATED
from assembly.people.doors import SignedInRequest, may, needs_right
from expert_council.forms import AnswerForm, EmptyForm, LeavingForm, NoteForm, PaperConsentForm, TextsForm
from expert_council.models import Consent, Election, OpinionRequest, Statute
from expert_council.permissions import (
    APPROVE_COMPOSITION,
    APPROVE_STATUTE,
    ASK_CONSENT,
    DRAFT_STATUTE,
    can_view_council,
)
from expert_council.selectors import (
    consents_now,
    council_on,
    draft_of_statute,
    election_chip,
    verdict_chip,
)
from expert_council.services.composition import (
    APPROVED_BY_HEAD,
    approve_composition,
    approve_statute,
    draft_statute,
)
from expert_council.services.consents import (
    BY_CONSENT,
    answer_consent,
    ask_consent,
    record_paper_consent,
    withdraw_consent,
)

LATEST = 10


def _composition_url(**_kwargs: Any) -> str:
    return reverse("expert_council:composition")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the composition, the rules, the statute, the sittings and the elections."""
    today = localdate()
    if not can_view_council(request.user, on=today):
        raise Http404
    council = council_on(today)
    meetings = Meeting.objects.filter(body=council.body).order_by("-starts_at")[:LATEST]
    elections = Election.objects.select_related("elected", "item__meeting")[:LATEST]
    context = {
        "today": today,
        "council": council,
        "draft": draft_of_statute(),
        "meetings": [(meeting, meeting_chip(meeting)) for meeting in meetings],
        "elections": [(election, election_chip(election)) for election in elections],
        "refs": {number: regulation(number) for number in ("22", "23", "24", "26")},
        "may_convene": may(CONVENE_COORDINATED)(request.user),
        "may_ask": may(ASK_CONSENT)(request.user),
        "may_draft": may(DRAFT_STATUTE)(request.user),
        "may_approve": may(APPROVE_STATUTE)(request.user),
        "history": history_of(council.body),
    }
    return render(request, "expert_council/home.html", context)


@needs_right(ASK_CONSENT)
def composition(request: SignedInRequest) -> HttpResponse:
    """Show who was asked and what they answered; the head approves the composition here."""
    now = timezone.now()
    council = council_on(localdate(now))
    attempt = Attempt(
        request, LeavingForm(request.POST if request.method == "POST" else None, seats=council.seats)
    )

    def approve(values: dict[str, Any]) -> None:
        leaving = [int(key) for key in values.get("leaving", [])]
        approve_composition(leaving_ids=leaving, actor=request.user, at=now)

    if attempt.run(approve):
        messages.success(request, _("The composition is approved. New members have their seats from today."))
        return redirect("expert_council:home")
    context = {
        "council": council,
        "consents": consents_now(),
        "legal": APPROVED_BY_HEAD,
        "consent_ref": BY_CONSENT,
        "may_approve": may(APPROVE_COMPOSITION)(request.user),
    }
    return attempt.page("expert_council/composition.html", context)


@needs_right(ASK_CONSENT)
def consent_ask(request: SignedInRequest) -> HttpResponse:
    """Choose a person and ask for his consent."""
    person, choice = person_to_choose(request)
    if person is None:
        return render(
            request,
            "bodies/person_choice.html",
            {**choice, "title": _("Ask for consent to join the Council")},
        )
    attempt = Attempt(request, NoteForm(request.POST or None))
    if attempt.run(
        lambda values: ask_consent(person_id=person.pk, actor=request.user, at=timezone.now(), **values)
    ):
        messages.success(request, _("The person is asked; the answer will stand here."))
        return redirect("expert_council:composition")
    return attempt.page("expert_council/consent_ask.html", {"person": person, "legal": BY_CONSENT})


def consent(request: SignedInRequest, consent_id: int) -> HttpResponse:
    """Answer for oneself whether one agrees to sit in the Council."""
    found = get_object_or_404(
        Consent.objects.select_related("person"), pk=consent_id, person__user=request.user
    )
    attempt = Attempt(request, AnswerForm(request.POST or None))

    def answer(values: dict[str, Any]) -> None:
        answer_consent(
            consent_id=found.pk, agrees=values["answer"] == "yes", actor=request.user, at=timezone.now()
        )

    if attempt.run(answer):
        messages.success(request, _("Your answer is recorded."))
        return redirect("expert_council:consent", consent_id=found.pk)
    found.refresh_from_db()
    context = {"consent": found, "legal": BY_CONSENT, "pro_bono": regulation("23")}
    return attempt.page("expert_council/consent.html", context)


@needs_right(ASK_CONSENT)
def consent_paper(request: SignedInRequest, consent_id: int) -> HttpResponse:
    """Record an answer that came on paper."""
    found = get_object_or_404(Consent.objects.select_related("person"), pk=consent_id)
    attempt = Attempt(request, PaperConsentForm(request.POST or None))

    def record(values: dict[str, Any]) -> None:
        record_paper_consent(
            consent_id=found.pk, agrees=values["agrees"] == "yes", note=values["note"], actor=request.user,
            at=timezone.now(),
        )  # fmt: skip

    if attempt.run(record):
        messages.success(request, _("The answer is recorded."))
        return redirect("expert_council:composition")
    return attempt.page("expert_council/consent_paper.html", {"consent": found, "legal": BY_CONSENT})


@needs_right(ASK_CONSENT)
@act(to=_composition_url, done=gettext_lazy("The question is withdrawn."))
def consent_withdraw(request: SignedInRequest, consent_id: int) -> None:
    """Take a question back."""
    found = get_object_or_404(Consent, pk=consent_id)
    withdraw_consent(consent_id=found.pk, actor=request.user, at=timezone.now())


@needs_right(DRAFT_STATUTE)
def statute_new(request: SignedInRequest) -> HttpResponse:
    """Write the draft of a statute."""
    attempt = Attempt(request, TextsForm(request.POST or None))
    if attempt.run(lambda values: draft_statute(actor=request.user, at=timezone.now(), **values)):
        messages.success(request, _("The draft is kept. The head of the Secretariat approves it."))
        return redirect("expert_council:home")
    return attempt.page("expert_council/statute_new.html", {"legal": APPROVED_BY_HEAD})


@needs_right(APPROVE_STATUTE)
def statute_approve(request: SignedInRequest, statute_id: int) -> HttpResponse:
    """Read the draft of the statute and approve it."""
    found = get_object_or_404(Statute.objects.select_related("document", "act"), pk=statute_id)
    attempt = Attempt(request, EmptyForm(request.POST if request.method == "POST" else None))
    if attempt.run(
        lambda _values: approve_statute(statute_id=found.pk, actor=request.user, at=timezone.now())
    ):
        messages.success(request, _("The statute is approved."))
        return redirect("expert_council:home")
    context = {"statute": found, "version": found.document.latest, "legal": APPROVED_BY_HEAD}
    return attempt.page("expert_council/statute_approve.html", context)


@login_not_required
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Show everybody the Council: its members, its statute, the opinions it published."""
    council = council_on(localdate())
    opinions = OpinionRequest.objects.published().with_names().order_by("-issued_at")
    context = {
        "council": council,
        "version": _statute_text(council.statute),
        "opinions": [(one, verdict_chip(one)) for one in opinions],
        "refs": {number: regulation(number) for number in ("21", "22", "23", "24")},
    }
    return render(request, "expert_council/public.html", context)


def _statute_text(statute: Statute | None) -> Any:
    return statute.act.version if statute and statute.act else None
