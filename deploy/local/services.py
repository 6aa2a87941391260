"""The database and the queue under a portal on this machine: its own, or those named in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

from deploy.local import postgres, valkey
from deploy.local.children import Child
from deploy.local.place import Refused


@dataclass
class Services:
    """What runs under the portal.

    Attributes:
        database_url: the login of web and workers.
        owner_url: the login that migrates.
        redis_url: the queue and cache.
        has_own_database: the cluster stands in the data folder.
        children: the servers started here, in the order of their start.
    """

    database_url: str = ""
    owner_url: str = ""
    redis_url: str = ""
    has_own_database: bool = False
    children: list[Child] = field(default_factory=list)

    def start(self, data: Path) -> None:
        """Start, or reach, the database and the queue.

        Args:
            data: the folder in which own servers keep what is theirs.

        Raises:
            Refused: one of them does not start or cannot be reached.
        """
        self._start_database(data)
        self._start_queue(data)

    def stop(self) -> None:
        """Stop what was started here, the last first."""
        while self.children:
            self.children.pop().stop(30)

    def environment(self) -> dict[str, str]:
        """Return the addresses as the settings read them, for the application's role."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_ROLE": postgres.APP_ROLE,
            "REDIS_URL": self.redis_url,
        }

    def owner_environment(self) -> dict[str, str]:
        """Return the same for the role that migrates, which no time limit interrupts."""
        return {
            **self.environment(),
            "DATABASE_URL": self.owner_url,
            "DATABASE_ROLE": postgres.OWNER_ROLE,
            "STATEMENT_TIMEOUT_MS": "0",
        }

    def _start_database(self, data: Path) -> None:
        given = os.environ.get("DATABASE_URL")
        if given:
            require_roles(given)
            self.database_url = self.owner_url = given
            return
        server, sockets = postgres.start(data / "pg", log=data / "log" / "postgres.log")
        self.children.append(server)
        self.has_own_database = True
        postgres.prepare(postgres.url_of(sockets, database="postgres"))
        self.database_url = postgres.url_of(sockets, user=postgres.APP_ROLE)
        self.owner_url = postgres.url_of(sockets, user=postgres.OWNER_ROLE)

    def _start_queue(self, data: Path) -> None:
        given = os.environ.get("REDIS_URL")
        if given:
            require_queue(given)
            self.redis_url = given
            return
        server, socket = valkey.start(data / "valkey", log=data / "log" / "valkey.log")
        self.children.append(server)
        self.redis_url = valkey.url_of(socket)


def require_queue(url: str) -> None:
    """Raise `Refused` unless a server answers at `url`."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise Refused(f"nothing answers at REDIS_URL: {error}") from error


def require_roles(url: str) -> None:
    """Make sure that both roles exist in the server at `url` and that its login may act as each of them.

    They are created where the login may do that.

    Raises:
        Refused: the server is not reached, or the roles are missing and may not be created.
    """
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            may_create = _is_true(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            database = connection.info.dbname
            if may_create:
                postgres.prepare(url, databases=(database,))
            for role in (postgres.OWNER_ROLE, postgres.APP_ROLE):
                is_there = _is_true(connection, "SELECT count(*) > 0 FROM pg_roles WHERE rolname = %s", role)
                if not is_there or not _is_true(connection, "SELECT pg_has_role(%s, 'MEMBER')", role):
                    raise Refused(_how_to_add_roles(connection.info.user, database))
    except psycopg.OperationalError as error:
        raise Refused(f"the server of DATABASE_URL is not reached: {error}") from error


def _is_true(connection: psycopg.Connection[tuple[object, ...]], query: str, *values: str) -> bool:
    row = connection.execute(query.encode(), values).fetchone()
    return bool(row and row[0])


def _how_to_add_roles(login: str, database: str) -> str:
    return (
        f"the login {login} of DATABASE_URL may not act as the portal's two roles. Let an administrator run:\n"
        f"  CREATE ROLE {postgres.OWNER_ROLE}; CREATE ROLE {postgres.APP_ROLE};\n"
        f'  GRANT {postgres.OWNER_ROLE}, {postgres.APP_ROLE} TO "{login}";\n'
        f'  ALTER DATABASE "{database}" OWNER TO {postgres.OWNER_ROLE};\n'
        f"  ALTER SCHEMA public OWNER TO {postgres.OWNER_ROLE};  -- inside that database\n"
        f"  CREATE EXTENSION IF NOT EXISTS ... for {', '.join(postgres.EXTENSIONS)}"
    )
