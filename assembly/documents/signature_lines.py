"""How signatures are told: a chip of the state; on the verification page signer, time, chain, state."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from assembly.common.pieces import Chip
from assembly.documents.enums import SignatureMethod, SignatureReason, SignatureState
from assembly.documents.models import Act, Signature, SignatureCheck
from assembly.documents.verification import (
    IssuedFile,
    VerificationLine,
    register_issued_files,
    register_verification_lines,
)

MOST_FILES = 5
LABELS = {
    SignatureMethod.NONE: pgettext_lazy("verification", "Signed in the portal"),
    SignatureMethod.PADES: pgettext_lazy("verification", "Seal in the PDF"),
    SignatureMethod.CMS: pgettext_lazy("verification", "Electronic digital signature"),
}
STATES = {
    True: pgettext_lazy("verification", "State of the seal"),
    False: pgettext_lazy("verification", "State of the signature"),
}
CHIPS = {
    SignatureState.VALID: ("ok", "circle-check"),
    SignatureState.INVALID: ("bad", "circle-x"),
    SignatureState.REVOKED: ("bad", "ban"),
    SignatureState.UNKNOWN: ("warn", "circle-question-mark"),
}


def chip_of(signature: Signature) -> Chip:
    """Return what the last check of a signature found, as a chip."""
    last = signature.last_check
    return state_chip(last.state if last else SignatureState.UNKNOWN)


def state_chip(state: str) -> Chip:
    """Return the state of a check as a chip."""
    kind, icon = CHIPS[SignatureState(state)]
    return Chip(kind, icon, SignatureState(state).label)


def lines_of(act: Act) -> Iterable[VerificationLine]:
    """Return what is said of each signature of an act: whose and when, what the last check found, by whom issued."""
    found = (
        act.signatures.select_related("person", "version")
        .prefetch_related("checks")
        .order_by("received_at", "pk")
    )
    is_corrected = act.corrections.exists()
    for signature in found:
        method = SignatureMethod(signature.method)
        # The seal names the portal alone, so it is shown of a restricted paper too.
        is_seal = method == SignatureMethod.PADES
        yield VerificationLine(LABELS[method], _who_and_when(signature, is_corrected), for_restricted=is_seal)
        last = signature.last_check
        if last is None:
            continue
        state = SignatureState(last.state)
        checked = _("Checked: %(moment)s") % {"moment": _moment(last.checked_at)}
        value = f"{state.label}. {SignatureReason(last.reason).label} {checked}"
        yield VerificationLine(STATES[is_seal], value, CHIPS[state][0], for_restricted=is_seal)
        if last.chain:
            yield VerificationLine(gettext_lazy("Certificates"), _chain(last), for_restricted=is_seal)


def _who_and_when(signature: Signature, is_corrected: bool) -> str:  # noqa: FBT001 -- private, named at its one call
    parts = [signature.signer, _moment(signature.stamped_at or signature.signed_at)]
    if is_corrected and signature.version is not None:
        # A correction of writing is nobody's new signature: what was signed is the version before it.
        parts.append(_("over version %(number)s of the text") % {"number": signature.version.number})
    if signature.method == SignatureMethod.NONE:
        parts.append(_("recorded act of a signed-in person, not an electronic digital signature"))
    return " · ".join(part for part in parts if part)


def _chain(last: SignatureCheck) -> str:
    parts = [" → ".join(last.chain)]
    if not last.is_revocation_checked:
        parts.append(_("revocation was not checked"))
    return " · ".join(parts)


def _moment(moment: object) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")  # type: ignore[arg-type]


def _no_files(_act: Act) -> Iterable[IssuedFile]:
    return ()


def _unsealed_by(checksum: str) -> Iterable[IssuedFile]:
    """Find the PDF as it was before it was sealed: somebody may have downloaded it in that minute."""
    found = Signature.objects.filter(
        method=SignatureMethod.PADES, content_sha256=checksum, act__isnull=False
    ).select_related("act", "rendition__version")
    for signature in found[:MOST_FILES]:
        assert signature.act is not None, "filtered above"
        assert signature.rendition is not None, "a seal stands in a paper"
        label = gettext_lazy("PDF before it was sealed")
        yield IssuedFile(signature.act, label, checksum, signature.rendition.version)


def register() -> None:
    """Add signatures to the verification page; called from ``ready()``."""
    register_verification_lines("signatures", lines_of)
    register_issued_files("unsealed_papers", _no_files, _unsealed_by)
