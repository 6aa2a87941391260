import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.audit.models import AuditEvent
from assembly.documents.models import StoredFile
from assembly.documents.refusals import FileRejected
from assembly.documents.services.files import harmless_name, kind_of, store_file
from tests.factories import NOON, make_user

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def office(*parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
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
        (b"<html><script>alert(1)</script></html>", None),
        (b"MZ\x90\0", None),
        (b"", None),
    ],
)
def test_the_content_says_what_a_file_is(content, kind):
    assert kind_of(io.BytesIO(content)) == kind


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("есеп.pdf", "есеп.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\Отчёт за III квартал.PDF", "Отчёт за III квартал.pdf"),
        ("отчет\u202efdp.exe", "отчетfdp.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x_1.pdf"),
        ('";rm -rf.pdf', "rm -rf.pdf"),
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
