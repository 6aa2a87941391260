"""Bases of views: how a refusal reaches the page, and the pages of the house itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from assembly.common.errors import DomainError
from assembly.common.names import language_now

View = Callable[..., HttpResponse]
Act = Callable[..., HttpResponse | None]


def act(*, to: str | Callable[..., str], done: Any = "") -> Callable[[Act], View]:
    """Make a POST view of one act: run it, say what happened, go back to the page.

    The wrapped view calls the service. A refusal becomes a message with its paragraph and nothing
    is written; success says ``done``. Works without JavaScript (POST, redirect, GET); htmx follows
    the redirect.

    Args:
        to: url name (called with the view's keyword arguments) or a function of them that returns a URL.
        done: what to say after success.
    """

    def wrap(view: Act) -> View:
        @wraps(view)
        @require_POST
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            try:
                response = view(request, **kwargs)
            except DomainError as refusal:
                say_refusal(request, refusal)
                response = None
            else:
                if done:
                    messages.success(request, str(done))
            if isinstance(response, HttpResponse):
                return response
            return redirect(to(**kwargs)) if callable(to) else redirect(to, **kwargs)

        return inner

    return wrap


def say_refusal(request: HttpRequest, refusal: DomainError) -> None:
    """Put a refusal among the messages of the next page: what, why, by which paragraph, what next."""
    messages.error(request, refusal_words(refusal))


def refusal_words(refusal: DomainError) -> str:
    """Return a refusal as one paragraph in the reader's language."""
    from_law = f" ({refusal.legal_ref.cite(language_now())})" if refusal.legal_ref else ""
    parts = [refusal.message() + from_law, refusal.advice_text()]
    return " ".join(part for part in parts if part)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in words that the form has expired; ``reason`` is for the log only."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
