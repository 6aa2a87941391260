"""What makes a page public: no sign-in, no session, no token, and caches may keep it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

SECONDS_KEPT = 30
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open a page to everybody and let caches keep it for half a minute.

    Whoever brings a cookie (signed in, version for weak sight) gets a page of his own, which nobody
    else may be shown.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.COOKIES:
            patch_cache_control(response, private=True)
        else:
            patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        patch_vary_headers(response, ["Cookie"])
        return response

    return login_not_required(require_safe(inner))
