"""The front (nginx) really run here: what it keeps, whom it asks, what it adds and what it hides."""

import gzip
import threading
import time
from collections import Counter

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from assembly.documents.models import StoredFile
from deploy.local import children, ports
from deploy.local.place import ROOT, program
from tests.children import environment_of_child
from tests.deploy.front import HOST, NGINX, Front, Listener, free_port
from tests.factories import make_user

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="no nginx: sudo apt-get install nginx"),
]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n" * 100
ONCE = (
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Content-Security-Policy",
    "Strict-Transport-Security",
)

# Headers whose values add up, so that repeating them is no contradiction.
LISTS = {"set-cookie", "vary"}


@pytest.fixture
def listener():
    one = Listener()
    yield one
    one.delay.set()
    one.stop()


@pytest.fixture
def front(tmp_path, listener):
    """The front with a plain listener in the portal's place."""
    places = {"web:8000": listener.place, "live:8001": listener.place}
    front = Front(tmp_path, places, files=tmp_path / "files").start()
    yield front
    front.stop()


def sign_in_cookie(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"portal_sign_in={session.session_key}"


class World:
    """The portal served by its own web processes behind the front, with a file of one user."""

    def __init__(self, folder, blocker):
        self.blocker = blocker
        files = folder / "files" / "2026"
        files.mkdir(parents=True)
        (files / "a b.pdf").write_bytes(PDF)
        with blocker.unblock():
            self.user, self.other = make_user(), make_user()
            self.stored = StoredFile.objects.create(
                file="2026/a b.pdf",
                name="есеп.pdf",
                content_type="application/pdf",
                size=len(PDF),
                sha256="0" * 64,
                uploaded_by=self.user,
                uploaded_at="2026-11-23T12:00:00+05:00",
            )
            self.cookie, self.strange = sign_in_cookie(self.user), sign_in_cookie(self.other)
        port = free_port()
        environment = environment_of_child(
            PORTAL_DATA=str(folder),
            ALLOWED_HOSTS=HOST,
            PORTAL_ADDRESS=f"https://{HOST}",
            HTTPS="1",
            BEHIND_FRONT="1",
            X_ACCEL="1",
        )
        self.web = children.start(
            "web",
            [
                *children.dies_with_parent("TERM"),
                *(program("granian"), "--interface", "wsgi", "--no-ws", "--host", ports.LOOPBACK),
                *(
                    "--port",
                    str(port),
                    "--workers",
                    "1",
                    "--blocking-threads",
                    "1",
                    "assembly.wsgi:application",
                ),
            ],
            log=folder / "web.log",
            environment=children.child_environment(environment),
            folder=ROOT,
        )
        try:
            self.web.wait_until(lambda: not ports.is_free(port), 60)
            places = {"web:8000": f"{ports.LOOPBACK}:{port}", "live:8001": f"{ports.LOOPBACK}:{free_port()}"}
            self.front = Front(folder, places, files=folder / "files").start()
        except BaseException:
            self.web.stop()
            raise

    def file(self, cookie):
        return self.front.get(f"/kk/documents/files/{self.stored.pk}/", Cookie=cookie)

    def stop(self):
        self.front.stop()
        self.web.stop()
        with self.blocker.unblock():
            self.stored.delete()
            for user in (self.user, self.other):
                user.person.delete()
                user.delete()


@pytest.fixture(scope="module")
def world(tmp_path_factory, django_db_setup, django_db_blocker):
    world = World(tmp_path_factory.mktemp("front"), django_db_blocker)
    yield world
    world.stop()


def test_a_page_of_strangers_is_asked_for_once_a_second(world):
    first = world.front.get("/kk/")
    again = world.front.get("/kk/")

    assert (first.status, first["X-Cache"], again["X-Cache"]) == (200, "MISS", "HIT")
    assert again.body == first.body
    time.sleep(2.1)  # nginx counts whole seconds
    assert world.front.get("/kk/")["X-Cache"] == "EXPIRED"


def test_each_language_and_each_part_of_a_page_is_kept_apart(world):
    assert world.front.get("/ru/decisions/")["X-Cache"] == "MISS"
    assert world.front.get("/en/decisions/")["X-Cache"] == "MISS"
    assert world.front.get("/ru/decisions/", HX_Request="true")["X-Cache"] == "MISS"
    assert b'lang="ru"' in world.front.get("/ru/decisions/").body


def test_a_page_for_a_cookie_is_never_kept(world):
    page = "/kk/addresses/"
    assert world.front.get(page, Cookie=world.cookie)["X-Cache"] == "BYPASS"
    assert world.front.get(page, Cookie=world.cookie)["X-Cache"] == "BYPASS"
    assert world.front.get(page)["X-Cache"] == "MISS"


def test_a_page_that_sets_a_cookie_is_never_kept(world):
    for _ in range(2):
        page = world.front.get("/kk/account/sign-in/")
        assert (page.status, page["X-Cache"]) == (200, "MISS")
        assert page.all("Set-Cookie")


def test_a_file_is_permitted_by_django_and_sent_by_the_front(world):
    answer = world.file(world.cookie)

    assert (answer.status, answer.body) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["ETag"], "the bytes come from nginx, which tells their version"
    assert answer.all("X-Accel-Redirect") == []


def test_permission_is_asked_at_each_download(world):
    assert world.file(world.strange).status == 404
    assert world.file("portal_sign_in=nobody").status == 302
    with world.blocker.unblock():
        StoredFile.objects.filter(pk=world.stored.pk).update(uploaded_by=world.other)
    try:
        assert world.file(world.cookie).status == 404
        assert world.file(world.strange).status == 200
    finally:
        with world.blocker.unblock():
            StoredFile.objects.filter(pk=world.stored.pk).update(uploaded_by=world.user)


@pytest.mark.parametrize(
    "path",
    [
        "/kept-files/2026/a%20b.pdf",
        "/kept-files/",
        "/static/../files/2026/a%20b.pdf",
        "/static/..%2ffiles/2026/a%20b.pdf",
        "/front/unavailable.html",
        "/metrics",
    ],
)
def test_nothing_is_reached_past_django(world, path):
    answer = world.front.get(path, Cookie=world.cookie)

    assert answer.status == 404
    assert PDF[:8] not in answer.body


def test_static_files_come_packed_and_for_good(world):
    style = world.front.folder / "static" / "portal.0a1b.css"
    style.write_text("body{}" * 100)
    style.with_name("portal.0a1b.css.gz").write_bytes(gzip.compress(style.read_bytes()))

    answer = world.front.get("/static/portal.0a1b.css", Accept_Encoding="gzip")

    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == style.read_bytes()
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert world.front.get("/static/portal.0a1b.css").body == style.read_bytes()
    assert world.front.get("/static/absent.css")["Cache-Control"] is None


def test_headers_that_protect_are_there_exactly_once(world):
    for answer in (world.front.get("/ru/"), world.file(world.cookie), world.front.get("/ru/nowhere/")):
        assert {name: len(answer.all(name)) for name in ONCE} == dict.fromkeys(ONCE, 1)
    for answer in (world.front.get("/ru/"), world.file(world.cookie), world.front.get("/static/absent.css")):
        assert answer["Server"] == "nginx"
        counts = Counter(name.lower() for name, _ in answer.headers if name.lower() not in LISTS)
        assert {name for name, count in counts.items() if count > 1} == set()


def test_what_a_visitor_claims_about_himself_is_overwritten(front, listener):
    front.get(
        "/kk/",
        X_Forwarded_For="10.0.0.1, 10.0.0.2",
        X_Real_IP="10.0.0.1",
        X_Forwarded_Proto="http",
        X_Forwarded_Host="evil.example",
        Forwarded="for=10.0.0.1;host=evil.example",
    )

    ((_, headers),) = listener.requests
    assert headers.get_all("X-Forwarded-For") == [ports.LOOPBACK]
    assert headers.get_all("X-Real-IP") == [ports.LOOPBACK]
    assert headers.get_all("X-Forwarded-Proto") == ["https"]
    assert headers.get_all("Host") == [HOST]
    assert (headers["X-Forwarded-Host"], headers["Forwarded"]) == (None, None)


def test_a_burst_costs_the_portal_one_request(front, listener):
    listener.delay.clear()
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(front.get("/kk/"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    while not listener.requests:
        time.sleep(0.01)
    listener.delay.set()
    for thread in threads:
        thread.join()

    assert len(listener.requests) == 1
    assert {answer.body for answer in answers} == {b"1 "}


def test_nobody_sees_what_was_drawn_for_a_cookie(front, listener):
    assert front.get("/kk/", Cookie="a=1").body == b"1 a=1"
    assert front.get("/kk/", Cookie="a=2").body == b"2 a=2"
    assert front.get("/kk/").body == b"3 "
    assert front.get("/kk/", Authorization="Basic eDp5").body == b"4 "
    assert front.get("/kk/").body == b"3 "


@pytest.mark.parametrize(
    "header",
    [
        {"Set-Cookie": "a=1"},
        {"Cache-Control": "private, max-age=30"},
        {"Cache-Control": "no-store"},
        {"Vary": "*"},
    ],
)
def test_an_answer_for_one_reader_is_not_given_to_another(front, listener, header):
    listener.answer_headers = header
    assert [front.get("/kk/").body, front.get("/kk/").body] == [b"1 ", b"2 "]


def test_a_portal_that_does_not_answer_leaves_strangers_the_last_page(front, listener):
    front.get("/kk/")
    listener.stop()
    time.sleep(2.1)  # nginx counts whole seconds

    stale = front.get("/kk/")
    member = front.get("/kk/", Cookie="a=1")

    assert (stale.status, stale["X-Cache"], stale.body) == (200, "STALE", b"1 ")
    assert member.status == 502
    assert "Портал временно недоступен" in member.body.decode()
    assert {name: len(member.all(name)) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert (member["Retry-After"], member["Cache-Control"]) == ("30", "no-store")


def test_more_than_a_file_may_have_is_refused_in_words(front, listener):
    connection = front.connect()
    connection.putrequest("POST", "/kk/", skip_host=True)
    connection.putheader("Host", HOST)
    connection.putheader("Content-Length", str(26 * 1024 * 1024))
    connection.endheaders()
    answer = connection.getresponse()

    assert answer.status == 413
    assert "Файл слишком велик" in answer.read().decode()
    connection.close()
    assert listener.requests == []


def test_a_plain_address_leads_to_the_secure_one(front):
    answer = front.get("/ru/decisions/?q=1", is_secure=False)

    assert (answer.status, answer["Location"]) == (301, f"https://{HOST}/ru/decisions/?q=1")


def test_the_front_says_that_it_is_up_to_its_own_container_alone(front):
    assert ports.status_of(front.health, "/front-is-up") == 204
    assert front.get("/front-is-up")["X-Cache"] == "MISS"


def test_neither_query_nor_reader_is_kept_in_the_log(front):
    front.get("/kk/search/?q=secret-word", Cookie="a=who", User_Agent="somebody")
    log = front.folder / "access.log"
    while not log.stat().st_size:
        time.sleep(0.01)

    said = log.read_text()
    assert "GET /kk/search/ 200" in said
    assert not any(word in said for word in ("secret-word", "a=who", "somebody", ports.LOOPBACK))


def test_configuration_is_without_fault(front):
    assert "[emerg]" not in (front.folder / "nginx.log").read_text()
    assert "[warn]" not in (front.folder / "nginx.log").read_text()
