"""Default deny: a page is for those who signed in, unless it says otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from assembly.people.proofs import ask_for_proof, binding_of, refusal_as_json, speaks_to_program
from assembly.people.refusals import SecondFactorMissing
from assembly.people.rights import roles_kept
from assembly.people.second_factor import is_due
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
        """Refuse strangers, lead to the second factor, ask for a proof before an act that binds."""
        refused = super().process_view(request, view, args, kwargs)
        if refused is not None or not self._is_closed(request, view):
            return refused
        mark_seen(request)
        if not getattr(view, "goes_before_second_factor", False) and is_due(
            request.user,  # type: ignore[arg-type]
            on=timezone.localdate(),
        ):
            return self._lead_to_second_factor(request)
        binding = binding_of(request)
        return ask_for_proof(request, binding) if binding else None

    @staticmethod
    def _is_closed(request: HttpRequest, view: Any) -> bool:
        """Say whether a view is for somebody who is signed in; the API is, where it writes."""
        if getattr(view, "login_required", True):
            return True
        writes = request.method not in (*READING, "OPTIONS")
        return writes and request.path.startswith("/api/") and request.user.is_authenticated

    @staticmethod
    def _lead_to_second_factor(request: HttpRequest) -> HttpResponse:
        if speaks_to_program(request):
            return refusal_as_json(SecondFactorMissing())
        url = reverse("mfa_index")
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send to the sign-in page; htmx is told by header, else it would swap that page into a cell."""
        response = super().handle_no_permission(request, view_func)
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
