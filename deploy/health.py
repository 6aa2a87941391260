"""Asks the web process of this container whether it serves: `python -m deploy.health [PORT PATH]`, 0 if so."""

from __future__ import annotations

import http.client
import os
import sys
from http import HTTPStatus

READY = "/health/ready"
TIMEOUT_S = 4


def is_serving(port: int, host: str, path: str = READY) -> bool:
    """Say whether the portal can work: it answers, and so do its database and its queue.

    Args:
        port: where the web process listens on this container.
        host: the name it is asked for; any other is refused by Django.
        path: what is asked: whether the web process is ready, or the live one hears.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < HTTPStatus.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    first_host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    asked = sys.argv[1:] or [os.environ.get("PORT", "8000"), READY]
    sys.exit(0 if is_serving(int(asked[0]), first_host, asked[1]) else 1)
