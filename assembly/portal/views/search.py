"""Search: one for everybody, over what each may see."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from assembly.common.search_terms import LONGEST_QUERY
from assembly.portal.selectors.search import answer_to

PART = "portal/search.html#found"
NUL = "\x00"


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the reader may read and what holds all the words; a stranger sees what is public."""
    text = request.GET.get("q", "").replace(NUL, "").strip()[:LONGEST_QUERY]
    user = request.user if request.user.is_authenticated else None
    answer = answer_to(
        text,
        user,
        on=timezone.localdate(),
        only=request.GET.get("kind", ""),
        page=request.GET.get("page", ""),
    )
    shell = "layout/workspace.html" if user else "layout/public.html"
    is_part = request.headers.get("HX-Request") == "true"
    response = render(request, PART if is_part else "portal/search.html", {"answer": answer, "shell": shell})
    patch_vary_headers(response, ["HX-Request"])
    return response
