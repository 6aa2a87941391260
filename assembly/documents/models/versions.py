"""A document and its versions: text in Kazakh and Russian, frozen before anybody votes on it."""

import hashlib

import pgtrigger
from django.conf import settings
from django.db import models

from assembly.common.names import in_language
from assembly.common.search import search_indexes
from assembly.documents.querysets import DocumentQuerySet


def sha256_of(text: str) -> str:
    """Return the checksum of an official text: sha256 of its UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class Document(models.Model):
    """A text on its way: a draft decision, minutes, an act. Versions carry the words."""

    kind = models.CharField(max_length=40)
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("document", "title_kk", "title_ru", "title_en", russian=("title_ru",))
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title_ru

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")

    @property
    def latest(self) -> "Version | None":
        """Return the newest version."""
        return self.versions.order_by("-number").first()


class Version(models.Model):
    """One version of a document. Once frozen its texts never change; a trigger holds it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    sha256_kk = models.CharField(max_length=64, blank=True)
    sha256_ru = models.CharField(max_length=64, blank=True)
    sha256_en = models.CharField(max_length=64, blank=True)
    sole_language = models.CharField(
        max_length=2, blank=True, help_text="of a letter that has one text, in the language of its addressee"
    )
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="version_number_is_unique_in_document"
            ),
            models.CheckConstraint(
                name="frozen_version_has_both_texts",
                condition=models.Q(frozen_at__isnull=True)
                | (models.Q(sole_language="") & ~models.Q(text_kk="") & ~models.Q(text_ru=""))
                | (models.Q(sole_language="kk", text_ru="", text_en="") & ~models.Q(text_kk=""))
                | (models.Q(sole_language="ru", text_kk="", text_en="") & ~models.Q(text_ru=""))
                | (models.Q(sole_language="en", text_kk="", text_ru="") & ~models.Q(text_en="")),
            ),
        ]
        indexes = [
            models.Index(fields=["sha256_kk"], name="version_by_checksum_kk"),
            models.Index(fields=["sha256_ru"], name="version_by_checksum_ru"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen_version_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

    @property
    def is_frozen(self) -> bool:
        """Say whether the text can no longer change."""
        return self.frozen_at is not None

    @property
    def is_complete(self) -> bool:
        """Say whether both official texts are there."""
        return bool(self.text_kk.strip() and self.text_ru.strip())

    def text(self, language: str) -> str:
        """Return the official text in ``language``, empty where it is still to be translated."""
        return str(getattr(self, f"text_{language}"))
