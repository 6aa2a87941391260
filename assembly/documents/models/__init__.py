"""Acts, documents and their versions, files, numbers, PDFs, settings."""

from assembly.documents.models.acts import Act, NumberSeries, Setting
from assembly.documents.models.changes import ActEnding, Correction
from assembly.documents.models.files import Rendition, StoredFile
from assembly.documents.models.signatures import Signature, SignatureCheck
from assembly.documents.models.versions import Document, Version

__all__ = [
    "Act",
    "ActEnding",
    "Correction",
    "Document",
    "NumberSeries",
    "Rendition",
    "Setting",
    "Signature",
    "SignatureCheck",
    "StoredFile",
    "Version",
]
