"""Doors of pages that only some may see, and of the menu lines that lead to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assembly.common.names import language_now
from assembly.people.models import User
from assembly.people.rights import RIGHTS, has_right

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """A request that the default deny let through: there is a user behind it."""

    user: User  # type: ignore[assignment]


def needs_right(*codes: str) -> Callable[[View], View]:
    """Show a page only to those who hold one of the rights today; others are told that they may not (403)."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(*codes)(request.user):
                raise refused(*codes)
            return view(request, *args, **kwargs)

        return inner

    return wrap


def refused(*codes: str) -> PermissionDenied:
    """Return the refusal of a page or an act: it carries the paragraphs on which the rights rest, in words."""
    places = [ref.cite(language_now()) for code in codes if (ref := RIGHTS[code].legal_ref)]
    return PermissionDenied("; ".join(dict.fromkeys(places)))


def may(*codes: str) -> Callable[[Any], bool]:
    """Return the question “may he, today?” for a line of the menu: ``right=may("people.view_persons")``.

    Of several rights one is enough.
    """
    return lambda user: any(has_right(user, code, on=timezone.localdate()) for code in codes)


def before_second_factor(view: View) -> View:
    """Let a view be reached by somebody whose office asks for a second factor that he has not set up yet.

    Besides the pages on which he does so these are the few that hundreds ask for at the same moment of
    a sitting: the pages that lead to them are closed to him.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    inner.goes_before_second_factor = True  # type: ignore[attr-defined]
    return inner
