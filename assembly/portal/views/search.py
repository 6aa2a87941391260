"""Search: of the workspace for those who signed in, among decisions for everybody else."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.portal.selectors.search import search_for

LONGEST_QUERY = 200


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the person may read; a stranger is led to the list of decisions with his words."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if not request.user.is_authenticated:
        query = f"?{urlencode({'q': text})}" if text else ""
        return redirect(reverse("portal:decisions") + query)
    found = search_for(text, request.user, on=timezone.localdate())
    return render(request, "portal/search.html", {"query": text, "found": found})
