"""Downloads: files that came in, PDFs that the worker made."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assembly.common.pieces import WorkStep
from assembly.documents.enums import RenditionState, RenditionStep
from assembly.documents.models import Rendition, StoredFile
from assembly.documents.selectors import can_download, can_read_rendition
from assembly.people.doors import SignedInRequest

# The place that the front (deploy/front/nginx.conf) opens to nobody but to this answer.
KEPT_FILES = "/kept-files/"


@require_GET
def download(request: SignedInRequest, *, file_id: int) -> HttpResponseBase:
    """Give a file to those whom its record's room lets read it; to others it does not exist."""
    stored = get_object_or_404(StoredFile, pk=file_id)
    if not can_download(request.user, stored, on=timezone.localdate()):
        raise Http404
    return attached(stored)


@login_not_required
@require_GET
def rendition(request: HttpRequest, *, rendition_id: int) -> HttpResponseBase:
    """Give a PDF, or say that it is being made; who may read it is the room's to say."""
    order = get_object_or_404(Rendition.objects.select_related("stored_file"), pk=rendition_id)
    if not can_read_rendition(request.user, order.pk, timezone.localdate()):
        raise Http404
    is_asked_by_page = request.headers.get("HX-Request") == "true"
    if order.state == RenditionState.READY and order.stored_file is not None and not is_asked_by_page:
        return attached(order.stored_file)
    return waiting(request, order)


def waiting(request: HttpRequest, order: Rendition) -> HttpResponse:
    """Return the page of a PDF that is not ready: its steps; the page asks by itself how far it is."""
    steps = steps_of(order)
    context = {"order": order, "steps": steps, "done": sum(step.state == "done" for step in steps)}
    is_asked_by_page = request.headers.get("HX-Request") == "true"
    part = "#progress" if is_asked_by_page else ""
    response = render(request, f"documents/rendition_waiting.html{part}", context)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "private, no-store"
    return response


def steps_of(order: Rendition) -> list[WorkStep]:
    """Return the steps of making a PDF: what is done, what goes on, what is to come."""
    ahead = 0
    if order.state == RenditionState.WAITING:
        ahead = Rendition.objects.filter(state=RenditionState.WAITING, pk__lt=order.pk).count()
    queue = _("Papers before it: %(number)s") % {"number": ahead} if ahead else ""
    is_begun = order.state in {RenditionState.RENDERING, RenditionState.READY}
    steps = [WorkStep("done" if is_begun else "now", _("Ordered from the worker"), queue)]
    reached = RenditionStep.values.index(order.step) if order.step in RenditionStep.values else -1
    for place, step in enumerate(RenditionStep):
        state = "done" if order.state == RenditionState.READY or (is_begun and place < reached) else "todo"
        if order.state == RenditionState.RENDERING and place == reached:
            state = "now"
        steps.append(WorkStep(state, step.label))
    return steps


def attached(stored: StoredFile) -> HttpResponseBase:
    """Return a file as a download: never opened in the page, never guessed to be of another kind.

    Where a front stands before the portal, it is told the place of the file and sends the bytes itself.
    """
    response = _place_of(stored) if settings.FILES_ARE_SENT_BY_FRONT else _bytes_of(stored)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _place_of(stored: StoredFile) -> HttpResponse:
    response = HttpResponse(content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name)
    response["X-Accel-Redirect"] = KEPT_FILES + quote(str(stored.file.name))
    return response


def _bytes_of(stored: StoredFile) -> FileResponse:
    return FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
