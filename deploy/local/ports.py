"""Ports: finding a free one, and knowing who listens on it."""

from __future__ import annotations

import http.client
import socket
from pathlib import Path

from deploy.local.place import Refused

LOOPBACK = "127.0.0.1"
TRIED_PORTS = 200
LAST_PORT = 65_535
_LISTENING = "0A"


def is_free(port: int) -> bool:
    """Say whether nobody listens on `port` of the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As a server does it: a port left behind by closed connections counts as free, a listened one does not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def choose(wanted: int) -> int:
    """Return `wanted`, or the next free port after it.

    Raises:
        Refused: none of the next ports is free, or `wanted` is no port.
    """
    if not 1 <= wanted <= LAST_PORT:
        raise Refused(f"PORT must be a number from 1 to {LAST_PORT}, not {wanted}")
    for port in range(wanted, min(wanted + TRIED_PORTS, LAST_PORT + 1)):
        if is_free(port):
            return port
    raise Refused(f"no port from {wanted} on is free here; name another in PORT")


def family_of(pid: int) -> set[int]:
    """Return `pid` and all its descendants."""
    found, waiting = set(), [pid]
    while waiting:
        one = waiting.pop()
        found.add(one)
        for task in _listed(Path(f"/proc/{one}/task")):
            waiting += [int(word) for word in _text_of(task / "children").split()]
    return found


def is_listened_by(port: int, pid: int) -> bool:
    """Say whether it is `pid` or a descendant of it that listens on `port` of the loopback.

    True also where the system does not tell.
    """
    table = Path("/proc/net/tcp")
    if not table.exists():
        return True
    inodes = set()
    for line in _text_of(table).splitlines()[1:]:
        words = line.split()
        if words[3] == _LISTENING and int(words[1].rpartition(":")[2], 16) == port:
            inodes.add(f"socket:[{words[9]}]")
    for member in family_of(pid):
        for descriptor in _listed(Path(f"/proc/{member}/fd")):
            try:
                if str(descriptor.readlink()) in inodes:
                    return True
            except OSError:
                continue
    return False


def status_of(port: int, path: str) -> int | None:
    """Return the status of a page served on `port`, None while nobody answers."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _listed(folder: Path) -> list[Path]:
    """Return what lies in `folder`; nothing once its process has ended."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _text_of(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
