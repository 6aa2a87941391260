"""What a front says of a visitor is believed from the front alone.

Anybody can send ``X-Forwarded-For``. Its address decides whose attempts are counted together, and
``X-Forwarded-Proto`` whether a page came by https: both are dropped unless the peer itself stands in
``FRONT_ADDRESSES`` and names at least as many addresses as there are fronts before the portal.
"""

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADDRESS = "HTTP_X_FORWARDED_FOR"
TOLD_BY_FRONT = (
    ADDRESS,
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Say whether an address lies in one of the networks (``10.20.0.0/16``, ``2001:db8::/32``, one address)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in ipaddress.ip_network(network) for network in networks)


class FrontMiddleware:
    """Drop the headers of a front from everybody who is none; the first of all middlewares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the peer before anything looks at the headers."""
        told = request.META
        if not is_within(told.get("REMOTE_ADDR", ""), settings.FRONT_ADDRESSES):
            for name in TOLD_BY_FRONT:
                told.pop(name, None)
        elif len(told.get(ADDRESS, "").split(",")) < settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            told.pop(ADDRESS, None)
        return self.get_response(request)
