"""A photograph on one's own card: only the picture is kept, seen by few, removed for good."""

import io
import threading

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Portrait
from assembly.bodies.refusals_portraits import NoPortrait, PortraitRejected, PortraitTooSmall
from assembly.bodies.services.portraits import put_portrait, remove_portrait
from assembly.common.errors import NotAllowed
from assembly.documents.models import StoredFile
from tests.bodies.test_personal import regional_secretary
from tests.factories import NOON, make_person, make_region, make_secretary, seat


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path), "base_url": None}},
    }


def picture(size=(600, 800), kind="JPEG", mode="RGB", **saved):
    written = io.BytesIO()
    Image.new(mode, size, "navy" if mode == "RGB" else (0, 0, 128, 128)).save(written, kind, **saved)
    return written.getvalue()


def upload(content=None, name="me.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def put(person, content=None, actor=None):
    return put_portrait(person_id=person.pk, upload=upload(content), actor=actor or person.user, at=NOON)


def client_of(user):
    client = Client()
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def with_place():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


@pytest.mark.django_db
def test_the_picture_is_drawn_anew_square_and_without_what_the_camera_wrote():
    source = with_place()
    assert b"SecretCamera" in source

    stored = put(make_person(), source).stored_file

    with stored.file.open() as opened:
        kept = opened.read()
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (512, 512), {})
    assert b"SecretCamera" not in kept
    assert (stored.name, stored.content_type) == ("portrait.jpg", "image/jpeg")


@pytest.mark.django_db
def test_a_transparent_png_is_taken_by_its_content_whatever_its_name():
    assert put(make_person(), picture(kind="PNG", mode="RGBA")).stored_file.content_type == "image/jpeg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"%PDF-1.7 not a picture", PortraitRejected),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PortraitRejected),
        (picture(kind="GIF"), PortraitRejected),
        (picture()[:500], PortraitRejected),
        (b"\xff\xd8\xff" + b"0" * 100, PortraitRejected),
        (picture() + b"0" * 5 * 1024 * 1024, PortraitRejected),
        (picture((9000, 7000), kind="PNG"), PortraitRejected),
        (picture((100, 600)), PortraitTooSmall),
    ],
)
def test_what_is_no_picture_too_large_or_too_small_writes_nothing(content, refusal):
    person = make_person()

    with pytest.raises(refusal):
        put(person, content)

    assert Portrait.objects.count() == StoredFile.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_nobody_puts_anothers():
    with pytest.raises(NotAllowed):
        put(make_person(), actor=make_secretary())

    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_a_new_one_replaces_the_former_file_and_all(django_capture_on_commit_callbacks):
    person = make_person()
    former = put(person).stored_file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        present = put(person).stored_file.file.name

    assert (default_storage.exists(former), default_storage.exists(present)) == (False, True)
    assert Portrait.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_it_is_removed_by_himself_or_the_secretariat_for_good(django_capture_on_commit_callbacks):
    person, secretary = make_person(), make_secretary()
    for actor in (person.user, secretary):
        name = put(person).stored_file.file.name
        with pytest.raises(NotAllowed):
            remove_portrait(person_id=person.pk, actor=make_person().user, at=NOON)
        with django_capture_on_commit_callbacks(execute=True):
            remove_portrait(person_id=person.pk, actor=actor, at=NOON)
        assert not default_storage.exists(name)

    assert StoredFile.objects.count() == 0
    removed = AuditEvent.objects.filter(kind="bodies.portrait_removed").order_by("pk")
    assert [event.payload for event in removed] == [{"by_himself": True}, {"by_himself": False}]
    with pytest.raises(NoPortrait):
        remove_portrait(person_id=person.pk, actor=secretary, at=NOON)


@pytest.mark.django_db
def test_it_is_downloaded_by_whoever_may_open_the_card_and_by_nobody_else(settings):
    settings.FILES_ARE_SENT_BY_FRONT = True
    person = make_person()
    seat(person, BodyKind.ASSEMBLY, region=make_region("71"))
    address = f"/ru/documents/files/{put(person).stored_file_id}/"

    readers = {
        "himself": (person.user, 200),
        "secretary": (make_secretary(), 200),
        "secretary of his region": (regional_secretary("71"), 200),
        "secretary of another": (regional_secretary("75"), 404),
        "member": (make_person().user, 404),
        "stranger": (None, 302),
    }
    for name, (user, status) in readers.items():
        response = client_of(user).get(address)
        assert response.status_code == status, name


@pytest.mark.django_db
def test_the_card_takes_shows_and_drops_it():
    person, secretary = make_person(language="ru"), make_secretary()
    client = client_of(person.user)
    refused = client.post("/ru/registers/own-portrait/", {"upload": upload(b"%PDF-1.7")})
    assert refused.status_code == 422

    client.post("/ru/registers/own-portrait/", {"upload": upload()})

    picture_of = f'<img class="portrait" src="/ru/documents/files/{person.portrait.stored_file_id}/"'
    assert picture_of in client.get("/ru/people/me/").content.decode()
    staff = client_of(secretary)
    for page in (f"/ru/registers/members/{person.pk}/", f"/ru/people/persons/{person.pk}/"):
        assert picture_of in staff.get(page).content.decode()

    staff.post(f"/ru/registers/members/{person.pk}/portrait/remove/")
    assert picture_of not in client.get("/ru/people/me/").content.decode()
    client.post("/ru/registers/own-portrait/", {"upload": upload()})
    client.post("/ru/registers/own-portrait/remove/")
    assert Portrait.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_uploads_at_once_one_picture_remains():
    person = make_person()
    gate = threading.Barrier(2)

    def press():
        gate.wait()
        try:
            put(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Portrait.objects.count() == StoredFile.objects.count() == 1
    assert default_storage.exists(StoredFile.objects.get().file.name)
