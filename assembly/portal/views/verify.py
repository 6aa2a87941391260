"""Is this paper genuine? By code, by QR, by the checksum of a file that never leaves the reader's device."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.common.limits import Limit
from assembly.documents.checking import understood, verified
from assembly.portal.forms import VerifyForm

MINUTE = 60
NOT_FOUND, TOO_MANY = 404, 429
BY_ADDRESS = Limit("verify", 30, MINUTE)
BY_ALL = Limit("verify-all", 3_000, MINUTE)
View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Limit how often papers are asked about: by address, and by everybody together."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = get_adapter().get_client_ip(request)
        if BY_ADDRESS.is_kept_by(address) and BY_ALL.is_kept_by("all"):
            return view(request, *args, **kwargs)
        response = render(request, "429.html", status=TOO_MANY)
        response["Retry-After"] = str(MINUTE)
        return response

    return inner


@login_not_required
@require_safe
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Show the three ways to ask; with a question in the address, what is known of the paper."""
    if not request.GET.get("q", "").strip():
        return render(request, "portal/verify.html", {"form": VerifyForm(), "is_asked": False, **_frame()})
    return _answer(request)


@limited
def _answer(request: HttpRequest) -> HttpResponse:
    form = VerifyForm(request.GET)
    query = understood(request.GET["q"])
    papers = verified(query)
    context = {"form": form, "is_asked": True, "query": query, "papers": papers, **_frame()}
    # One and the same answer to what is malformed and to what is unknown.
    return render(request, "portal/verify.html", context, status=200 if papers else NOT_FOUND)


def _frame() -> dict[str, str]:
    return {"home_of_codes": f"{settings.PORTAL_ADDRESS}/d/"}
