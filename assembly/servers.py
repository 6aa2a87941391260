"""How the settings spell the addresses of PostgreSQL and Valkey."""

from urllib.parse import parse_qs, urlsplit


def database_from(url: str, *, options: str, test_name: str) -> dict[str, object]:
    """Return Django's description of a database.

    Args:
        url: its address; ``?host=`` names a socket folder.
        options: what each connection begins with: role and time limits.
        test_name: the database of tests.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "portal",
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or query.get("port", [""])[0] or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": options},
        "TEST": {"NAME": test_name},
    }


def broker_from(url: str) -> str:
    """Return Celery's spelling of the address of Valkey: it knows a unix socket by another name."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def origins_of(address: str) -> list[str]:
    """Return what a page must be allowed to reach for an address: its origin, or nothing for a path of its own."""
    return ["/".join(address.split("/")[:3])] if "//" in address else []
