"""The directions of work for everybody: the edition in force, those before, what has changed between two (п. 5)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.chairman.directions import text_of
from assembly.chairman.models import DirectionsEdition
from assembly.chairman.services.directions import PARAGRAPH
from assembly.documents.side_by_side import comparison_of


@login_not_required
@require_safe
def directions(request: HttpRequest) -> HttpResponse:
    """Show everybody the directions in force and the editions before."""
    return _public(request, DirectionsEdition.objects.published().first())


@login_not_required
@require_safe
def directions_edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show everybody one edition, in force or earlier."""
    return _public(request, get_object_or_404(DirectionsEdition.objects.published(), pk=edition_id))


def _public(request: HttpRequest, shown: DirectionsEdition | None) -> HttpResponse:
    editions = list(DirectionsEdition.objects.published())
    context: dict[str, Any] = {"editions": editions, "edition": shown, "legal": PARAGRAPH}
    if shown is not None:
        place = editions.index(shown)
        version = text_of(shown)
        context.update(version=version, is_in_force=place == 0)
        if place > 0:
            context["replaced_by"] = editions[place - 1]
        if place + 1 < len(editions):
            context["former"] = editions[place + 1]
            context["sides"] = {
                **comparison_of(text_of(editions[place + 1]), version),
                "from_word": str(editions[place + 1].act),
                "to_word": str(shown.act),
            }
    return render(request, "portal/directions.html", context)
