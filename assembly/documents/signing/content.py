"""The very bytes over which a person signs a text."""

import hashlib

from assembly.documents.models import Version

HEADS = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def bytes_of(version: Version) -> bytes:
    """Return what is signed: both official texts of a version with their titles, as plain UTF-8 text.

    The same version gives the same bytes for ever: a frozen text never changes, and the titles are those
    of its document. Whoever has the two texts can put the bytes together again.
    """
    document = version.document
    parts = []
    for language, head in HEADS:
        text = version.text(language)
        if text:
            title = str(getattr(document, f"title_{language}") or document.title_ru)
            parts.append(f"[{head}]\n{title}\n\n{text}\n")
    return "\n".join(parts).encode()


def digest_of(content: bytes) -> str:
    """Return the sha256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
