import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.audit.models import AuditEvent
from assembly.documents.models import StoredFile
from assembly.documents.refusals import FileRejected
from assembly.documents.services.files import harmless_name, store_file
from assembly.documents.services.kinds import MOST_PARTS, kind_of
from tests.factories import NOON, make_user

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def office(*parts, types="<x/>", comment=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = comment
        archive.writestr("[Content_Types].xml", types)
        for part in parts:
            archive.writestr(part, "<x/>")
    return stream.getvalue()


def swelling(megabytes):
    """Return a document whose main part is nothing but blanks: small as a file, large when unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * (megabytes * 1024 * 1024))
    return stream.getvalue()


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (JPEG, "jpg"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("word/document.xml", "word/vbaProject.bin"), None),  # macros
        (office("ppt/presentation.xml"), None),
        (office("word/document.xml", "xl/workbook.xml"), None),  # two faces
        (b"PK\x03\x04 not an archive", None),
        (office("word/document.xml", "word/VBAProject.bin"), None),  # the same in other letters
        (office("word/document.xml", "word/activeX/activeX1.xml"), None),
        (office("word/document.xml", "word/embeddings/oleObject1.bin"), None),
        (office("word/document.xml", "word/media/run.exe"), None),
        (office("word/document.xml", "../outside.xml"), None),
        (office("word/document.xml", "/outside.xml"), None),
        (office("word/document.xml", "word/Document.xml"), None),  # a part named twice
        (
            office(
                "word/document.xml", types='<x ContentType="application/vnd.ms-word.document.macroEnabled"/>'
            ),
            None,
        ),
        (office("word/document.xml", *(f"word/{n}.xml" for n in range(MOST_PARTS))), None),
        (office("word/document.xml", comment=b"%PDF-1.7"), None),
        (PDF + office("a.txt"), None),  # a PDF that opens as an archive
        (PNG + office("a.txt"), None),
        (JPEG + office("word/document.xml"), None),
        (b"%PDF-1.7 <ScRipt>alert(1)</script>", None),
        (b"\xff\xd8\xff\xe0<html>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        (b"<?xml version='1.0'?><svg/>", None),
        (b" %PDF-1.7", None),
        (b"\xef\xbb\xbf<!DOCTYPE html>", None),
        (b"GIF89a", None),
        (b"{\\rtf1}", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),  # the old Word: macros cannot be told
        (b"<html><script>alert(1)</script></html>", None),
        (b"MZ\x90\0", None),
        (b"", None),
    ],
)
def test_the_content_says_what_a_file_is(content, kind):
    assert kind_of(io.BytesIO(content)) == kind


def test_a_document_that_swells_when_unpacked_is_refused():
    bomb = swelling(40)

    assert len(bomb) < 100 * 1024
    assert kind_of(io.BytesIO(bomb)) is None
    assert kind_of(io.BytesIO(swelling(4))) == "docx"


def test_a_document_with_an_encrypted_part_is_refused():
    content = bytearray(office("word/document.xml"))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + place] |= 1

    assert kind_of(io.BytesIO(bytes(content))) is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("есеп.pdf", "есеп.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\Отчёт за III квартал.PDF", "Отчёт за III квартал.pdf"),
        ("отчет\u202efdp.exe", "отчетfdp.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x_1.pdf"),
        ('";rm -rf.pdf', "rm -rf.pdf"),
        ("report.pdf.exe", "report_pdf.pdf"),
        ("report.exe.pdf", "report_exe.pdf"),
        ("a.pdf\0.exe", "a_pdf.pdf"),
        ("\u2066отчёт\u2069.pdf", "отчёт.pdf"),
        ("invoice.p\u200bdf", "invoice.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src_x onerror_alert(1).pdf"),
        ("=CMD()|a.pdf", "CMD()_a.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("ұ" * 300 + ".pdf", "ұ" * 120 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given, shown):
    assert harmless_name(given, "pdf") == shown


@pytest.mark.django_db
def test_a_file_is_kept_under_an_opaque_name_with_its_checksum(files_folder):
    stored = store_file(
        upload=SimpleUploadedFile("../отчёт.exe", PDF),
        subject="execution_report:12",
        actor=make_user(),
        at=NOON,
    )

    assert (stored.name, stored.content_type, stored.size) == ("отчёт.pdf", "application/pdf", len(PDF))
    assert "отчёт" not in stored.file.name
    with stored.file.open() as kept:
        assert kept.read() == PDF
    assert AuditEvent.objects.get().payload["sha256"] == stored.sha256


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"%PDF-" + b"0" * (20 * 1024 * 1024)])
def test_a_rejected_file_writes_nothing(content, files_folder):
    with pytest.raises(FileRejected):
        store_file(upload=SimpleUploadedFile("a.pdf", content), subject="x:1", actor=make_user(), at=NOON)

    assert StoredFile.objects.count() == AuditEvent.objects.count() == 0
    assert list(files_folder.rglob("*.*")) == []
