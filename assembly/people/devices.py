"""A browser in two words, and the mark by which it is known again."""

import hashlib
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "portal_device"
ONE_YEAR = 365 * 24 * 60 * 60
LONGEST = 60
# The first that fits: browsers call themselves by the names of their forefathers too.
BROWSERS = (
    ("YaBrowser/", "Yandex"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
TOKEN = re.compile(r"[\w-]{43}")


def device_name(user_agent: str) -> str:
    """Return a browser and its system in names that need no translation (``Chrome, Android``); maybe empty."""
    words = (next((name for sign, name in signs if sign in user_agent), "") for signs in (BROWSERS, SYSTEMS))
    return ", ".join(word for word in words if word)[:LONGEST]


def device_of(request: HttpRequest) -> str:
    """Return the name of the device that asks."""
    return device_name(request.headers.get("User-Agent", ""))


def token_of(request: HttpRequest) -> str:
    """Return the mark that this browser was given before; empty when it has none."""
    token = request.COOKIES.get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else ""


def new_token() -> str:
    """Make the mark of a browser; it says nothing about its owner."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a mark."""
    return hashlib.sha256(token.encode()).hexdigest()


def give_token(response: HttpResponse, token: str) -> None:
    """Leave the mark in the browser, for a year from the last sign-in."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
