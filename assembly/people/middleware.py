"""Default deny: a page is for those who signed in, unless it says otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """As Django's, and an htmx fragment of an expired sign-in goes to the sign-in page whole."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send to the sign-in page; htmx is told by header, else it would swap that page into a cell."""
        response = super().handle_no_permission(request, view_func)
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
