"""Default deny: a page is for those who signed in, unless it says otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from assembly.people.rights import roles_kept
from assembly.people.sign_ins import mark_seen

READING = ("GET", "HEAD")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """As Django's, and an htmx fragment of an expired sign-in goes to the sign-in page whole."""

    def __call__(self, request: HttpRequest) -> Any:
        """Let a page that only reads ask for the seats of its reader once."""
        if request.method not in READING:
            return super().__call__(request)
        with roles_kept():
            return super().__call__(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> Any:
        """Refuse strangers; of everybody else note now and then that he is here."""
        refused = super().process_view(request, view, args, kwargs)
        if refused is None and getattr(view, "login_required", True):
            mark_seen(request)
        return refused

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send to the sign-in page; htmx is told by header, else it would swap that page into a cell."""
        response = super().handle_no_permission(request, view_func)
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
