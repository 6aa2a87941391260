"""Reading a CMS signature: who made it, and whether it was made over these very bytes.

No trust is decided here. What the verification service does not ask is asked here: it passes over
``data`` when the signature brings content of its own, and finds a signature without a signer good.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, pem, x509

from assembly.documents.signing.certificates import certificate_of
from assembly.documents.signing.verdicts import Certificate

MOST_BYTES = 1024 * 1024
DIGESTS = ("sha1", "sha224", "sha256", "sha384", "sha512")


class UnreadableSignature(ValueError):
    """The bytes are not a CMS signature of exactly one signer with his certificate."""


@dataclass(frozen=True, slots=True)
class ReceivedCms:
    """A CMS signature taken apart.

    Args:
        content: the signature itself, DER.
        certificate: the signer's.
        carried: the content inside the signature, where it carries one.
        digest_name: the algorithm of the digest, by its known name or its number.
        digest: what the signer's attributes say the digest of the content is.
        signed_at: the moment by the signer's own clock.
    """

    content: bytes
    certificate: Certificate
    carried: bytes | None
    digest_name: str
    digest: bytes
    signed_at: datetime | None

    def is_over(self, content: bytes) -> bool | None:
        """Say whether it was made over ``content``; ``None`` where only the service can tell (GOST digests)."""
        if self.carried is not None and self.carried != content:
            return False
        if self.digest_name in DIGESTS:
            return hashlib.new(self.digest_name, content).digest() == self.digest
        return True if self.carried is not None else None


def decoded(text: str) -> bytes:
    """Return the bytes behind what the browser sent: base64, or the same between lines of PEM.

    Raises:
        UnreadableSignature: it is neither, or is larger than any signature.
    """
    if len(text) > MOST_BYTES * 2:
        raise UnreadableSignature("too large")
    try:
        if "-----BEGIN" in text:
            return bytes(pem.unarmor(text.strip().encode())[2])
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (ValueError, binascii.Error) as error:
        raise UnreadableSignature(str(error)) from error


def read_cms(content: bytes) -> ReceivedCms:
    """Take a CMS signature apart.

    Raises:
        UnreadableSignature: it is none, has no signer or several, or lacks the signer's certificate.
    """
    try:
        return _read(content)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # The parser of ASN.1 answers what it does not expect with any of these.
        raise UnreadableSignature(str(error)) from error


def _read(content: bytes) -> ReceivedCms:
    info = cms.ContentInfo.load(content, strict=True)
    if info["content_type"].native != "signed_data":
        raise UnreadableSignature("no signed data")
    signed = info["content"]
    [signer] = list(signed["signer_infos"])
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    [digest] = attributes["message_digest"]
    carried = signed["encap_content_info"]["content"]
    return ReceivedCms(
        content=content,
        certificate=certificate_of(_certificate_of_signer(signed, signer)),
        carried=bytes(carried.native) if carried.native is not None else None,
        digest_name=str(signer["digest_algorithm"]["algorithm"].native),
        digest=bytes(digest.native),
        signed_at=attributes["signing_time"][0].native if "signing_time" in attributes else None,
    )


def _certificate_of_signer(signed: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate:
    sid = signer["sid"]
    for choice in signed["certificates"]:
        if choice.name != "certificate":
            continue
        found = choice.chosen
        if sid.name == "issuer_and_serial_number":
            wanted = sid.chosen
            if found.serial_number == wanted["serial_number"].native and found.issuer == wanted["issuer"]:
                return found
        elif found.key_identifier == sid.native:
            return found
    raise UnreadableSignature("the signer's certificate is not in it")
