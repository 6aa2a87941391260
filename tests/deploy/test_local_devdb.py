"""The throw-away database of the tests."""

import psycopg
import pytest

from deploy.local import devdb, postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    yield tmp_path / "testdb"
    devdb.stop()
    assert devdb.running() is None
    postgres.remove_outside(tmp_path / "testdb" / "pg")


def test_it_stays_until_stopped_and_starts_once(folder):
    assert devdb.running() is None
    first = devdb.ensure()
    pid = postgres.server_pid(postgres.choose_way(folder / "pg").data)
    assert devdb.ensure() == first
    assert postgres.server_pid(postgres.choose_way(folder / "pg").data) == pid
    with psycopg.connect(first.database_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE one")
    with psycopg.connect(first.database_url, dbname="one") as connection:
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
    assert set(postgres.EXTENSIONS) <= extensions


def test_a_ruined_cluster_is_made_anew(folder):
    devdb.ensure()
    devdb.stop()
    (postgres.choose_way(folder / "pg").data / "global" / "pg_control").write_bytes(b"ruined")
    with psycopg.connect(devdb.ensure().database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
