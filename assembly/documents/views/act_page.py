"""The page of an act: what it is, what holds of its text, what replaced it; correcting, ending, opening it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.common.attempts import Attempt
from assembly.common.views import act
from assembly.documents.checking import state_of
from assembly.documents.enums import ActAccess
from assembly.documents.forms import CorrectionForm, EndingForm
from assembly.documents.models import Act, ActEnding, Correction
from assembly.documents.permissions import CORRECT_ACT, EDIT_DOCUMENT
from assembly.documents.renderers import RENDERERS
from assembly.documents.selectors import current_version
from assembly.documents.services.corrections import change_access, correct_act, end_act
from assembly.documents.verification import lines_of, page_of
from assembly.law.acts import regulation
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.rights import has_right

WHOLE = ("version__document", "scan", "ending__basis")
LEGAL = regulation("17")


def act_of(request: SignedInRequest, act_id: int) -> Act:
    """Return an act that the reader may see; for others it does not exist."""
    visible = Act.objects.visible_to(request.user, on=timezone.localdate()).select_related(*WHOLE)
    return get_object_or_404(visible, pk=act_id)


@needs_right(EDIT_DOCUMENT)
def act_page(request: SignedInRequest, *, act_id: int) -> HttpResponse:
    """Show an act: requisites, state, texts, corrections, papers, its code."""
    found = act_of(request, act_id)
    corrections = list(found.corrections.select_related("version", "replaces", "basis", "made_by__person"))
    papers = [
        (RENDERERS[paper.template].label, paper)
        for paper in found.renditions.select_related("version", "stored_file").order_by("-pk")
        if paper.template in RENDERERS
    ]
    may_correct = has_right(request.user, CORRECT_ACT, on=timezone.localdate())
    context = {
        "act": found,
        "state": state_of(found, corrections),
        "corrections": corrections,
        "current": current_version(found),
        "papers": papers,
        "lines": lines_of(found),
        "public_page": page_of(found),
        "may_correct": may_correct and not hasattr(found, "ending"),
        "may_open": may_correct,
        "legal": LEGAL,
    }
    return render(request, "documents/act.html", context)


@needs_right(CORRECT_ACT)
def act_correct(request: SignedInRequest, *, act_id: int) -> HttpResponse:
    """Correct a mistake of writing in an act; the page begins with the text that holds now."""
    found = act_of(request, act_id)
    current = current_version(found)
    initial = {f"text_{code}": current.text(code) for code in ("kk", "ru", "en")} if current else {}
    form = CorrectionForm(request.POST or None, initial=initial, bases=Act.objects.exclude(pk=found.pk))
    attempt = Attempt(request, form)

    def correct(values: dict[str, Any]) -> Correction:
        basis = values.pop("basis")
        return correct_act(
            act_id=found.pk,
            basis_id=basis.pk if basis else None,
            actor=request.user,
            at=timezone.now(),
            **values,
        )

    if attempt.run(correct):
        messages.success(
            request, _("The act is corrected: both versions are shown, its papers are made anew.")
        )
        return redirect("documents:act", act_id=found.pk)
    return attempt.page("documents/act_correct.html", {"act": found, "current": current, "legal": LEGAL})


@needs_right(CORRECT_ACT)
def act_end(request: SignedInRequest, *, act_id: int) -> HttpResponse:
    """Record that an act is no longer in force."""
    found = act_of(request, act_id)
    form = EndingForm(
        request.POST or None,
        initial={"ended_on": timezone.localdate()},
        bases=Act.objects.exclude(pk=found.pk),
    )
    attempt = Attempt(request, form)

    def end(values: dict[str, Any]) -> ActEnding:
        basis = values.pop("basis")
        return end_act(
            act_id=found.pk,
            basis_id=basis.pk if basis else None,
            actor=request.user,
            at=timezone.now(),
            **values,
        )

    if attempt.run(end):
        messages.success(request, _("It is recorded that the act is no longer in force."))
        return redirect("documents:act", act_id=found.pk)
    return attempt.page("documents/act_end.html", {"act": found, "legal": LEGAL})


def page_of_act(**kwargs: Any) -> str:
    """Return the page of the act whose access was changed."""
    return reverse("documents:act", kwargs={"act_id": kwargs["act_id"]})


@needs_right(CORRECT_ACT)
@act(to=page_of_act, done=gettext_lazy("Access to the act is changed."))
def act_access(request: SignedInRequest, *, act_id: int, access: str) -> None:
    """Open an act to everybody, or restrict what is told of it."""
    found = act_of(request, act_id)
    change_access(act_id=found.pk, access=ActAccess(access), actor=request.user, at=timezone.now())
