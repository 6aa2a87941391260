"""Pages that belong to no room: the choice of the version for weak sight, the sheet of pieces."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assembly.common.names import language_now
from assembly.common.samples import samples
from assembly.common.sight import COOKIE, ONE_YEAR, WEAK


@login_not_required
@csrf_exempt
@require_POST
def sight(request: HttpRequest) -> HttpResponse:
    """Turn the version for weak sight on or off and return to the page.

    No token is asked for: the choice harms nobody, while a token in the header of every public page
    would keep all of them out of the caches.
    """
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = f"/{language_now()}/"
    response = HttpResponseRedirect(target)
    if request.POST.get("sight") == WEAK:
        response.set_cookie(
            COOKIE, WEAK, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@login_not_required
def pieces(request: HttpRequest) -> HttpResponse:
    """Show every piece of the interface on one sheet; only for demonstration and development."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "look/pieces.html", samples(on=timezone.localdate()))
