"""What the portal tells of itself: health, numbers, a line a request, reports of errors; no person in any of them."""

import json
import logging

import pytest
import sentry_sdk
import structlog
from django.db import DatabaseError, connection
from structlog.testing import capture_logs

from assembly.observing import logging_of, report_without_persons, scrubbed
from tests.factories import make_secretary

PERSON = "aidos.synaqov@portal.example"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"no account for {PERSON}.", "no account for <e-mail>."),
        ("person 690428947271 exists", "person <iin> exists"),
        ("call +7 701 234-56-78 now", "call <telephone> now"),
        ("call 8(701)2345678", "call <telephone>"),
        ("DETAIL:  Key (iin_hash)=(ab) already exists.", "DETAIL:  Key <row>"),
        ("DETAIL:  Failing row contains (1, Айдос, 2).", "DETAIL:  Failing row contains <row>"),
        (
            "poll 36, 583 members, 2026-11-23T12:00:00.123456+05:00",
            "poll 36, 583 members, 2026-11-23T12:00:00.123456+05:00",
        ),
        ("sha256 1234567890123456", "sha256 1234567890123456"),
        (36, 36),
        ({"to": [PERSON, 1]}, {"to": ["<e-mail>", 1]}),
    ],
)
def test_persons_are_taken_out(said, kept):
    assert scrubbed(said) == kept


@pytest.fixture
def request_lines(settings):
    settings.MIDDLEWARE = ["assembly.common.request_log.RequestLogMiddleware", *settings.MIDDLEWARE]


@pytest.mark.django_db
def test_a_request_leaves_the_kind_of_its_page_and_no_person(client, request_lines):
    client.force_login(make_secretary(email=PERSON))
    with capture_logs() as lines:
        client.get("/ru/search/?q=Сынақов", headers={"User-Agent": "somebody", "X-Forwarded-For": "10.1.2.3"})
        client.get("/d/a-secret-code")

    assert [(line["event"], line["request"], line["code"], line["log_level"]) for line in lines] == [
        ("request_finished", "GET ru/search/", 200, "info"),
        ("request_finished", "GET d/<str:code>", 302, "info"),
    ]
    assert set().union(*lines) == {"event", "request", "code", "log_level"}


@pytest.fixture
def said(tmp_path):
    """Log as production does, into a file; give the logger and what was written."""
    form = dict(logging_of(form="json", level="INFO")["formatters"]["json"])
    handler = logging.FileHandler(tmp_path / "log")
    handler.setFormatter(form.pop("()")(**form))
    logger = logging.getLogger("tests.observing")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    logger.propagate = False
    yield logger, lambda: [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    logger.removeHandler(handler)
    handler.close()


def test_a_line_is_one_object_also_with_an_error_and_is_scrubbed(said):
    logger, lines = said
    logger.warning("letter to %s waits", PERSON)
    try:
        int(PERSON)
    except ValueError:
        logger.exception("failed")
    structlog.get_logger("tests.observing").info("request_finished", code=200, request="GET kk/")

    plain, failed, request = lines()
    assert plain["event"] == "letter to <e-mail> waits"
    assert (plain["level"], plain["logger"]) == ("warning", "tests.observing")
    assert failed["exception"].endswith("invalid literal for int() with base 10: '<e-mail>'")
    assert (request["event"], request["code"], request["request"]) == ("request_finished", 200, "GET kk/")
    assert PERSON not in str(lines())


def test_a_report_of_an_error_says_what_and_where_never_who():
    event = {
        "exception": {"values": [{"type": "ValueError", "value": f"no person {PERSON}"}]},
        "request": {"url": "https://portal.example/kk/?q=x", "cookies": "portal_sign_in=1", "data": "iin=1"},
        "user": {"id": 5, "ip_address": "10.1.2.3"},
        "breadcrumbs": {"values": []},
        "server_name": "web",
        "extra": {"sys.argv": []},
        "level": "error",
    }

    assert report_without_persons(event, {}) == {
        "exception": {"values": [{"type": "ValueError", "value": "no person <e-mail>"}]},
        "level": "error",
    }


def test_nothing_is_reported_without_an_address():
    assert not sentry_sdk.get_client().is_active()


def test_a_process_that_answers_is_alive(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"live": True})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_portal_is_ready_when_its_database_and_queue_answer(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"database": True, "queue": True})


@pytest.mark.django_db
def test_it_is_not_ready_without_its_queue(client, settings, tmp_path):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": f"unix://{tmp_path}/nobody.sock"}
    }

    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (503, {"database": True, "queue": False})


@pytest.mark.django_db
def test_it_is_not_ready_without_its_database(client):
    def broken(*_):
        raise DatabaseError("the server closed the connection")

    with connection.execute_wrapper(broken):
        response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (503, {"database": False, "queue": True})


@pytest.mark.parametrize(
    ("networks", "headers", "status"),
    [
        ([], {}, 404),
        (["10.0.0.0/8"], {}, 404),
        (["127.0.0.0/8"], {}, 200),
        (["127.0.0.0/8"], {"X-Forwarded-For": "127.0.0.1"}, 404),  # it came through the front
    ],
)
def test_numbers_are_for_listed_networks_past_the_front(client, settings, networks, headers, status):
    settings.METRICS_NETWORKS = networks
    settings.FRONT_ADDRESSES = ["127.0.0.0/8"]

    response = client.get("/metrics", headers=headers)
    assert response.status_code == status
    if status == 200:
        assert b"# HELP python_info" in response.content
