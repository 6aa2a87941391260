from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.documents.models import Act, Document, Rendition, Setting, StoredFile, Version
from assembly.documents.readers import READERS
from assembly.documents.renderers import RENDERERS, Renderer
from assembly.documents.services.files import FILE_LIMIT, store_file
from assembly.documents.templatetags.documents import official_text
from tests.documents.test_acts import make_act, make_head
from tests.documents.test_files import PDF, files_folder  # noqa: F401
from tests.documents.test_versions import make_document
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    client.force_login(make_secretary())
    return client


def content(response):
    """Return the bytes of a download; reading to the end closes its file."""
    return b"".join(response.streaming_content)


WHO = {
    "nobody": lambda: None,
    "user": make_user,
    "member": lambda: make_members(1)[0].user,
    "chairman": make_chairman,
    "officer": make_state_officer,
}


def test_where_a_front_stands_it_is_told_the_place_of_a_permitted_file(client, settings):
    settings.FILES_ARE_SENT_BY_FRONT = True
    user = make_user()
    stored = store_file(upload=SimpleUploadedFile("есеп.pdf", PDF), subject="", actor=user, at=NOON)
    address = reverse("documents:download", args=[stored.pk])

    client.force_login(make_user())
    assert client.get(address).status_code == 404
    client.force_login(user)
    response = client.get(address)

    assert response["X-Accel-Redirect"] == f"/kept-files/{stored.file.name}"
    assert (response.content, response["Content-Type"]) == (b"", "application/pdf")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%D0%B5%D1%81%D0%B5%D0%BF.pdf"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", WHO)
def test_documents_and_acts_are_the_secretariats(client, who):
    document = make_document(make_secretary())
    user = WHO[who]()
    if user:
        client.force_login(user)
    stranger = 403 if user else 302

    def get(name, **kwargs):
        return client.get(reverse(name, kwargs=kwargs)).status_code

    assert get("documents:document", document_id=document.pk) == (404 if user else 302)
    for name in ("act_list", "act_export", "act_new", "setting_list"):
        assert get(f"documents:{name}") == stranger
    assert get("documents:version_new", document_id=document.pk) == stranger
    assert get("documents:setting_change", key=FILE_LIMIT) == stranger
    freeze = reverse("documents:version_freeze", kwargs={"version_id": document.latest.pk})
    assert client.post(freeze).status_code == stranger
    assert Version.objects.get().is_frozen is False


def test_what_is_visible_is_what_the_right_says():
    secretary = make_secretary()
    make_document(secretary)
    make_act()
    others = [make() for make in WHO.values()]

    for model in (Document, Act):
        assert model.objects.visible_to(secretary, on=NOON.date()).count() == 1
        for user in others:
            assert model.objects.visible_to(user, on=NOON.date()).count() == 0


def test_a_version_is_written_and_frozen_through_the_pages(staff):
    document = make_document(make_secretary(), text_kk="")
    page = reverse("documents:document", kwargs={"document_id": document.pk})
    write = reverse("documents:version_new", kwargs={"document_id": document.pk})

    assert "Перевод" in staff.get(page).content.decode()
    assert staff.get(write).context["form"].initial["text_ru"] == "1. Утвердить."
    assert staff.post(write, {"text_kk": "", "text_ru": " "}).status_code in {409, 422}
    assert staff.post(write, {"text_kk": "1. Бекітілсін.", "text_ru": "1. Утвердить."}).status_code == 302
    version = document.latest
    assert version.number == 2
    freeze = reverse("documents:version_freeze", kwargs={"version_id": version.pk})
    assert staff.get(freeze).status_code == 405
    assert staff.post(freeze)["Location"] == page
    text = staff.get(page).content.decode()
    assert Version.objects.get(pk=version.pk).sha256_kk[:8] in text
    assert staff.get(page, {"version": 1}).context["version"].number == 1
    assert staff.get(page, {"version": 9}).status_code == 404


def test_freezing_a_version_in_one_language_is_refused_in_words(staff):
    version = make_document(make_secretary(), text_kk="").latest
    freeze = reverse("documents:version_freeze", kwargs={"version_id": version.pk})

    response = staff.post(freeze, follow=True)

    assert "п.\u00a011" in response.content.decode()
    assert Version.objects.get().is_frozen is False


def test_a_paper_act_is_recorded_with_its_scan(staff, files_folder):  # noqa: F811
    facts = {
        "kind": "decree",
        "organ": "chairman",
        "number": "1011",
        "signed_on": "14.09.2022",
        "title_kk": "Құрам туралы",
        "title_ru": "О составе",
    }
    url = reverse("documents:act_new")

    bad = SimpleUploadedFile("scan.pdf", b"MZ\x90")
    assert staff.post(url, {**facts, "upload": bad}).status_code == 422
    assert Act.objects.count() == StoredFile.objects.count() == 0
    assert staff.post(url, {**facts, "upload": SimpleUploadedFile("скан.pdf", PDF)}).status_code == 302
    assert staff.post(url, facts).status_code == 409
    act = Act.objects.get()
    assert act.signed_on == date(2022, 9, 14)
    assert "1011" in staff.get(reverse("documents:act_list"), {"q": "кұрам"}).content.decode()

    response = staff.get(reverse("documents:download", kwargs={"file_id": act.scan_id}))
    assert content(response) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


