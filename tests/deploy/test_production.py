"""The production server's description: who knows which password, and that it speaks the settings' language."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml

from deploy import health
from deploy.local.place import ROOT

OWNER_PASSWORD = "PORTAL_OWNER_PASSWORD"


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_only_migrations_and_the_database_know_the_owners_password(services):
    knowing = {name for name, service in services.items() if OWNER_PASSWORD in str(service)}
    assert knowing == {"migrate", "database"}
    roles = {
        name: service["environment"]["DATABASE_ROLE"]
        for name, service in services.items()
        if "DATABASE_ROLE" in service.get("environment", {})
    }
    assert roles == {
        "migrate": "portal_owner",
        "web": "portal_app",
        "worker": "portal_app",
        "beat": "portal_app",
    }


def test_only_the_front_is_reached_from_outside(services):
    assert {name for name, service in services.items() if "ports" in service} == {"front"}


def test_every_variable_given_to_the_portal_is_read_by_its_settings(services):
    settings = (ROOT / "assembly" / "settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*["\'](\w+)["\']', settings))
    assert set(services["migrate"]["environment"]) - read == set()


def test_every_secret_asked_for_is_named_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^(\w+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE))
    assert asked - named == {"PORTAL_VERSION"}


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        is_right = self.headers["Host"] == "portal.example" and self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(200 if is_right and self.path == "/kk/" else 400)
        self.end_headers()

    def log_message(self, *words):
        pass


def test_health_is_a_first_page_without_error():
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        port = server.server_address[1]
        try:
            assert health.is_serving(port, "portal.example")
            assert not health.is_serving(port, "somebody.else")
        finally:
            server.shutdown()
            thread.join()
    assert not health.is_serving(port, "portal.example")
