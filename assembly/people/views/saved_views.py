"""Acts on saved views: they belong to every list and have no page of their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assembly.common.errors import DomainError
from assembly.common.navigation import address_of
from assembly.common.views import say_refusal
from assembly.people.doors import SignedInRequest
from assembly.people.models import SavedView
from assembly.people.services.saved_views import open_with_view, remove_view, save_view

WITHOUT = "all"
View = Callable[..., HttpResponse]


@require_POST
def view_save(request: SignedInRequest) -> HttpResponse:
    """Save the list as it stands; go back to it."""
    page, query = request.POST.get("page", ""), request.POST.get("query", "")
    try:
        view = save_view(
            page=page,
            name=request.POST.get("name", ""),
            query=query,
            is_shared=request.POST.get("is_shared") == "on",
            actor=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        say_refusal(request, refusal)
        address = address_of(page) or address_of("portal:desk")
        return redirect(f"{address}?{query}")
    messages.success(request, _("The view is saved."))
    return redirect(view.url)


@require_POST
def view_default(request: SignedInRequest, *, view_id: int) -> HttpResponse:
    """Let the list open with this view, or without it again."""
    _mine(request, view_id)
    view = open_with_view(view_id=view_id, actor=request.user, at=timezone.now())
    if view.is_default:
        messages.success(request, _("The list opens with this view from now on."))
    else:
        messages.success(request, _("The list opens without a view again."))
    return redirect(view.url)


@require_POST
def view_remove(request: SignedInRequest, *, view_id: int) -> HttpResponse:
    """Remove a view of one's own."""
    _mine(request, view_id)
    page = remove_view(view_id=view_id, actor=request.user, at=timezone.now())
    messages.success(request, _("The view is removed."))
    return redirect(f"{address_of(page)}?view={WITHOUT}")


def _mine(request: SignedInRequest, view_id: int) -> SavedView:
    return get_object_or_404(SavedView.objects.filter(owner=request.user), pk=view_id)


def opens_with_saved_view(view: View) -> View:
    """Open a list with the reader's chosen view when its address asks for nothing in particular."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = request.resolver_match
        if (
            request.method == "GET"
            and not request.GET
            and place is not None
            and request.user.is_authenticated
        ):
            chosen = SavedView.objects.filter(
                owner=request.user, page=place.view_name, is_default=True
            ).first()
            if chosen is not None and chosen.query:
                return redirect(chosen.url)
        return view(request, *args, **kwargs)

    return inner
