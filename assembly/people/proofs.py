"""Acts that bind are done by somebody who has just shown who he is.

A sign-in is such a proof, and so is a password, a code or a passkey given again (allauth keeps when).
The acts are registered by their addresses, in one list; what was typed waits in the sign-in session
until the proof is given, and is then done as it was sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from assembly.common.clock import day_of
from assembly.common.errors import DomainError
from assembly.common.names import language_now
from assembly.law.refs import LegalRef
from assembly.people.terms import PROOF_MINUTES, term_on

# What is kept of a request that waits: enough to build addresses, nothing that opens anything.
KEPT_META = (
    "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "REMOTE_ADDR", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE",
    "HTTP_USER_AGENT", "HTTP_X_FORWARDED_PROTO", "REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO",
)  # fmt: skip
# How long what was typed waits for the proof.
WAITS = timedelta(minutes=30)
READING = ("GET", "HEAD")


class IdentityNotProven(DomainError):
    """The act binds, and the last proof of who is acting is too old."""

    code = "identity_not_proven"
    status = 403
    title = _("Confirm that it is you")
    text = _("This act binds. Too much time has passed since you showed that it is you.")
    advice = _("Sign in anew or confirm by password, code or passkey, then send it again.")


@dataclass(frozen=True, slots=True)
class Binding:
    """An act that asks for a fresh proof.

    Args:
        words: the act, as the page of confirmation names it.
        legal_ref: by which paragraph it binds.
        term: which term says how fresh (``assembly.people.terms``).
        asks_on_page: ask already when the page of the act is opened: a file cannot wait in a session.
    """

    words: Any
    legal_ref: LegalRef | None = None
    term: str = PROOF_MINUTES
    asks_on_page: bool = False


BINDING: dict[str, Binding] = {}


def register_binding(acts: Mapping[str, Binding]) -> None:
    """Register the acts that bind, by the names of their addresses; called from ``ready()``."""
    BINDING.update(acts)


def proven_at(request: HttpRequest) -> float:
    """Return when the user last showed who he is, in seconds of the epoch; zero when never."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return float(records[-1]["at"]) if records else 0.0


def binding_of(request: HttpRequest) -> Binding | None:
    """Return the act that a request is about to do, if it binds and the proof for it is too old."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    binding = BINDING.get(name)
    if binding is None or (request.method in READING and not binding.asks_on_page):
        return None
    now = timezone.now()
    minutes, _since = term_on(binding.term, on=day_of(now))
    return None if now.timestamp() - proven_at(request) < minutes * 60 else binding


def ask_for_proof(request: HttpRequest, binding: Binding) -> HttpResponse:
    """Lead to the page of confirmation; what was sent waits. Programs are told in words."""
    if speaks_to_program(request):
        return refusal_as_json(IdentityNotProven(legal_ref=binding.legal_ref))
    after = request.path
    if request.FILES:
        messages.warning(request, _("The file must be chosen again after that."))
        after = _page_before(request) or reverse("people:me")
    elif request.method not in READING:
        request.session[STATE_SESSION_KEY] = _waiting(request)
    url = _way(request, after)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _way(request: HttpRequest, after: str) -> str:
    methods = get_adapter().get_reauthentication_methods(request.user)
    way = methods[0]["url"] if methods else reverse("account_login")
    return f"{way}?{urlencode({'next': after})}"


def _waiting(request: HttpRequest) -> dict[str, Any]:
    sent = json.loads(serialize_request(request))
    posted = request.POST.copy()
    posted.pop("csrfmiddlewaretoken", None)
    sent["META"] = {name: value for name, value in sent["META"].items() if name in KEPT_META}
    sent["POST"] = posted.urlencode()
    return {"request": json.dumps(sent), "at": timezone.now().timestamp(), "back": _page_before(request)}


def _page_before(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(before).path if is_ours else ""


def lead_back_from_what_waited_too_long(request: HttpRequest, *, at: datetime) -> HttpResponse | None:
    """Drop what waits for a proof that never came: nobody remembers what he would confirm."""
    waiting = request.session.get(STATE_SESSION_KEY)
    if not waiting or at.timestamp() - waiting.get("at", 0) <= WAITS.total_seconds():
        return None
    del request.session[STATE_SESSION_KEY]
    messages.warning(request, _("What you sent waited too long for this. Send it again from its page."))
    return HttpResponseRedirect(_way(request, waiting.get("back") or reverse("people:me")))


def what_waits(request: HttpRequest) -> dict[str, Any]:
    """Return for the page of confirmation: which act comes next, whether it waits, where “not now” leads."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        name = ""
    waiting = request.session.get(STATE_SESSION_KEY) or {}
    return {
        "binding": BINDING.get(name),
        "is_kept": "request" in waiting,
        "back": waiting.get("back") or reverse("people:me"),
    }


def speaks_to_program(request: HttpRequest) -> bool:
    """Say whether the answer is read by a program and not by a person."""
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith(
        "application/json"
    )


def refusal_as_json(refusal: DomainError) -> JsonResponse:
    """Return a refusal in the one shape of the API."""
    values = {
        "code": refusal.code,
        "message": f"{refusal.message()} {refusal.advice_text()}".strip(),
        "legal_ref": refusal.legal_ref.cite(language_now()) if refusal.legal_ref else None,
    }
    return JsonResponse(values, status=refusal.status)
