"""Default deny: a page is for those who signed in, unless it says otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from assembly.people.rights import roles_kept

READING = ("GET", "HEAD")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """As Django's, and an htmx fragment of an expired sign-in goes to the sign-in page whole."""

    def __call__(self, request: HttpRequest) -> Any:
        """Let a page that only reads ask for the seats of its reader once."""
        if request.method not in READING:
            return super().__call__(request)
        with roles_kept():
            return super().__call__(request)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send to the sign-in page; htmx is told by header, else it would swap that page into a cell."""
        response = super().handle_no_permission(request, view_func)
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
