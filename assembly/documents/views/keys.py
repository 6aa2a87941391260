"""Signing with a personal key on any page: what is offered to NCALayer, and what came back from it."""

import base64
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from assembly.documents.enums import SignatureMethod
from assembly.documents.models import Version
from assembly.documents.services.signatures import is_key_required
from assembly.documents.signing.configuration import is_on
from assembly.documents.signing.content import bytes_of, digest_of

FIELD = "cms"


@dataclass(frozen=True, slots=True)
class KeyOffer:
    """What a page shows and gives to NCALayer.

    Args:
        text: the very text that is signed.
        content: its bytes, base64.
        sha256: their checksum.
        address: where NCALayer listens on the signer's own machine.
        is_required: whether the act is refused without a key.
    """

    text: str
    content: str
    sha256: str
    address: str
    is_required: bool


def key_offer(version: Version | None, *, at: datetime) -> KeyOffer | None:
    """Return what is offered for signing; ``None`` where keys are not configured or nothing is to be signed."""
    if version is None or not is_on(SignatureMethod.CMS):
        return None
    content = bytes_of(version)
    return KeyOffer(
        text=content.decode(),
        content=base64.b64encode(content).decode(),
        sha256=digest_of(content),
        address=settings.NCALAYER_URL,
        is_required=is_key_required(at),
    )


def let_reach_ncalayer(response: HttpResponse, offer: KeyOffer | None) -> HttpResponse:
    """Allow this one page to speak to NCALayer on the reader's own machine; every other page stays closed."""
    if offer is not None:
        parts = urlsplit(offer.address)
        response._csp_update = {"connect-src": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]  # noqa: SLF001 -- django-csp's own way, its decorator sets the same
    return response


def received_cms(request: HttpRequest) -> str:
    """Return the signature that the browser brings; empty for an ordinary signing."""
    return request.POST.get(FIELD, "").strip()
