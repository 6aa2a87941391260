"""What a check of a signature finds: plain values, whatever the method."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from assembly.documents.enums import SignatureReason, SignatureState

STATE_OF = {
    SignatureReason.GOOD: SignatureState.VALID,
    SignatureReason.RECORDED: SignatureState.VALID,
    SignatureReason.REVOKED: SignatureState.REVOKED,
    SignatureReason.ENDED_SINCE: SignatureState.UNKNOWN,
    SignatureReason.NO_LIST: SignatureState.UNKNOWN,
    SignatureReason.NO_TRUST: SignatureState.UNKNOWN,
    SignatureReason.NO_ANSWER: SignatureState.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says of itself.

    ``iin`` is compared and forgotten: it is never kept, shown or logged.
    """

    name: str
    serial: str
    sha256: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    iin: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check.

    Args:
        reason: what was found; the state follows from it.
        certificate: the signer's, where it could be read.
        chain: names from the trusted authority down to the signer.
        is_revocation_checked: whether a list or an answer of the authority was at hand.
        signed_at: the moment that the signer's own clock gave.
        stamped_at: the moment of a trusted time stamp.
    """

    reason: SignatureReason
    certificate: Certificate | None = None
    chain: tuple[str, ...] = field(default=())
    is_revocation_checked: bool = False
    signed_at: datetime | None = None
    stamped_at: datetime | None = None

    @property
    def state(self) -> SignatureState:
        """Return the state that follows from the reason."""
        return STATE_OF.get(self.reason, SignatureState.INVALID)

    def but(self, reason: SignatureReason) -> "Verdict":
        """Return the same findings with another outcome."""
        return replace(self, reason=reason)
