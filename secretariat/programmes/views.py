"""Pages of programme documents: the way step by step; and what everybody reads of those approved."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from assembly.audit.selectors import history_of
from assembly.common.attempts import Attempt
from assembly.common.clock import day_of
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.documents.selectors import current_version
from assembly.people.doors import SignedInRequest, may, needs_right
from expert_council.selectors import opinions_on, verdict_chip
from secretariat.programmes.enums import GateKind, ProgrammeState
from secretariat.programmes.forms import ChoiceForm, ProgrammeForm, PutForm
from secretariat.programmes.models import Programme
from secretariat.programmes.permissions import PREPARE, VIEW
from secretariat.programmes.selectors import chip_of, public_history, steps_of
from secretariat.programmes.services.programmes import (
    CONCEPT,
    WAY,
    begin_programme,
    missing_gates,
    newest,
    pass_gate,
    put_on_agenda,
    put_programme,
)

PER_PAGE = 25


@needs_right(VIEW)
@require_safe
def programme_list(request: SignedInRequest) -> HttpResponse:
    """List the programme documents, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    rows = Programme.objects.visible_to(request.user, on=localdate()).select_related("document", "act")
    if asks_for_sheet(request):
        return _sheet(rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, chip_of(row)) for row in page],
        "may_prepare": may(PREPARE)(request.user),
        "legal": WAY,
        "concept": CONCEPT,
    }
    return render(request, "programmes/programme_list.html", context)


def _sheet(rows: Any) -> HttpResponse:
    return sheet_response(
        file_name="programmes",
        title=_("Programme documents"),
        headings=[
            _("Document"),
            _("Kind of document"),
            pgettext("object", "State"),
            _("Begun on"),
            _("Number"),
            _("Approved on"),
        ],
        rows=[
            (
                row.document.title,
                row.get_kind_display(),
                chip_of(row).word,
                day_of(row.begun_at),
                row.act.number if row.act else "",
                row.act.signed_on if row.act else None,
            )
            for row in rows
        ],
    )


@needs_right(PREPARE)
def programme_new(request: SignedInRequest) -> HttpResponse:
    """Begin a programme document."""
    attempt = Attempt(request, ProgrammeForm(request.POST or None, initial={"kind": "programme"}))
    begun: list[Programme] = []
    if attempt.run(
        lambda values: begun.append(begin_programme(actor=request.user, at=timezone.now(), **values))
    ):
        messages.success(request, _("The draft is kept. The way begins with an expert opinion."))
        return redirect("programmes:programme", programme_id=begun[0].pk)
    return attempt.page("programmes/programme_new.html", {"legal": WAY})


@needs_right(VIEW)
@require_safe
def programme(request: SignedInRequest, programme_id: int) -> HttpResponse:
    """Show a document: its version, the way with each gate, what comes next."""
    found = _visible(request, programme_id)
    version = newest(found)
    is_prepared = found.state == ProgrammeState.PREPARED
    context = {
        "programme": found,
        "chip": chip_of(found),
        "version": version,
        "versions": found.document.versions.count(),
        "steps": steps_of(found),
        "is_ready": is_prepared and not missing_gates(found, version, None),
        "may_prepare": may(PREPARE)(request.user) and is_prepared,
        "sees_documents": may(PREPARE)(request.user),
        "opinions": [(one, verdict_chip(one)) for one in opinions_on(found.document.versions.values("pk"))],
        "earlier": found.gates.exclude(version=version).select_related("version").exists(),
        "legal": WAY,
        "concept": CONCEPT,
        "history": history_of(found),
    }
    return render(request, "programmes/programme.html", context)


@needs_right(PREPARE)
@act(to="programmes:programme", done=gettext_lazy("The version stands on the agenda."))
def agenda_put(request: SignedInRequest, programme_id: int) -> None:
    """Put the newest version on an agenda item."""
    found = _visible(request, programme_id)
    put_on_agenda(programme_id=found.pk, item_id=_chosen(request), actor=request.user, at=timezone.now())


def _to_programme(*, programme_id: int, kind: str) -> str:
    del kind  # every gate is on the page of the document
    return reverse("programmes:programme", args=[programme_id])


@needs_right(PREPARE)
@act(to=_to_programme, done=gettext_lazy("The step is passed; its record stands beside it."))
def gate_pass(request: SignedInRequest, programme_id: int, kind: str) -> None:
    """Record that a gate is passed."""
    if kind not in GateKind.values:
        raise Http404
    found = _visible(request, programme_id)
    pass_gate(
        programme_id=found.pk, kind=kind, evidence_id=_chosen(request), actor=request.user, at=timezone.now()
    )


@needs_right(PREPARE)
def programme_put(request: SignedInRequest, programme_id: int) -> HttpResponse:
    """Put the document on the Chairman's desk."""
    found = _visible(request, programme_id)
    attempt = Attempt(request, PutForm(request.POST if request.method == "POST" else None))

    def put(values: dict[str, Any]) -> None:
        put_programme(programme_id=found.pk, actor=request.user, at=timezone.now(), **values)

    if attempt.run(put):
        messages.success(request, _("The document waits for the Chairman."))
        return redirect("programmes:programme", programme_id=found.pk)
    return attempt.page("programmes/programme_put.html", {"programme": found, "legal": WAY})


@login_not_required
@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """List the approved documents for everybody."""
    rows = Programme.objects.approved().select_related("document", "act").order_by("-act__signed_on")
    return render(request, "programmes/public_list.html", {"rows": rows, "legal": WAY, "concept": CONCEPT})


@login_not_required
@require_safe
def public_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show everybody an approved document: its text in both languages and the way it went."""
    found = get_object_or_404(
        Programme.objects.approved().select_related("document", "act__version"), pk=programme_id
    )
    context = {
        "programme": found,
        "version": current_version(found.act) if found.act else None,
        "history": public_history(found),
        "legal": WAY,
    }
    return render(request, "programmes/public_programme.html", context)


def _visible(request: SignedInRequest, programme_id: int) -> Programme:
    rows = Programme.objects.visible_to(request.user, on=localdate())
    return get_object_or_404(rows.select_related("document", "matter", "act"), pk=programme_id)


def _chosen(request: SignedInRequest) -> int:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["chosen"])
