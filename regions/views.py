"""The public page of the regions."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.bodies.selectors import regions_on
from assembly.law.acts import law_article, regulation


@login_not_required
@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """List the assemblies of the regions, of the capital and of the two cities, with their chairs."""
    context = {
        "rows": regions_on(timezone.localdate()),
        "accountable": regulation("18"),
        "chaired": law_article("14"),
    }
    return render(request, "regions/region_list.html", context)
