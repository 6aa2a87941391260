"""What every page's frame needs: menus, languages, the chosen version for weak sight."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from assembly.common.names import language_now
from assembly.common.navigation import bell_line, public_lines, workspace_groups
from assembly.common.sight import sight_of

LANGUAGE_WORDS = {"kk": ("Қаз", "Қазақша"), "ru": ("Рус", "Русский"), "en": ("Eng", "English")}


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the layouts; whatever costs a query is computed only when drawn.

    The public layout must not touch the sign-in session, or no cache could keep its pages:
    ``may_be_signed_in`` and ``may_have_messages`` look at the names of the cookies alone.
    """
    may_be_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {
        "live_address": settings.LIVE_ADDRESS,
        "sight": sight_of(request),
        "languages": language_links(request.get_full_path()),
        "may_be_signed_in": may_be_signed_in,
        "may_have_messages": may_be_signed_in or "messages" in request.COOKIES,
        "public_navigation": SimpleLazyObject(lambda: public_lines(request.path)),
        "navigation": SimpleLazyObject(lambda: workspace_groups(request)),
        "bell": SimpleLazyObject(lambda: bell_line(request)),
    }


def language_links(full_path: str) -> list[dict[str, Any]]:
    """Return the same page in each language, by the first part of its path.

    A page without a language in its path (a neutral address, an error) leads to the home page.
    """
    first, _, rest = full_path.lstrip("/").partition("/")
    is_spoken = first in LANGUAGE_WORDS
    return [
        {
            "code": code,
            "short": short,
            "name": name,
            "url": f"/{code}/{rest if is_spoken else ''}",
            "is_current": code == language_now(),
        }
        for code, (short, name) in LANGUAGE_WORDS.items()
    ]
