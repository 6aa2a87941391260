"""The bytes of signatures: whether each still fits what it was made over. No certificate is asked."""

from collections.abc import Iterator

from assembly.audit.models import AuditEvent
from assembly.audit.verifiers import Problem
from assembly.documents.enums import SignatureMethod, SignatureReason
from assembly.documents.models import Signature
from assembly.documents.signing.cms import UnreadableSignature, read_cms
from assembly.documents.signing.content import bytes_of, digest_of


def verify_signatures() -> Iterator[Problem]:
    """Check the bytes and the records of all signatures, without asking anybody about certificates."""
    rows = Signature.objects.select_related("version__document", "rendition", "file").order_by("pk")
    for signature in rows.iterator(chunk_size=200):
        where = f"signature:{signature.pk}"
        broken = broken_bytes(signature)
        if broken is not None:
            yield Problem(where, f"{broken.value}: it does not fit the bytes it was made over")
        if not _is_told(signature):
            yield Problem(where, "the chain tells of another signature")


def _is_told(signature: Signature) -> bool:
    event = AuditEvent.objects.filter(
        kind="documents.signature_made", payload__signature=signature.pk
    ).first()
    said = event.payload if event else {}
    return said == {
        "signature": signature.pk,
        "method": signature.method,
        "content_sha256": signature.content_sha256,
        "certificate_sha256": signature.certificate_sha256,
        "file_sha256": signature.file.sha256 if signature.file else "",
    }


def broken_bytes(signature: Signature) -> SignatureReason | None:
    """Return what is wrong with the bytes of a signature; ``None`` where they fit."""
    if signature.method == SignatureMethod.PADES:
        return _broken_pdf(signature)
    assert signature.version is not None, "a text is signed with its version"
    content = bytes_of(signature.version)
    if digest_of(content) != signature.content_sha256:
        return SignatureReason.CHANGED
    return None if signature.method == SignatureMethod.NONE else _broken_cms(signature, content)


def _broken_cms(signature: Signature, content: bytes) -> SignatureReason | None:
    try:
        kept = kept_bytes(signature)
        received = read_cms(kept)
    except (UnreadableSignature, FileNotFoundError):
        return SignatureReason.UNREADABLE
    if received.is_over(content) is False:
        return SignatureReason.OTHER_CONTENT
    if received.certificate.sha256 != signature.certificate_sha256:
        return SignatureReason.OTHER_SIGNER
    return None if _is_whole(signature, kept) else SignatureReason.CHANGED


def _is_whole(signature: Signature, content: bytes) -> bool:
    return signature.file is not None and digest_of(content) == signature.file.sha256


def _broken_pdf(signature: Signature) -> SignatureReason | None:
    try:
        content = kept_bytes(signature)
    except FileNotFoundError:
        return SignatureReason.UNREADABLE
    if (
        not _is_whole(signature, content)
        or digest_of(content[: signature.content_size]) != signature.content_sha256
    ):
        return SignatureReason.CHANGED
    return None


def kept_bytes(signature: Signature) -> bytes:
    """Return the signature itself: the CMS, or the sealed PDF.

    Raises:
        FileNotFoundError: the file is gone.
    """
    assert signature.file is not None, "any signature but a recorded act has its file"
    with signature.file.file.open("rb") as stream:
        return bytes(stream.read())
