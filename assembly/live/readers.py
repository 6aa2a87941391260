"""Who opens a stream: known by the cookie of his sign-in, allowed by the same question as the page itself."""

from dataclasses import dataclass
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation

from assembly.common.clock import day_of
from assembly.meetings.models import Meeting
from assembly.people.models import User

PREFIX = "/live"
PAGE = "voting:live"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a stream is of: a sitting, as a phone or as a desk shows it."""

    meeting_id: int
    on_phone: bool


def wanted_of(path: str, query: bytes) -> Wanted | None:
    """Return what the address of a stream asks for: ``/live`` and the address that the page would ask itself."""
    if not path.startswith(f"{PREFIX}/"):
        return None
    page = path.removeprefix(PREFIX)
    try:
        with translation.override(translation.get_language_from_path(page)):
            match = resolve(page)
    except Resolver404:
        return None
    if match.view_name != PAGE:
        return None
    return Wanted(match.kwargs["meeting_id"], parse_qs(query.decode("latin-1")).get("of") == ["phone"])


def session_key_of(cookies: str) -> str:
    """Return the key of the sign-in among the cookies; empty for a stranger."""
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def reader_of(session_key: str, meeting_id: int, *, at: datetime) -> tuple[int | None, bool]:
    """Return the reader's number, ``None`` for a stranger, and whether he may watch the sitting at this moment."""
    if not session_key:
        return None, False
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None, False
    return user.pk, Meeting.objects.visible_to(user, on=day_of(at)).filter(pk=meeting_id).exists()
