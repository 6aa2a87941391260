"""Checking that no official text and no kept file has changed since it was frozen or stored."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import default_storage

from assembly.audit.models import AuditEvent
from assembly.audit.verifiers import Problem
from assembly.documents.models import StoredFile, Version
from assembly.documents.models.versions import sha256_of

LANGUAGES = ("kk", "ru", "en")
CHUNK = 64 * 1024


def verify_documents() -> list[Problem]:
    """Recompute the checksums of every frozen version and every stored file; return what disagrees."""
    return [*_verify_versions(), *_verify_files()]


def _verify_versions() -> Iterator[Problem]:
    for version in Version.objects.filter(frozen_at__isnull=False).iterator(chunk_size=200):
        recorded = _recorded(version)
        for language in LANGUAGES:
            text, kept = version.text(language), getattr(version, f"sha256_{language}")
            if (sha256_of(text) if text else "") != kept:
                yield Problem(f"version:{version.pk}", f"the {language} text is not the one that was frozen")
            if kept and kept != recorded.get(f"sha256_{language}"):
                yield Problem(
                    f"version:{version.pk}", f"the chain holds another checksum of the {language} text"
                )


def _recorded(version: Version) -> dict[str, str]:
    """Return what the chain of the document says of a version: whoever rewrites a row whole meets it here."""
    event = (
        AuditEvent.objects.filter(stream=f"document:{version.document_id}", payload__version=version.pk)
        .order_by("-number")
        .first()
    )
    return event.payload if event else {}


def _verify_files() -> Iterator[Problem]:
    for kept in StoredFile.objects.iterator(chunk_size=200):
        if not default_storage.exists(str(kept.file.name)):
            yield Problem(f"file:{kept.pk}", "the file is gone")
        elif _sha256_of_file(kept) != kept.sha256:
            yield Problem(f"file:{kept.pk}", "the file is not the one that was stored")


def _sha256_of_file(kept: StoredFile) -> str:
    digest = hashlib.sha256()
    with kept.file.open("rb") as stream:
        for piece in iter(lambda: stream.read(CHUNK), b""):
            digest.update(piece)
    return digest.hexdigest()
