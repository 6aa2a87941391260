"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(TextChoices):
    """What kind of paper an act is."""

    DECREE = "decree", pgettext_lazy("act kind", "Decree")
    ORDER = "order", pgettext_lazy("act kind", "Order")
    DECISION = "decision", pgettext_lazy("act kind", "Decision")
    MINUTES = "minutes", pgettext_lazy("act kind", "Minutes")
    LETTER = "letter", pgettext_lazy("act kind", "Letter")
    OPINION = "opinion", pgettext_lazy("act kind", "Expert opinion")


class ActAccess(TextChoices):
    """What a stranger is told of an act: an open one is named; of a restricted one only that it exists.

    Закон «О доступе к информации» от 16.11.2015 № 401-V: what is not opened by its author stays restricted.
    """

    PUBLIC = "public", pgettext_lazy("access to an act", "Open to everybody")
    RESTRICTED = "restricted", pgettext_lazy("access to an act", "Restricted")


class EndingKind(TextChoices):
    """How an act ceased to be in force."""

    REPEALED = "repealed", pgettext_lazy("ending of an act", "Repealed by another act")
    VOID = "void", pgettext_lazy("ending of an act", "Void: recorded by mistake")


class RenditionStep(TextChoices):
    """How far a PDF is while it is made."""

    FACTS = "facts", pgettext_lazy("step of a PDF", "Facts and texts are gathered")
    LAYOUT = "layout", pgettext_lazy("step of a PDF", "Pages are laid out, tags are set")
    KEEPING = "keeping", pgettext_lazy("step of a PDF", "The file is kept with its checksum")


class RenditionState(TextChoices):
    """Where a PDF stands."""

    WAITING = "waiting", pgettext_lazy("rendition state", "Waiting")
    RENDERING = "rendering", pgettext_lazy("rendition state", "Being made")
    READY = "ready", pgettext_lazy("rendition state", "Ready")
    FAILED = "failed", pgettext_lazy("rendition state", "Failed")


class SignatureMethod(TextChoices):
    """How a signature was made, and so what it proves."""

    NONE = "none", pgettext_lazy("signature method", "Recorded act of a signed-in person")
    PADES = "pades", pgettext_lazy("signature method", "Seal in the PDF")
    CMS = "cms", pgettext_lazy("signature method", "Personal electronic digital signature")


class SignatureState(TextChoices):
    """What the last check of a signature found."""

    VALID = "valid", pgettext_lazy("signature state", "Valid")
    INVALID = "invalid", pgettext_lazy("signature state", "Not valid")
    REVOKED = "revoked", pgettext_lazy("signature state", "Certificate revoked")
    UNKNOWN = "unknown", pgettext_lazy("signature state", "Could not be checked")


class SignatureReason(TextChoices):
    """Why a check ended as it did, one sentence each."""

    GOOD = (
        "good",
        _("The bytes are the very ones that were signed, and the certificate was good at that moment."),
    )
    RECORDED = (
        "recorded",
        _("The text is the very one that was signed; who signed is vouched for by the sign-in."),
    )
    CHANGED = "changed", _("The bytes have changed since they were signed.")
    OTHER_CONTENT = "other_content", _("The signature was made over other bytes.")
    OTHER_SIGNER = "other_signer", _("The certificate is another one than the record names.")
    UNTRUSTED = "untrusted", _("The certificate comes from no authority that the portal trusts.")
    OUT_OF_TERM = "out_of_term", _("The certificate was not in force at the moment of signing.")
    ENDED_SINCE = (
        "ended_since",
        _("The certificate has expired or was revoked since; when the signature was received it was good."),
    )
    REVOKED = "revoked", _("The certificate was revoked before the signature was made.")
    NO_LIST = "no_list", _("Whether the certificate was revoked could not be found out.")
    NO_TRUST = "no_trust", _("No list of trusted authorities is configured.")
    NO_ANSWER = "no_answer", _("The verification service did not answer.")
    UNREADABLE = "unreadable", _("The signature cannot be read.")
