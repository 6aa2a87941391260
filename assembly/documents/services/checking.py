"""Checking signatures again: bytes, certificate, chain, revocation. Each check is a row of its own."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from assembly.common.clock import day_of
from assembly.documents.enums import SignatureMethod, SignatureReason, SignatureState
from assembly.documents.models import Signature, SignatureCheck
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.selectors import checked_before
from assembly.documents.services.signatures import add_check
from assembly.documents.services.signed_bytes import broken_bytes, kept_bytes
from assembly.documents.signing.cms import read_cms
from assembly.documents.signing.configuration import Misconfigured, is_on, trust
from assembly.documents.signing.content import bytes_of
from assembly.documents.signing.ncanode import NoAnswer, SignatureRefused, ask_node, verdict_of
from assembly.documents.signing.pades import verdicts_of
from assembly.documents.signing.verdicts import Verdict
from assembly.people.models import User
from assembly.people.rights import require_right

logger = logging.getLogger(__name__)
# A little less than a day, so that a run that began a minute earlier than yesterday's leaves nothing out.
OFTEN_ENOUGH = timedelta(hours=20)
MOST_CHECKED = 200


def check_again(*, signature_id: int, actor: User | None, at: datetime) -> SignatureCheck:
    """Check one signature by a clerk's own act, ahead of the nightly command.

    Args:
        signature_id: the signature.
        actor: who asks; needs ``documents.edit_document``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not read signatures.
        Signature.DoesNotExist: there is none with this number.
    """
    require_right(actor, EDIT_DOCUMENT, on=day_of(at))
    return check_signature(_with_bytes().get(pk=signature_id), at=at)


def _with_bytes() -> QuerySet[Signature]:
    return Signature.objects.select_related("version__document", "rendition", "file")


def check_signature(signature: Signature, *, at: datetime) -> SignatureCheck:
    """Check one signature and write what was found; asks the network, so never inside a transaction."""
    found = examine(signature, at=at)
    with transaction.atomic():
        return add_check(signature, found, at=at)


def check_all(*, at: datetime) -> Iterator[SignatureCheck]:
    """Check every signature, the oldest first."""
    keys = list(Signature.objects.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        yield check_signature(_with_bytes().get(pk=key), at=at)


def check_due(*, at: datetime, limit: int = MOST_CHECKED) -> list[SignatureCheck]:
    """Check the signatures that nobody checked for most of a day, those that waited longest first.

    Safe to run often and on two workers: a check more does no harm. A signature whose check breaks off is logged
    and does not keep the others from theirs.

    Args:
        at: the moment, timezone-aware.
        limit: how many at most; the rest is the next run's.

    Returns:
        The checks that were written.
    """
    written = []
    for key in checked_before(at - OFTEN_ENOUGH)[:limit]:
        try:
            written.append(check_signature(_with_bytes().get(pk=key), at=at))
        except (OSError, ValueError):
            logger.exception("Signature %s could not be checked", key)
    return written


def stands(check: SignatureCheck) -> bool:
    """Say whether a signature holds: it is valid, or only its certificate ended after it was found valid."""
    if check.state == SignatureState.VALID:
        return True
    earlier = SignatureCheck.objects.filter(signature=check.signature_id, state=SignatureState.VALID)
    return check.reason == SignatureReason.ENDED_SINCE and earlier.exists()


def examine(signature: Signature, *, at: datetime) -> Verdict:
    """Return what is true of a signature now; writes nothing."""
    broken = broken_bytes(signature)
    if broken is not None:
        return Verdict(broken)
    if signature.method == SignatureMethod.NONE:
        return Verdict(SignatureReason.RECORDED)
    if signature.method == SignatureMethod.PADES:
        return _examine_seal(signature)
    return _examine_cms(signature, at=at)


def _examine_seal(signature: Signature) -> Verdict:
    try:
        believed = trust()
    except Misconfigured:
        logger.exception("The trusted authorities cannot be read")
        return Verdict(SignatureReason.NO_TRUST)
    found = verdicts_of(kept_bytes(signature), trust=believed, moment=signature.received_at)
    if len(found) != 1 or found[0].certificate is None:
        return Verdict(SignatureReason.UNREADABLE)
    if found[0].certificate.sha256 != signature.certificate_sha256:
        return found[0].but(SignatureReason.OTHER_SIGNER)
    return found[0]


def _examine_cms(signature: Signature, *, at: datetime) -> Verdict:
    assert signature.version is not None, "a text is signed with its version"
    if not is_on(SignatureMethod.CMS):
        return Verdict(SignatureReason.NO_ANSWER)
    received = read_cms(kept_bytes(signature))
    try:
        answer = ask_node(received, bytes_of(signature.version))
    except (NoAnswer, Misconfigured):
        logger.exception("The verification service did not answer")
        return Verdict(SignatureReason.NO_ANSWER)
    except SignatureRefused:
        return Verdict(SignatureReason.UNREADABLE)
    return verdict_of(answer, received, witnessed_at=signature.received_at, now=at)
