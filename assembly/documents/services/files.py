"""Keeping a file: what it is is told by its content, never by its name."""

import hashlib
import secrets
import unicodedata
from datetime import datetime
from pathlib import PurePosixPath
from typing import NoReturn

from django.core.files import File
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.audit.streams import stream_of
from assembly.common.clock import day_of
from assembly.documents.models import StoredFile
from assembly.documents.refusals import FileRejected
from assembly.documents.selectors import setting_value
from assembly.documents.services.kinds import MEGABYTE, kind_of
from assembly.people.models import User

FILE_LIMIT = "documents.file_limit_mb"
LONGEST_NAME = 120
OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
}


@transaction.atomic
def store_file(*, upload: File, subject: models.Model | str, actor: User | None, at: datetime) -> StoredFile:
    """Keep an uploaded file under an opaque name, with its checksum.

    It is a part of another act (a report, a paper recorded): whoever calls it has checked the right
    to that act, and the room of ``subject`` says who may download the file.

    Args:
        upload: the file as it came; its name is only shown, never used as a path.
        subject: the record it belongs to, or its name: ``execution_report:12``.
        actor: who attaches it.
        at: the moment, timezone-aware.

    Raises:
        FileRejected: the file is empty, larger than the setting allows, or of another kind than
            PDF, docx, xlsx, PNG, JPEG; a document with macros is refused too.
    """
    shown = str(upload.name or "")
    limit = int(setting_value(FILE_LIMIT, on=day_of(at)))
    size = upload.size or 0
    if size == 0:
        _reject(shown, _("the file is empty."))
    if size > limit * MEGABYTE:
        _reject(shown, format_lazy(_("the file is larger than allowed: at most {limit} MB."), limit=limit))
    extension = kind_of(upload)
    if extension is None:
        _reject(shown, _("its content is of a kind that the portal does not keep."))

    name = harmless_name(shown, extension)
    stored = StoredFile(
        name=name,
        content_type=CONTENT_TYPES[extension],
        size=size,
        sha256=_checksum(upload),
        subject=stream_of(subject),
        uploaded_at=at,
        uploaded_by=actor,
    )
    upload.seek(0)
    stored.file.save(f"{secrets.token_hex(16)}.{extension}", upload, save=False)
    stored.save()

    record(
        stream=f"file:{stored.pk}",
        kind="documents.file_stored",
        actor=actor,
        at=at,
        payload={"subject": stored.subject, "sha256": stored.sha256, "size": size},
    )
    return stored


def harmless_name(name: str, extension: str) -> str:
    """Return the name to be shown and downloaded under: letters, digits and a few signs.

    Paths, control and direction signs go; the extension is the one that the content deserves.
    """
    stem = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem = stem.rpartition(".")[0] or stem
    kept = "".join(
        sign if sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc"} or sign in " -_()№«»," else "_"
        for sign in stem
        if unicodedata.category(sign) not in {"Cc", "Cf"}
    )
    kept = " ".join(kept.split()).strip(" _-")[:LONGEST_NAME]
    return f"{kept or 'file'}.{extension}"


def _checksum(upload: File) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _reject(name: str, reason: str | Promise) -> NoReturn:
    raise FileRejected(name=name, reason=reason, field="upload")
