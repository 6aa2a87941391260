"""System checks of a server's environment, by ``check --deploy``: what is missing or unsafe, and what to write instead."""

import ipaddress
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from assembly.common.privileges import APP_ROLE, OWNER_ROLE
from assembly.environment import required
from assembly.observing import is_address_of_reports

LONG_ENOUGH = 50
HINT = "docs/operations.md says what each variable is"
# Backends that send nothing to anybody.
IDLE_MAIL = ("dummy", "console", "locmem", "filebased")


@register(Tags.security, deploy=True)
def check_environment(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Name what production cannot start without or would be unsafe with."""
    faults = [
        *(
            (1, f"{variable.name} is not set: {variable.meaning}")
            for variable in required()
            if _is_missing(variable.name)
        ),
        *_unsafe(),
        *_contradictory(),
    ]
    return [Error(said, id=f"portal.E{number:03}", hint=HINT) for number, said in faults]


def _is_missing(name: str) -> bool:
    return not os.environ.get(name, "").strip()


def _unsafe() -> Iterator[tuple[int, str]]:
    if settings.DEMO:
        yield 2, "DEMO is 1: anybody could sign in as the Chairman. Take it out."
    if settings.DEBUG:
        yield 3, "DEBUG is 1: pages of errors tell everything. Take it out."
    if len(settings.SECRET_KEY) < LONG_ENOUGH:
        yield 4, f"SECRET_KEY is shorter than {LONG_ENOUGH} characters: make one with openssl rand -hex 48."
    if not settings.IS_SERVED_BY_HTTPS:
        yield 5, "HTTPS is not 1: sign-ins would travel in the open."
    if settings.SECURE_PROXY_SSL_HEADER is None:
        yield 6, "BEHIND_FRONT is not 1: the portal would take the front for every reader."
    if any(host in {"*", "localhost", "127.0.0.1", "[::1]"} for host in settings.ALLOWED_HOSTS):
        yield 7, "ALLOWED_HOSTS must be the name under which readers reach the portal, and nothing else."
    if any(word in settings.EMAIL_BACKEND for word in IDLE_MAIL):
        yield 8, "EMAIL_URL sends letters nowhere: name the mail server."
    if settings.DATABASE_ROLE not in {APP_ROLE, OWNER_ROLE}:
        yield 9, f"DATABASE_ROLE must be {APP_ROLE}; {OWNER_ROLE} is for migrate and keeper."


def _contradictory() -> Iterator[tuple[int, str]]:
    address = urlsplit(settings.PORTAL_ADDRESS)
    if address.scheme != "https" or address.hostname not in settings.ALLOWED_HOSTS:
        yield 10, "PORTAL_ADDRESS must be https:// and one name of ALLOWED_HOSTS: letters and papers name it."
    if settings.PORTAL_ADDRESS not in settings.CSRF_TRUSTED_ORIGINS:
        yield 11, "CSRF_TRUSTED_ORIGINS lacks PORTAL_ADDRESS: no form would be accepted."
    for name in ("HALL_NETWORKS", "METRICS_NETWORKS"):
        for network in getattr(settings, name):
            if not _is_network(network):
                yield 12, f"{name} has {network!r}, which is no network; write it as 10.20.0.0/16."
    if settings.SENTRY_DSN and not is_address_of_reports(settings.SENTRY_DSN):
        yield (
            13,
            "SENTRY_DSN must be https and hold a key, or be empty: nothing would be reported, or in the open.",
        )
    if settings.LOG_FORMAT not in {"plain", "json"}:
        yield 14, "LOG_FORMAT is plain or json."


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
