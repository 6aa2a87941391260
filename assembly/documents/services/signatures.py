"""Signatures of persons over the text of an act: received, checked, then written with the act."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.enums import SignatureMethod, SignatureReason, SignatureState
from assembly.documents.models import Act, Rendition, Signature, SignatureCheck, StoredFile, Version
from assembly.documents.refusals import (
    PersonalSignatureMissing,
    SignatureNotValid,
    SignatureUnreadable,
    SignedTextDiffers,
    SignerIsAnother,
    VerificationUnavailable,
    WrongKeyKind,
)
from assembly.documents.selectors import setting_value
from assembly.documents.signing.cms import ReceivedCms, UnreadableSignature, decoded, read_cms
from assembly.documents.signing.configuration import Misconfigured, is_on
from assembly.documents.signing.content import bytes_of, digest_of
from assembly.documents.signing.ncanode import NoAnswer, NodeAnswer, SignatureRefused, ask_node, verdict_of
from assembly.documents.signing.signers import is_of
from assembly.documents.signing.verdicts import Verdict
from assembly.people.models import Person, User

KEY_IS_REQUIRED = "documents.personal_key_is_required"
CMS_TYPE = "application/pkcs7-signature"
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Evidence:
    """A personal signature that was received and found good, ready to be written with its act."""

    received: ReceivedCms
    verdict: Verdict
    content_sha256: str
    content_size: int


def receive_cms(*, version: Version, text: str, person: Person, at: datetime) -> Evidence:
    """Check a CMS signature that the browser sent; call it before the act's transaction begins.

    Args:
        version: the text that the page showed.
        text: the signature, base64 or PEM.
        person: who is signed in; the certificate must be his.
        at: the moment, timezone-aware.

    Raises:
        SignatureUnreadable: it is no signature of one signer.
        SignedTextDiffers: it was made over other bytes.
        SignerIsAnother: the certificate is somebody else's.
        WrongKeyKind: the key is one for signing in.
        SignatureNotValid: the service does not find it good.
        VerificationUnavailable: the service cannot be asked.
    """
    content = bytes_of(version)
    try:
        received = read_cms(decoded(text))
        if received.is_over(content) is False:
            raise SignedTextDiffers
        answer = ask_node(received, content)
    except (UnreadableSignature, SignatureRefused) as error:
        raise SignatureUnreadable from error
    except (NoAnswer, Misconfigured) as error:
        raise VerificationUnavailable from error
    verdict = verdict_of(answer, received, witnessed_at=at, now=at)
    _require_good(verdict, answer, person)
    return Evidence(received, verdict, digest_of(content), len(content))


def _require_good(verdict: Verdict, answer: NodeAnswer, person: Person) -> None:
    if not answer.is_for_signing:
        raise WrongKeyKind
    if verdict.state != SignatureState.VALID:
        raise SignatureNotValid(reason=verdict.reason.label)
    if not is_of(person, answer.certificate):
        raise SignerIsAnother(person=person.full_name, signer=answer.certificate.name)


@transaction.atomic
def record_signature(
    *, act: Act, actor: User | None, at: datetime, evidence: Evidence | None = None
) -> Signature:
    """Write who signed the text of an act, with the evidence or as a recorded act of a signed-in person.

    It is a part of the act that signs: whoever calls it has checked the right to that act.

    Args:
        act: the act that was just recorded, with its frozen version.
        actor: who signs.
        at: the moment of signing.
        evidence: what :func:`receive_cms` found; ``None`` for a recorded act.

    Raises:
        SignedTextDiffers: the evidence is over another text.
        PersonalSignatureMissing: by the portal's setting a personal key is needed.
    """
    version = act.version
    assert version is not None, "an act signed in the portal has its text"
    content = bytes_of(version)
    sha256 = digest_of(content)
    person = actor.known_person if actor else None
    if evidence is None:
        if is_key_required(at):
            raise PersonalSignatureMissing
        found = Verdict(SignatureReason.RECORDED)
        signature = Signature.objects.create(
            method=SignatureMethod.NONE,
            act=act,
            version=version,
            content_sha256=sha256,
            content_size=len(content),
            person=person,
            signed_at=at,
            received_at=at,
        )
    else:
        if evidence.content_sha256 != sha256:
            raise SignedTextDiffers
        found = evidence.verdict
        kept = keep_bytes(
            evidence.received.content,
            name=f"signature-{act.number}.p7s".replace("/", "-"),
            content_type=CMS_TYPE,
            subject=f"act:{act.pk}",
            at=at,
        )
        signature = Signature.objects.create(
            method=SignatureMethod.CMS,
            act=act,
            version=version,
            content_sha256=sha256,
            content_size=len(content),
            person=person,
            signed_at=found.signed_at or at,
            stamped_at=found.stamped_at,
            received_at=at,
            file=kept,
            **certificate_fields(found, evidence.received.certificate.sha256),
        )
    tell(signature, f"act:{act.pk}", actor=actor, at=at)
    add_check(signature, found, at=at)
    return signature


def is_key_required(at: datetime) -> bool:
    """Say whether acts of signing need a personal key: where one can be used at all, by the setting."""
    return is_on(SignatureMethod.CMS) and bool(setting_value(KEY_IS_REQUIRED, on=day_of(at)))


def certificate_fields(verdict: Verdict, sha256: str) -> dict[str, object]:
    """Return what is kept of a certificate; never the number of the person."""
    certificate = verdict.certificate
    assert certificate is not None, "a good signature names its signer"
    return {
        "signer_name": certificate.name[:LONGEST_NAME],
        "certificate_serial": certificate.serial,
        "certificate_sha256": sha256,
        "issuer_name": certificate.issuer[:LONGEST_NAME],
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
    }


def keep_bytes(content: bytes, *, name: str, content_type: str, subject: str, at: datetime) -> StoredFile:
    """Keep what the portal itself received or made, under an opaque name with its checksum."""
    kept = StoredFile(
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=digest_of(content),
        subject=subject,
        uploaded_at=at,
    )
    kept.file.save(f"{digest_of(content)[:32]}.{name.rpartition('.')[2]}", ContentFile(content), save=True)
    return kept


def tell(signature: Signature, stream: str, *, actor: User | None, at: datetime) -> None:
    """Write the event of a signature: digests and numbers, no names."""
    record(
        stream=stream,
        kind="documents.signature_made",
        actor=actor,
        at=at,
        payload={
            "signature": signature.pk,
            "method": str(signature.method),
            "content_sha256": signature.content_sha256,
            "certificate_sha256": signature.certificate_sha256,
            "file_sha256": signature.file.sha256 if signature.file else "",
        },
    )


def add_check(signature: Signature, found: Verdict, *, at: datetime) -> SignatureCheck:
    """Write what a check found, beside the earlier ones."""
    return SignatureCheck.objects.create(
        signature=signature,
        state=found.state,
        reason=found.reason,
        chain=list(found.chain),
        is_revocation_checked=found.is_revocation_checked,
        checked_at=at,
    )


def stream_of_paper(order: Rendition) -> str:
    """Return the stream of what happens to a PDF."""
    return f"rendition:{order.pk}"
