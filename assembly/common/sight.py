"""The version for weak sight: chosen by a form, kept in a cookie, drawn by the server."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

COOKIE = "portal_sight"
WEAK = "weak"
ONE_YEAR = 365 * 24 * 60 * 60


def sight_of(request: HttpRequest) -> str:
    """Return ``"weak"`` when the reader chose the version for weak sight, otherwise an empty string."""
    return WEAK if request.COOKIES.get(COOKIE) == WEAK else ""


class SightMiddleware:
    """Tell caches that a page depends on cookies, without touching the sign-in session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark pages only; data and files are the same for every sight."""
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
