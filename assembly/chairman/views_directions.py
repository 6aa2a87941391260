"""Pages of the directions of work: preparing an edition; and what everybody reads of those set."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from assembly.audit.selectors import history_of
from assembly.chairman.directions import chip_of, text_of
from assembly.chairman.enums import DirectionsState
from assembly.chairman.forms import DirectionsForm, PutDirectionsForm
from assembly.chairman.menu import sees_the_desk
from assembly.chairman.models import DirectionsEdition
from assembly.chairman.permissions import PREPARE_DIRECTIONS
from assembly.chairman.services.directions import PARAGRAPH, begin_directions, newest, put_directions
from assembly.common.attempts import Attempt
from assembly.common.clock import day_of
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.documents.selectors import current_version
from assembly.people.doors import SignedInRequest, may, needs_right

PER_PAGE = 25


@require_safe
def directions_list(request: SignedInRequest) -> HttpResponse:
    """List the editions, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    rows = _visible(request).order_by("-pk")
    if asks_for_sheet(request):
        return sheet_response(
            file_name="directions",
            title=_("Directions of work"),
            headings=[_("Edition begun on"), pgettext("object", "State"), _("Number"), _("Date")],
            rows=[
                (
                    day_of(row.begun_at),
                    chip_of(row).word,
                    row.act.number if row.act else "",
                    row.act.signed_on if row.act else None,
                )
                for row in rows
            ],
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    is_open = _visible(request).exclude(state=DirectionsState.SET).exists()
    context = {
        "page": page,
        "rows": [(row, chip_of(row)) for row in page],
        "may_begin": may(PREPARE_DIRECTIONS)(request.user) and not is_open,
        "legal": PARAGRAPH,
    }
    return render(request, "chairman/directions_list.html", context)


@needs_right(PREPARE_DIRECTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def directions_new(request: SignedInRequest) -> HttpResponse:
    """Begin the next edition; the form starts from the text in force."""
    attempt = Attempt(request, DirectionsForm(request.POST or None, initial=_text_in_force()))
    begun: list[DirectionsEdition] = []
    if attempt.run(
        lambda values: begun.append(begin_directions(actor=request.user, at=timezone.now(), **values))
    ):
        messages.success(request, _("The draft is kept. Read it once more and put it to the Chairman."))
        return redirect("chairman:directions_edition", edition_id=begun[0].pk)
    return attempt.page("chairman/directions_new.html", {"legal": PARAGRAPH})


@require_safe
def directions_edition(request: SignedInRequest, edition_id: int) -> HttpResponse:
    """Show an edition inside: its newest version, where it stands, what has happened."""
    found = get_object_or_404(_visible(request), pk=edition_id)
    may_prepare = may(PREPARE_DIRECTIONS)(request.user)
    context = {
        "edition": found,
        "chip": chip_of(found),
        "version": (current_version(found.act) if found.act else None) or newest(found),
        "may_put": may_prepare and found.state == DirectionsState.PREPARED,
        "sees_documents": may_prepare,
        "history": history_of(found),
        "legal": PARAGRAPH,
    }
    return render(request, "chairman/directions_edition.html", context)


@needs_right(PREPARE_DIRECTIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def directions_put(request: SignedInRequest, edition_id: int) -> HttpResponse:
    """Put an edition on the Chairman's desk."""
    found = get_object_or_404(_visible(request), pk=edition_id)
    attempt = Attempt(request, PutDirectionsForm(request.POST if request.method == "POST" else None))

    def put(values: dict[str, Any]) -> None:
        put_directions(edition_id=found.pk, actor=request.user, at=timezone.now(), **values)

    if attempt.run(put):
        messages.success(request, _("The directions wait for the Chairman."))
        return redirect("chairman:directions_edition", edition_id=found.pk)
    return attempt.page("chairman/directions_put.html", {"edition": found, "legal": PARAGRAPH})


def _text_in_force() -> dict[str, str]:
    former = DirectionsEdition.objects.published().first()
    if former is None:
        return {}
    version = text_of(former)
    return {"text_kk": version.text_kk, "text_ru": version.text_ru}


def _visible(request: SignedInRequest) -> Any:
    if not sees_the_desk(request.user):
        raise Http404
    rows = DirectionsEdition.objects.visible_to(request.user, on=localdate())
    return rows.select_related("document", "matter", "act")
