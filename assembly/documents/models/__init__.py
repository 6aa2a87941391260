"""Acts, documents and their versions, files, numbers, PDFs, settings."""

from assembly.documents.models.acts import Act, NumberSeries, Setting
from assembly.documents.models.files import Rendition, StoredFile
from assembly.documents.models.versions import Document, Version

__all__ = ["Act", "Document", "NumberSeries", "Rendition", "Setting", "StoredFile", "Version"]
