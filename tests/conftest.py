"""What every test stands on: the database set up as its owner, used as the portal's own role."""

import os
import re
import time

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE_PROOFS,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as PROOFS
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from django.utils import translation
from playwright.sync_api import expect

import assembly.celery  # noqa: F401
from assembly.common.privileges import APP_ROLE

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
SECRET = "KELISIM2KELISIM2KELISIM2KELISIM2"  # of the application that every user of a test has
_is_set_up = False
# How long a page may take on a machine that is busy with others; what is there is seen at once.
expect.set_options(timeout=20_000)

# Databases are created and migrated by the login role; the portal's own role comes after that, below.
_options = settings.DATABASES["default"]["OPTIONS"]
_options["options"] = re.sub(r" -c role=\S+", "", _options["options"])


def _work_as_the_portal(sender, connection, **_):
    """Give each new connection the role that web and workers have: no DDL, no TRUNCATE, no rewriting."""
    if _is_set_up and connection.alias == "default":
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")


connection_created.connect(_work_as_the_portal, dispatch_uid="tests.role")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request):
    """Create the test database as its owner, then let every connection work as portal_app."""
    global _is_set_up  # noqa: PLW0603
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")
        databases = setup_databases(
            verbosity=0, interactive=False, keepdb=request.config.getvalue("reuse_db"), **_parallel(request)
        )
        _is_set_up = True
        connection.close()
    yield
    with django_db_blocker.unblock():
        _is_set_up = False
        connection.close()
        if not request.config.getvalue("reuse_db"):
            # A browser's event loop keeps a connection of its own, which nobody can close from here.
            with connection._nodb_cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [connection.settings_dict["NAME"]],
                )
            teardown_databases(databases, verbosity=0)


def _parallel(request):
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker:
        settings.DATABASES["default"]["TEST"]["NAME"] += f"_{worker}"
        connection.settings_dict["TEST"]["NAME"] = settings.DATABASES["default"]["TEST"]["NAME"]
    return {}


_teardown = TransactionTestCase._fixture_teardown


def _teardown_as_owner(self):
    """Empty the tables as their owner: portal_app has no TRUNCATE, and must not have it."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    _teardown(self)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")


TransactionTestCase._fixture_teardown = _teardown_as_owner


_force_login = Client.force_login


def _sign_in_as_by_the_door(self, user, backend=None):
    """Sign in without a password, and leave what the door leaves: when and how he showed who he is.

    He has an application, as the portal asks of those who hold an office; what it shows to somebody
    without one is held by `tests/people/test_duty.py`, which comes in by the door.
    """
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    Authenticator.objects.get_or_create(
        user=user, type="totp", defaults={"data": {"secret": encrypt(SECRET)}}
    )
    _force_login(self, user, backend)
    session = self.session
    session[PROOFS] = [{"method": "password", "at": time.time()}]
    session[WHOSE_PROOFS] = str(user.pk)
    session.save()


Client.force_login = _sign_in_as_by_the_door


@pytest.fixture
def noon():
    """A Monday at noon in Almaty, a working day."""
    return NOON


@pytest.fixture(autouse=True)
def _own_language():
    """Forget the language of the last page: it would decide the addresses of the next test."""
    yield
    translation.deactivate()
