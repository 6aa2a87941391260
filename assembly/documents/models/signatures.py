"""Signatures: who signed what, how, and what each check of it found. Written once."""

import pgtrigger
from django.db import models
from django.db.models import Q

from assembly.common.privileges import WRITTEN_ONCE
from assembly.documents.enums import SignatureMethod, SignatureReason, SignatureState


class Signature(models.Model):
    """A signature over an act's text, or the portal's seal in a PDF.

    ``content_sha256`` and ``content_size`` say over which bytes: those of the text
    (``signing.content.bytes_of``), or the PDF as it was before the seal was appended to it.
    """

    app_privileges = WRITTEN_ONCE

    method = models.CharField(max_length=8, choices=SignatureMethod.choices)
    act = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="signatures")
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, null=True, related_name="+")
    rendition = models.ForeignKey(
        "documents.Rendition", on_delete=models.PROTECT, null=True, related_name="signatures"
    )
    content_sha256 = models.CharField(max_length=64)
    content_size = models.PositiveBigIntegerField(help_text="bytes")
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="none for the seal of the portal",
    )
    signer_name = models.CharField(max_length=300, blank=True, help_text="as the certificate says")
    certificate_serial = models.CharField(max_length=80, blank=True, help_text="hexadecimal")
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    issuer_name = models.CharField(max_length=300, blank=True)
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(help_text="by the signer's clock; of a recorded act, the portal's")
    stamped_at = models.DateTimeField(null=True, help_text="by a trusted time stamp")
    received_at = models.DateTimeField(help_text="when the portal had it: the moment it vouches for")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="signature_is_over_a_text_of_an_act_or_over_a_pdf",
                condition=Q(act__isnull=False, version__isnull=False, rendition__isnull=True)
                | Q(version__isnull=True, rendition__isnull=False),
            ),
            models.CheckConstraint(
                name="recorded_act_has_no_certificate_and_any_other_has_one",
                condition=Q(method=SignatureMethod.NONE, certificate_sha256="", file__isnull=True)
                | (~Q(method=SignatureMethod.NONE) & ~Q(certificate_sha256="") & Q(file__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_pdf_is_sealed_and_a_text_is_signed_by_a_person",
                condition=Q(method=SignatureMethod.PADES, rendition__isnull=False, person__isnull=True)
                | (~Q(method=SignatureMethod.PADES) & Q(rendition__isnull=True)),
            ),
            models.UniqueConstraint(fields=["rendition"], name="a_pdf_is_sealed_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="signature_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"

    @property
    def signer(self) -> str:
        """Return who signed: by the certificate, else the person who was signed in."""
        return self.signer_name or (self.person.full_name if self.person else "")

    @property
    def last_check(self) -> "SignatureCheck | None":
        """Return the newest check, from those that were fetched along where they were."""
        return max(self.checks.all(), key=lambda check: (check.checked_at, check.pk), default=None)


class SignatureCheck(models.Model):
    """What one check of a signature found; the newest one counts."""

    app_privileges = WRITTEN_ONCE

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=8, choices=SignatureState.choices)
    reason = models.CharField(max_length=16, choices=SignatureReason.choices)
    chain = models.JSONField(default=list, help_text="names from the trusted authority to the signer")
    is_revocation_checked = models.BooleanField(default=False)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-checked_at", "-pk"]
        triggers = [
            pgtrigger.Protect(
                name="signature_check_is_written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.signature_id}: {self.state}"