def test_a_file_is_downloaded_by_whom_its_room_names(client, files_folder, monkeypatch):  # noqa: F811
    reader, stranger = make_user(), make_user()
    monkeypatch.setitem(READERS, "thing", lambda user, number, on: user == reader and number == 7)
    stored = store_file(upload=SimpleUploadedFile("a.pdf", PDF), subject="thing:7", actor=None, at=NOON)
    other = store_file(upload=SimpleUploadedFile("a.pdf", PDF), subject="thing:8", actor=None, at=NOON)
    unknown = store_file(upload=SimpleUploadedFile("a.pdf", PDF), subject="nothing:7", actor=reader, at=NOON)
    loose = store_file(upload=SimpleUploadedFile("a.pdf", PDF), subject="", actor=reader, at=NOON)

    def status(file):
        response = client.get(reverse("documents:download", kwargs={"file_id": file.pk}))
        if response.streaming:
            content(response)
        return response.status_code

    assert status(stored) == 302
    client.force_login(stranger)
    assert [status(file) for file in (stored, other, unknown, loose)] == [404, 404, 404, 404]
    client.force_login(reader)
    assert [status(file) for file in (stored, other, unknown, loose)] == [200, 404, 404, 200]
    reader.is_active = False
    reader.save()
    assert status(stored) == 302


def test_a_pdf_is_given_to_its_readers_and_says_when_it_is_not_ready(client, files_folder, monkeypatch):  # noqa: F811
    monkeypatch.setitem(
        RENDERERS, "room.paper", Renderer("room.paper", None, lambda user, number, on: number == 7)
    )
    order = Rendition.objects.create(template="room.paper", subject="thing:7", revision="1", ordered_at=NOON)
    closed = Rendition.objects.create(template="room.paper", subject="thing:8", revision="1", ordered_at=NOON)
    url = reverse("documents:rendition", kwargs={"rendition_id": order.pk})

    assert client.get(reverse("documents:rendition", kwargs={"rendition_id": closed.pk})).status_code == 404
    assert "PDF" in client.get(url).content.decode()
    order.stored_file = store_file(
        upload=SimpleUploadedFile("a.pdf", PDF), subject=f"rendition:{order.pk}", actor=None, at=NOON
    )
    order.state = "ready"
    order.save()
    response = client.get(url)
    assert content(response) == PDF


def test_the_head_of_the_secretariat_changes_a_setting(client):
    client.force_login(make_head())
    url = reverse("documents:setting_change", kwargs={"key": FILE_LIMIT})
    with translation.override("ru"):
        assert client.get(url).status_code == 200
    assert client.post(url, {"value": "много", "from_on": "23.11.2099"}).status_code == 422
    assert client.post(url, {"value": "30", "from_on": "01.01.2020"}).status_code == 422
    assert client.post(url, {"value": "30", "from_on": "23.11.2099"}).status_code == 302
    assert Setting.objects.get().value == 30
    assert client.get(reverse("documents:setting_change", kwargs={"key": "no.such"})).status_code == 404
    assert client.get(reverse("documents:setting_list")).status_code == 200


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Сессия шешті:", "<p>Сессия шешті:</p>"),
        ("1. Бекітілсін.", '<p class="numbered"><span class="no">1.</span> Бекітілсін.</p>'),
        ("2.1. Слова", '<p class="numbered"><span class="no">2.1.</span> Слова</p>'),
        ("3) слова", '<p class="numbered"><span class="no">3)</span> слова</p>'),
        ("2026 год", "<p>2026 год</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("1. <script>", '<p class="numbered"><span class="no">1.</span> &lt;script&gt;</p>'),
        ("а\n\nб", "<p>а</p><p>б</p>"),
        ("", ""),
    ],
)
def test_an_official_text_is_drawn_by_lines_and_points(text, html):
    assert official_text(text) == html


def test_a_missing_language_is_said_and_never_replaced():
    version = make_document(make_secretary(), text_kk="").latest
    with translation.override("en"):
        drawn = Template('{% load documents %}{% official version "kk" %}').render(
            Context({"version": version})
        )

    assert "Translation pending" in drawn
    assert "Утвердить" not in drawn


@pytest.mark.parametrize("language", ["kk", "en"])
def test_pages_open_in_every_language(staff, language):
    document = make_document(make_secretary())
    make_act()
    with translation.override(language):
        for url in (
            reverse("documents:document", kwargs={"document_id": document.pk}),
            reverse("documents:act_list"),
            reverse("documents:act_new"),
            reverse("documents:setting_list"),
        ):
            assert staff.get(url).status_code == 200


@pytest.mark.parametrize("name", ["documents:act_list", "documents:act_export", "documents:setting_list"])
def test_a_list_asks_as_much_for_three_as_for_one(staff, name, django_assert_num_queries):
    make_act()
    with django_assert_num_queries(queries := count_of(staff, name)):
        staff.get(reverse(name))
    make_act(number="13")
    make_act(number="14")
    with django_assert_num_queries(queries):
        staff.get(reverse(name))


def count_of(client, name):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    return len(queries)
