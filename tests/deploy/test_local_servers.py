"""The portal's own PostgreSQL and Valkey, really started."""

import os

import psycopg
import pytest
import redis
from psycopg import errors

from deploy.local import postgres, services, valkey
from deploy.local.place import Refused

pytestmark = pytest.mark.slow


def own_way(data):
    return postgres.choose_way(data)


def way_of_nobody(data):
    if os.geteuid() != 0:
        pytest.skip("only root can become nobody")
    return postgres.way_as_nobody(data, postgres.find_programs())


@pytest.fixture(params=[own_way, way_of_nobody])
def cluster(request, tmp_path):
    data = tmp_path / "pg"
    data.mkdir(mode=0o700)
    way = request.param(data)
    server, sockets = postgres.start(data, log=tmp_path / "postgres.log", is_throw_away=True, way=way)
    yield server, sockets, way
    server.stop(30)
    assert postgres.server_pid(way.data) is None
    postgres.remove_outside(data)
    assert not postgres.outside_folder(data).exists()


def test_the_application_may_write_but_never_change_the_schema(cluster):
    _, sockets, _ = cluster
    root = postgres.url_of(sockets, database="postgres")
    postgres.prepare(root)
    postgres.prepare(root)
    with psycopg.connect(postgres.url_of(sockets, user=postgres.OWNER_ROLE), autocommit=True) as owner:
        owner.execute("CREATE TABLE facts (id int)")
        owner.execute(f"GRANT SELECT, INSERT ON facts TO {postgres.APP_ROLE}")
        extensions = {name for (name,) in owner.execute("SELECT extname FROM pg_extension")}
    assert set(postgres.EXTENSIONS) <= extensions
    with psycopg.connect(postgres.url_of(sockets, user=postgres.APP_ROLE), autocommit=True) as app:
        app.execute("INSERT INTO facts VALUES (1)")
        for forbidden in (
            "CREATE TABLE more (id int)",
            "DROP TABLE facts",
            "TRUNCATE facts",
            "DELETE FROM facts",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_a_second_server_of_one_cluster_is_refused(cluster):
    server, _, way = cluster
    with pytest.raises(Refused, match=f"process {server.process.pid}"):
        postgres.require_none(way.data, seconds=0.1)


def test_a_given_login_of_an_administrator_gets_the_roles_made(cluster):
    _, sockets, _ = cluster
    url = postgres.url_of(sockets, database="postgres")
    services.require_roles(url)
    with psycopg.connect(url) as connection:
        names = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    assert {postgres.OWNER_ROLE, postgres.APP_ROLE} <= names


def test_a_given_login_without_the_roles_is_refused_with_what_to_do(cluster):
    _, sockets, _ = cluster
    with psycopg.connect(postgres.url_of(sockets, database="postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE somebody LOGIN")
    with pytest.raises(Refused, match=f'GRANT {postgres.OWNER_ROLE}, {postgres.APP_ROLE} TO "somebody"'):
        services.require_roles(postgres.url_of(sockets, user="somebody", database="postgres"))


def test_a_server_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="DATABASE_URL"):
        services.require_roles(postgres.url_of(tmp_path))
    with pytest.raises(Refused, match="REDIS_URL"):
        services.require_queue(valkey.url_of(tmp_path / "none.sock"))


def test_valkey_answers_on_its_socket_until_stopped(tmp_path):
    server, socket = valkey.start(tmp_path / "valkey", log=tmp_path / "valkey.log")
    try:
        assert valkey.server_pid(socket) == server.process.pid
        with redis.Redis.from_url(valkey.url_of(socket)) as client:
            assert client.ping()
            assert client.config_get("port") == {"port": "0"}
    finally:
        server.stop()
    assert valkey.server_pid(socket) is None
