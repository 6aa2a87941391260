"""What an applicant attaches is judged by its content and its size; the page says what was not taken and why."""

import html
import uuid

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.documents.models import Setting, StoredFile
from secretariat.models import CitizenAppeal
from tests.documents.test_files import PDF, PNG, office
from tests.factories import make_region
from tests.people.kit import text
from tests.secretariat.makers import IIN

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
TAKEN = {
    "kk": "PDF, Word (docx), Excel (xlsx), PNG немесе JPEG",
    "ru": "Приложите файл PDF, Word (docx), Excel (xlsx), PNG или JPEG.",
}
# What is attached, and what the page of each language says of it.
REFUSED = {
    "a program named like a PDF": (
        ("прошение.pdf", b"MZ\x90\x00"),
        "«прошение.pdf» не принят: файлы такого вида не принимаются.",
    ),
    "a page of the web": (
        ("письмо.docx", b"<html><script>alert(1)</script></html>"),
        "«письмо.docx» не принят: файлы такого вида не принимаются.",
    ),
    "a document with macros": (
        ("таблица.docx", office("word/document.xml", "word/vbaProject.bin")),
        "«таблица.docx» не принят: файлы такого вида не принимаются.",
    ),
    "more than the setting allows": (
        ("скан.pdf", PDF + b" " * MEGABYTE),
        "«скан.pdf» не принят: файл больше допустимого: не более 1 МБ.",
    ),
}


@pytest.fixture(autouse=True)
def _no_limits_of_other_tests():
    cache.clear()
    yield
    cache.clear()


def send(client, *files, language="ru"):
    values = {
        "key": uuid.uuid4(), "kind": "application", "topic": "language", "language": language, "applicant_kind": "person",
        "applicant_name": "Пробная Алма", "applicant_number": IIN, "address": "ул. Пробная, 1",
        "region": make_region().pk, "subject": "Школа", "text": "Прошу открыть школу.", "has_consent": "on",
        "upload": [SimpleUploadedFile(name, content) for name, content in files],
    }  # fmt: skip
    with translation.override(language):
        return client.post(reverse("secretariat:appeal_send"), values)


def nothing_came():
    return [model.objects.count() for model in (CitizenAppeal, StoredFile, AuditEvent)] == [0, 0, 0]


def set_limit(key, value):
    Setting.objects.create(key=key, value=value, term=("2020-01-01", None))


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_what_it_says_or_too_large_is_refused_in_words(client, name):
    set_limit("documents.file_limit_mb", 1)
    file, said = REFUSED[name]

    response = send(client, ("снимок.png", PNG), file)

    assert response.status_code == 422
    page = html.unescape(text(response))
    assert said in page
    assert TAKEN["ru"] in page
    assert "Выберите файлы ещё раз." in page
    assert "Прошу открыть школу." in page
    assert nothing_came()


def test_the_refusal_is_said_in_kazakh_too(client):
    set_limit("documents.file_limit_mb", 1)

    wrong = html.unescape(text(send(client, ("өтініш.pdf", b"MZ"), language="kk")))
    large = html.unescape(text(send(client, ("өтініш.pdf", PDF + b" " * MEGABYTE), language="kk")))

    assert "«өтініш.pdf» қабылданбады" in wrong
    assert TAKEN["kk"] in wrong
    assert "файл рұқсат етілген көлемнен үлкен: ең көбі 1 МБ." in large
    assert nothing_came()


def test_an_empty_file_and_too_many_files_are_refused_in_words(client):
    set_limit("secretariat.appeal_files_at_most", 2)

    empty = html.unescape(text(send(client, ("пусто.pdf", b""))))
    many = html.unescape(text(send(client, *[(f"{n}.pdf", PDF) for n in range(3)])))

    assert "Файл пуст." in empty
    assert "Слишком много файлов: не больше 2." in many
    assert nothing_came()


def test_the_page_says_before_what_may_be_attached(client):
    set_limit("documents.file_limit_mb", 7)
    with translation.override("ru"):
        page = text(client.get(reverse("secretariat:appeal_send")))

    assert "PDF, docx, xlsx, PNG или JPEG. Файлов не более: 5; мегабайт в каждом не более: 7." in page


def test_what_may_be_attached_is_kept_with_the_appeal(client):
    response = send(client, ("прошение.pdf", PDF), ("снимок.exe", PNG))

    assert response.status_code == 200
    appeal = CitizenAppeal.objects.get()
    kept = StoredFile.objects.filter(subject=f"citizenappeal:{appeal.pk}")
    assert sorted(kept.values_list("name", flat=True)) == ["прошение.pdf", "снимок.png"]
