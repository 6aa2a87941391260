"""System checks of the room: what the environment says of signatures can be used, and is safe."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 -- Django's own name

from assembly.documents.signing.configuration import LOOPBACK, Misconfigured, node_url, safe_address, trust

HINT = "docs/signature.md says what each variable means"


@register(Tags.security, deploy=True)
def check_signatures(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a deployment that would trust nothing it was told to trust, or send a text over an open wire."""
    found: list[CheckMessage] = []
    found += _tried(1, trust)
    if settings.NCANODE_URL:
        found += _tried(2, node_url)
    if settings.SEAL_TSA_URL:
        found += _tried(3, lambda: safe_address("SEAL_TSA_URL", settings.SEAL_TSA_URL))
    layer = urlsplit(settings.NCALAYER_URL)
    if layer.scheme != "wss" or layer.hostname not in LOOPBACK:
        words = f"NCALAYER_URL: {settings.NCALAYER_URL!r} must be wss on the signer's own computer"
        found.append(Error(words, id="documents.E004", hint=HINT))
    if settings.SEAL_PKCS12 and not settings.SIGNATURE_TRUST:
        words = "SIGNATURE_TRUST is not set: the portal's own seals cannot be checked"
        found.append(Warning(words, id="documents.W001", hint=HINT))
    return found


def _tried(number: int, asked: Callable[[], object]) -> list[CheckMessage]:
    try:
        asked()
    except Misconfigured as error:
        return [Error(str(error), id=f"documents.E{number:03}", hint=HINT)]
    return []
