"""Addresses without a language: the root and permanent codes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe


@login_not_required
def to_default_language(request: HttpRequest) -> HttpResponse:
    """Lead ``/`` to the Kazakh home page."""
    return redirect("/kk/")


@login_not_required
@require_safe
def permanent_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a printed code (QR) to what is known of the paper, in Kazakh; the page switches languages.

    Every code gets this answer, so that the address itself tells nobody which codes exist.
    """
    with translation.override("kk"):
        return redirect(reverse("portal:verify", query={"q": code}))
