"""The worker's side of the seal: issued PDFs get the portal's own signature."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimestampRequestError

from assembly.documents.enums import RenditionState, SignatureMethod, SignatureState
from assembly.documents.models import Rendition, Signature
from assembly.documents.sealing import SEALED
from assembly.documents.services.signatures import (
    add_check,
    certificate_fields,
    keep_bytes,
    stream_of_paper,
    tell,
)
from assembly.documents.signing.configuration import Misconfigured, Seal, seal, trust
from assembly.documents.signing.content import digest_of
from assembly.documents.signing.pades import seal_pdf, verdicts_of
from assembly.documents.signing.verdicts import Verdict

PDF = "application/pdf"
logger = logging.getLogger(__name__)


def unsealed() -> QuerySet[Rendition]:
    """Return the ready papers that should bear the seal and do not yet, the oldest first."""
    return (
        Rendition.objects.filter(state=RenditionState.READY, template__in=SEALED, signatures__isnull=True)
        .select_related("stored_file")
        .order_by("finished_at", "pk")
    )


def seal_waiting(*, at: datetime, limit: int = 50) -> int:
    """Seal the papers that wait for it and return how many; does nothing where no seal is configured.

    A paper stays readable while it waits. A seal that cannot be used is told in the log, and the papers
    wait for the next run.
    """
    try:
        own = seal()
    except Misconfigured:
        logger.exception("The seal cannot be used; papers wait for it")
        return 0
    if own is None:
        return 0
    made = 0
    for order in unsealed()[:limit]:
        try:
            made += seal_one(order, own, at=at) is not None
        except (Misconfigured, PdfError, SigningError, TimestampRequestError, OSError, ValueError):
            logger.exception("Paper %s was not sealed and waits", order.pk)
    return made


def seal_one(order: Rendition, own: Seal, *, at: datetime) -> Signature | None:
    """Seal one paper outside any transaction, check the seal, then keep it; ``None`` if another worker did.

    Raises:
        Misconfigured: the seal cannot be opened, or what it makes is not valid.
        PdfError, SigningError, TimestampRequestError, OSError: the paper, the key or the time stamp failed.
    """
    assert order.stored_file is not None, "a ready paper has its file"
    with order.stored_file.file.open("rb") as stream:
        content = stream.read()
    sealed = seal_pdf(content, own)
    [found] = verdicts_of(sealed, trust=trust(), moment=at)
    if found.certificate is None or found.state in {SignatureState.INVALID, SignatureState.REVOKED}:
        raise Misconfigured(f"the seal makes signatures that are not valid: {found.reason.value}")
    return _keep(order, content, sealed, found, at=at)


@transaction.atomic
def _keep(
    order: Rendition, content: bytes, sealed: bytes, found: Verdict, *, at: datetime
) -> Signature | None:
    order = Rendition.objects.select_for_update(of=("self",)).get(pk=order.pk)
    assert order.stored_file is not None, "a paper that was ready stays so"
    if order.signatures.exists() or order.stored_file.sha256 != digest_of(content):
        return None
    assert found.certificate is not None, "checked above"
    kept = keep_bytes(
        sealed, name=order.stored_file.name, content_type=PDF, subject=f"rendition:{order.pk}", at=at
    )
    signature = Signature.objects.create(
        method=SignatureMethod.PADES,
        rendition=order,
        act=order.act,
        content_sha256=digest_of(content),
        content_size=len(content),
        signed_at=found.signed_at or at,
        stamped_at=found.stamped_at,
        received_at=at,
        file=kept,
        **certificate_fields(found, found.certificate.sha256),
    )
    order.stored_file = kept
    order.save(update_fields=["stored_file"])
    tell(signature, stream_of_paper(order), actor=None, at=at)
    add_check(signature, found, at=at)
    return signature
