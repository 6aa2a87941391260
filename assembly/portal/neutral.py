"""Addresses without a language: the root and permanent codes."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from assembly.decisions.models import Decision


@login_not_required
def to_default_language(request: HttpRequest) -> HttpResponse:
    """Lead ``/`` to the Kazakh home page."""
    return redirect("/kk/")


@login_not_required
def permanent_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a printed code (QR) to the page of what it names, in Kazakh; the page switches languages."""
    decision = Decision.objects.filter(act__code=code).first()
    if decision is None:
        raise Http404
    with translation.override("kk"):
        return redirect("portal:decision", pk=decision.pk)
