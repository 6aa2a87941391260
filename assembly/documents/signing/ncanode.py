"""NCANode over HTTP: the verification service that knows the national authority's algorithms.

It is not redistributable together with its cryptographic provider, so the portal only asks one by
address: https, or plain http on this very machine. Never called inside a transaction.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings

from assembly.documents.enums import SignatureReason
from assembly.documents.signing.cms import ReceivedCms
from assembly.documents.signing.configuration import node_url
from assembly.documents.signing.verdicts import Certificate, Verdict

MOST_ANSWER_BYTES = 1024 * 1024
SIGNING_KEY = "SIGN"
REVOCATION = ("OCSP", "CRL")
BAD_REQUEST = 400


class NoAnswer(Exception):
    """The service cannot be reached, is too slow, or says something else than its protocol."""


class SignatureRefused(Exception):
    """The service says that what it was given is no signature it can check."""


@dataclass(frozen=True, slots=True)
class NodeAnswer:
    """What the service said of one signature.

    Args:
        is_valid: the signature, the chain and the term of the certificate, together.
        is_revoked: whether any source names the certificate as revoked.
        revoked_at: since when, where the source says so.
        is_for_signing: whether the key is one for signing, not for signing in.
        certificate: the signer's, as the service reads it.
        stamped_at: the moment of a time stamp in the signature.
    """

    is_valid: bool
    is_revoked: bool
    revoked_at: datetime | None
    is_for_signing: bool
    certificate: Certificate
    stamped_at: datetime | None

    def is_out_of_term(self, moment: datetime) -> bool:
        """Say whether the certificate was not in force at a moment."""
        return not self.certificate.valid_from <= moment <= self.certificate.valid_until

    def is_revoked_by(self, moment: datetime) -> bool:
        """Say whether the certificate was revoked at or before a moment; without a date, it was."""
        return self.is_revoked and (self.revoked_at is None or self.revoked_at <= moment)


class _NoRedirects(HTTPRedirectHandler):
    """The address is configured; nobody else says where the signed text goes."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def ask_node(received: ReceivedCms, content: bytes) -> NodeAnswer:
    """Ask the service about a signature over ``content``.

    Raises:
        NoAnswer: it does not answer, or not as its protocol says.
        SignatureRefused: it cannot read the signature.
        Misconfigured: no safe address is configured.
    """
    question = {
        "cms": base64.b64encode(received.content).decode(),
        "data": base64.b64encode(content).decode(),
        "revocationCheck": list(REVOCATION),
    }
    answer = _post(f"{node_url()}/cms/verify", question)
    try:
        return _understood(answer)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise NoAnswer(f"the answer is not understood: {error!r}") from error


def verdict_of(
    answer: NodeAnswer, received: ReceivedCms, *, witnessed_at: datetime, now: datetime
) -> Verdict:
    """Return what an answer means for a signature that was witnessed at a moment.

    The service judges by its own clock. A certificate that ran out, or was revoked, only after the portal
    received the signature does not undo it: that is said as such, and neither as valid nor as forged.
    """
    reason = SignatureReason.GOOD
    if answer.certificate.serial != received.certificate.serial:
        reason = SignatureReason.OTHER_SIGNER
    elif answer.is_revoked_by(answer.stamped_at or witnessed_at):
        reason = SignatureReason.REVOKED
    elif answer.is_out_of_term(answer.stamped_at or witnessed_at):
        reason = SignatureReason.OUT_OF_TERM
    elif not answer.is_valid:
        has_ended = answer.is_revoked or answer.is_out_of_term(now)
        reason = SignatureReason.ENDED_SINCE if has_ended else SignatureReason.UNTRUSTED
    return Verdict(
        reason=reason,
        certificate=answer.certificate,
        chain=(answer.certificate.issuer, answer.certificate.name),
        is_revocation_checked=True,
        signed_at=received.signed_at,
        stamped_at=answer.stamped_at,
    )


def _post(url: str, question: dict[str, Any]) -> Any:
    request = Request(  # noqa: S310 -- node_url() allows https and this machine only
        url,
        data=json.dumps(question).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    opener = build_opener(_NoRedirects, ProxyHandler({}))
    try:
        with opener.open(request, timeout=settings.NCANODE_TIMEOUT_SECONDS) as response:
            body = response.read(MOST_ANSWER_BYTES + 1)
    except HTTPError as error:
        error.close()
        if error.code == BAD_REQUEST:
            raise SignatureRefused from error
        raise NoAnswer(f"status {error.code}") from error
    except (OSError, HTTPException) as error:
        raise NoAnswer(str(error)) from error
    if len(body) > MOST_ANSWER_BYTES:
        raise NoAnswer("the answer is too large")
    try:
        return json.loads(body)
    except ValueError as error:
        raise NoAnswer("the answer is no JSON") from error


def _understood(answer: Any) -> NodeAnswer:
    [signer] = answer["signers"]
    [certificate] = signer["certificates"]
    revoked = [one for one in certificate.get("revocations") or [] if one.get("revoked") is True]
    moments = [datetime.fromisoformat(one["revocationTime"]) for one in revoked if one.get("revocationTime")]
    subject, issuer = certificate["subject"], certificate["issuer"]
    stamp = signer.get("tsp") or {}
    return NodeAnswer(
        is_valid=answer["valid"] is True and certificate["valid"] is True,
        is_revoked=bool(revoked),
        revoked_at=min(moments) if revoked and len(moments) == len(revoked) else None,
        is_for_signing=certificate.get("keyUsage") == SIGNING_KEY,
        certificate=Certificate(
            name=" ".join(part for part in (subject["commonName"], subject.get("lastName")) if part),
            serial=f"{int(certificate['serialNumber'], 16):x}",
            sha256="",
            issuer=str(issuer.get("commonName") or issuer.get("dn") or ""),
            valid_from=datetime.fromisoformat(certificate["notBefore"]),
            valid_until=datetime.fromisoformat(certificate["notAfter"]),
            iin=str(subject.get("iin") or "").removeprefix("IIN"),
        ),
        stamped_at=datetime.fromisoformat(stamp["genTime"]) if stamp.get("genTime") else None,
    )
