"""Child processes of tests: they work on the very database that the test sees."""

import os
from urllib.parse import urlsplit, urlunsplit

from django.db import connection


def environment_of_child(**more):
    """Return the environment of a process that works on the test database as the portal's own role."""
    parts = urlsplit(os.environ.get("DATABASE_URL", "postgres://portal@localhost/portal"))
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "assembly.settings",
        "DATABASE_URL": urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}")),
        "DATABASE_ROLE": "portal_app",
        **more,
    }
