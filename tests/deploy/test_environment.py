"""A server's environment is asked for at its start: what is missing or unsafe is said in words."""

import os
import subprocess
import sys

import pytest

from assembly.environment import required
from assembly.portal.checks import check_environment
from deploy.local.checks import production_environment
from deploy.local.place import ROOT
from tests.children import environment_of_child


def check(**changes):
    environment = environment_of_child(**production_environment(), DATABASE_ROLE="portal_app")
    # Tests with a browser set it; a server with it is refused, rightly.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.slow
def test_a_whole_environment_passes_and_each_fault_is_said_in_words():
    code, said = check()
    assert code == 0, said
    code, said = check(
        DEFAULT_FROM_EMAIL=None,
        DEMO="1",
        SECRET_KEY="short",
        ALLOWED_HOSTS="*",
        EMAIL_URL="consolemail://",
        PORTAL_ADDRESS="http://portal.example",
        HALL_NETWORKS="the hall",
        SENTRY_DSN="http://errors.example/1",
    )

    assert code == 1
    for words in (
        "DEFAULT_FROM_EMAIL is not set: The sender of letters.",
        "DEMO is 1: anybody could sign in as the Chairman.",
        "SECRET_KEY is shorter than 50 characters",
        "ALLOWED_HOSTS must be the name under which readers reach the portal",
        "EMAIL_URL sends letters nowhere",
        "PORTAL_ADDRESS must be https://",
        "CSRF_TRUSTED_ORIGINS lacks PORTAL_ADDRESS",
        "HALL_NETWORKS has 'the hall', which is no network",
        "SENTRY_DSN must be https",
    ):
        assert words in said


FAULTS = {
    "portal.E002": {"DEMO": True},
    "portal.E003": {"DEBUG": True},
    "portal.E004": {"SECRET_KEY": "x" * 49},
    "portal.E005": {"IS_SERVED_BY_HTTPS": False},
    "portal.E006": {"SECURE_PROXY_SSL_HEADER": None},
    "portal.E007": {"ALLOWED_HOSTS": ["portal.example", "localhost"]},
    "portal.E008": {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
    "portal.E009": {"DATABASE_ROLE": "postgres"},
    "portal.E010": {
        "PORTAL_ADDRESS": "https://other.example",
        "CSRF_TRUSTED_ORIGINS": ["https://other.example"],
    },
    "portal.E011": {"CSRF_TRUSTED_ORIGINS": []},
    "portal.E012": {"METRICS_NETWORKS": ["10.0.0.1/8"]},
    "portal.E013": {"SENTRY_DSN": "http://errors.example/1"},
    "portal.E014": {"LOG_FORMAT": "xml"},
}


@pytest.fixture
def production(settings, monkeypatch):
    for name, value in {**production_environment(), "DATABASE_URL": "x", "REDIS_URL": "x"}.items():
        monkeypatch.setitem(os.environ, name, value)
    whole = {
        "DEMO": False,
        "DEBUG": False,
        "SECRET_KEY": "x" * 50,
        "IS_SERVED_BY_HTTPS": True,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "ALLOWED_HOSTS": ["portal.example"],
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "DATABASE_ROLE": "portal_app",
        "PORTAL_ADDRESS": "https://portal.example",
        "CSRF_TRUSTED_ORIGINS": ["https://portal.example"],
        "HALL_NETWORKS": ["10.20.0.0/16"],
        "METRICS_NETWORKS": ["172.28.0.5"],
        "SENTRY_DSN": "https://key@errors.example/1",
        "LOG_FORMAT": "json",
    }
    for name, value in whole.items():
        setattr(settings, name, value)
    return settings


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_alone_is_found(production, fault):
    assert check_environment() == []
    for name, value in FAULTS[fault].items():
        setattr(production, name, value)
    assert [found.id for found in check_environment()] == [fault]


@pytest.mark.parametrize("variable", list(required()), ids=lambda variable: variable.name)
def test_each_missing_variable_is_named_with_its_meaning(production, monkeypatch, variable):
    monkeypatch.setitem(os.environ, variable.name, " ")
    assert [found.msg for found in check_environment()] == [f"{variable.name} is not set: {variable.meaning}"]
