"""What a file is by its content, and whether it is only that. Names and headers of the browser say nothing.

Kept are PDF, docx, xlsx, PNG and JPEG. A file of two faces (a picture that is an archive too), one with
macros, active parts or embedded programs, one that swells when it is unpacked, is none of them; HTML,
SVG, archives and programs never are.
"""

import zipfile
from typing import IO

from django.core.files import File

SIGNATURES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
MAIN_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MEGABYTE = 1024 * 1024
# A browser that guesses reads about this much; a page hidden there would be its own.
GUESSED_BYTES = 1024
PAGE_MARKS = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php", b"<iframe")
# Limits of what an office document unpacks to; a real report of hundreds of pages is far below them.
MOST_PARTS = 5_000
MOST_UNPACKED = 300 * MEGABYTE
MOST_TIMES = 150
SMALL_ANYWAY = 5 * MEGABYTE
LONGEST_TYPES = MEGABYTE
ENCRYPTED = 0x1
ACTIVE = ("vbaproject", "vbadata", "activex/", "oleobject", "macrosheets/", "customui/")
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".ps1", ".hta", ".jar")


def kind_of(upload: IO[bytes] | File) -> str | None:
    """Return the kind of a file by its content, as the extension it gets; ``None`` for any other."""
    upload.seek(0)
    head = upload.read(GUESSED_BYTES)
    for signature, extension in SIGNATURES:
        if head.startswith(signature):
            has_page = any(mark in head.lower() for mark in PAGE_MARKS)
            return None if has_page or _is_archive(upload) else extension
    return _office_kind(upload) if head.startswith(b"PK\x03\x04") else None


def _is_archive(upload: IO[bytes] | File) -> bool:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:  # type: ignore[arg-type]  # Django's File reads and seeks
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _office_kind(upload: IO[bytes] | File) -> str | None:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:  # type: ignore[arg-type]  # as above
            parts = archive.infolist()
            if archive.comment or not _is_modest(parts) or not _is_passive(parts):
                return None
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or _says_macros(archive):
                return None
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return None
    found = [extension for part, extension in MAIN_PART.items() if part in names]
    return found[0] if len(found) == 1 else None


def _is_modest(parts: list[zipfile.ZipInfo]) -> bool:
    """Say whether the parts are few, named once, and unpack to something reasonable."""
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) != len(parts):
        return False
    return unpacked <= MOST_UNPACKED and (unpacked <= SMALL_ANYWAY or unpacked <= MOST_TIMES * packed)


def _is_passive(parts: list[zipfile.ZipInfo]) -> bool:
    """Say whether no part is a program, a macro, encrypted, or named to fall outside its folder."""
    for part in parts:
        name = part.filename.lower()
        if part.flag_bits & ENCRYPTED or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            return False
        if any(word in name for word in ACTIVE) or name.endswith(PROGRAMS):
            return False
    return True


def _says_macros(archive: zipfile.ZipFile) -> bool:
    with archive.open("[Content_Types].xml") as types:
        said = types.read(LONGEST_TYPES)
    return b"macroenabled" in said.lower()
