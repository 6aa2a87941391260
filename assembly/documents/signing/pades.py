"""PAdES: the portal's seal in a PDF, and the check of any signature in one.

The seal is an incremental update: every byte of the paper stays, so what it claims (PDF/A, its
enclosures) stays too. Slow (RSA, perhaps a time stamp over the network): in the worker only.
"""

import io
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from assembly.documents.enums import SignatureReason
from assembly.documents.signing.certificates import certificate_of, common_name
from assembly.documents.signing.configuration import Misconfigured, Seal, Trust, safe_address
from assembly.documents.signing.verdicts import Verdict

FIELD = "Seal"
DIGEST = "sha256"
TSA_TIMEOUT_SECONDS = 15
REASONS: dict[Any, SignatureReason] = {
    AdESIndeterminate.REVOKED_NO_POE: SignatureReason.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: SignatureReason.REVOKED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: SignatureReason.OUT_OF_TERM,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: SignatureReason.OUT_OF_TERM,
    AdESIndeterminate.TRY_LATER: SignatureReason.NO_LIST,
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: SignatureReason.NO_LIST,
}


def signer_of(seal: Seal) -> SimpleSigner:
    """Open the seal.

    Raises:
        Misconfigured: the file cannot be opened with the passphrase.
    """
    signer = SimpleSigner.load_pkcs12(str(seal.pkcs12), passphrase=seal.passphrase)
    if signer is None:
        raise Misconfigured("SEAL_PKCS12 cannot be opened: check the file and its passphrase")
    return signer


def seal_pdf(content: bytes, seal: Seal) -> bytes:
    """Return ``content`` with the portal's seal appended; its own bytes stay as they are.

    Raises:
        Misconfigured: the seal cannot be opened.
        requests.RequestException, TimestampRequestError: the time stamp authority did not answer.
    """
    stamper = None
    if seal.tsa_url:
        url = safe_address("SEAL_TSA_URL", seal.tsa_url)
        stamper = HTTPTimeStamper(url, timeout=TSA_TIMEOUT_SECONDS)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    sealed = PdfSigner(meta, signer_of(seal), timestamper=stamper).sign_pdf(writer)
    return bytes(sealed.getvalue())


def verdicts_of(content: bytes, *, trust: Trust, moment: datetime) -> list[Verdict]:
    """Check every signature in a PDF; an empty list where it has none.

    Args:
        content: the whole file.
        trust: whom to believe.
        moment: when the signature was witnessed; a trusted time stamp in it is preferred.
    """
    try:
        found = list(PdfFileReader(io.BytesIO(content)).embedded_regular_signatures)
    except (PdfError, ValueError, TypeError, KeyError, RecursionError):
        return [Verdict(SignatureReason.UNREADABLE)]
    return [_verdict_of(one, trust, moment) for one in found]


def _verdict_of(embedded: EmbeddedPdfSignature, trust: Trust, moment: datetime) -> Verdict:
    try:
        status = validate_pdf_signature(
            embedded, _context(embedded.signer_cert, trust, moment), _context(None, trust, moment)
        )
        stamp = status.timestamp_validity
        stamped_at = stamp.timestamp if stamp is not None and _is_good(stamp) else None
        if stamped_at is not None and stamped_at < moment:
            status = validate_pdf_signature(
                embedded, _context(embedded.signer_cert, trust, stamped_at), _context(None, trust, moment)
            )
    except (PdfError, SignatureValidationError, ValueError, TypeError, KeyError):
        return Verdict(SignatureReason.UNREADABLE)
    path = status.validation_path
    return Verdict(
        reason=_reason_of(status, trust),
        certificate=certificate_of(status.signing_cert),
        chain=tuple(common_name(one) for one in path) if path else (),
        is_revocation_checked=trust.has_list_of(status.signing_cert) or trust.fetches,
        signed_at=status.signer_reported_dt,
        stamped_at=stamped_at,
    )


def _is_good(stamp: TimestampSignatureStatus) -> bool:
    return bool(stamp.intact and stamp.valid and stamp.trusted)


def _reason_of(status: PdfSignatureStatus, trust: Trust) -> SignatureReason:
    if not (status.intact and status.valid):
        return SignatureReason.CHANGED
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        # Something was appended after the seal: no longer the paper that was sealed.
        return SignatureReason.CHANGED
    if status.trusted:
        return SignatureReason.GOOD
    if not trust.roots:
        return SignatureReason.NO_TRUST
    if status.revoked:
        return SignatureReason.REVOKED
    return REASONS.get(status.trust_problem_indic, SignatureReason.UNTRUSTED)


def _context(certificate: x509.Certificate | None, trust: Trust, moment: datetime) -> ValidationContext:
    # The library looks into a list at hand only when it is told that one is needed.
    rule = RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
    if certificate is not None and trust.has_list_of(certificate):
        rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
    elif trust.fetches:
        rule = RevocationCheckingRule.CHECK_IF_DECLARED
    policy = RevocationCheckingPolicy(rule, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT)
    return ValidationContext(
        trust_roots=trust.roots,
        other_certs=trust.between,
        crls=trust.lists,
        moment=moment.astimezone(UTC),
        allow_fetching=trust.fetches,
        revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=True),
    )
