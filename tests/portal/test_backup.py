"""A backup is taken here and restored into a fresh cluster, which then verifies clean; a changed byte is found."""

import json
import shutil
import subprocess
import sys
from datetime import timedelta

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from assembly.audit.models import SealedHead
from assembly.common.errors import TransitionRefused
from assembly.documents.services.files import store_file
from assembly.portal.backups import manifest, programs
from assembly.portal.backups.programs import Refused
from assembly.portal.backups.restoring import restore_backup
from assembly.portal.backups.taking import take_backup
from assembly.voting.models import Poll
from assembly.voting.services.polls import close_poll, open_poll
from assembly.voting.services.restored import void_polls_of_backup
from deploy.local import postgres
from deploy.local.place import ROOT
from tests.children import environment_of_child
from tests.documents.test_files import PDF
from tests.factories import NOON, make_user
from tests.portal.worlds import TODAY, build_small_world
from tests.voting.makers import CLOSED, OPENED, opened, vote, vote_all, written

pytestmark = pytest.mark.slow
LATER = TODAY + timedelta(hours=5)


@pytest.fixture
def files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path / "files")}},
    }
    return tmp_path / "files"


@pytest.fixture
def cluster(tmp_path):
    """A server that nobody has used, with the portal's two roles and an empty database."""
    server, sockets = postgres.start(tmp_path / "pg", log=tmp_path / "postgres.log", is_throw_away=True)
    postgres.prepare(postgres.url_of(sockets, database="postgres"))
    yield Fresh(sockets, tmp_path / "restored")
    server.stop(30)
    postgres.remove_outside(tmp_path / "pg")


class Fresh:
    """Commands of the portal on a fresh cluster and a folder of its own."""

    def __init__(self, sockets, folder):
        self.sockets, self.folder = sockets, folder
        folder.mkdir()

    def url(self, user):
        return postgres.url_of(self.sockets, user=user)

    def manage(self, *words, role=postgres.APP_ROLE):
        """Run a command under a role; return its code and all it said."""
        environment = environment_of_child(
            DATABASE_URL=self.url(role), DATABASE_ROLE=role, PORTAL_DATA=str(self.folder)
        )
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def restore(self, backup):
        return self.manage("restore", "--from", str(backup), role=postgres.OWNER_ROLE)

    def value(self, query):
        with psycopg.connect(self.url(postgres.SUPERUSER), autocommit=True) as server:
            return server.execute(query).fetchone()[0]

    def tamper(self, statement):
        with psycopg.connect(self.url(postgres.SUPERUSER), autocommit=True) as server:
            server.execute("SET session_replication_role = replica")
            server.execute(statement)


def flip(path, place=0):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.django_db(transaction=True)
def test_a_backup_restored_into_a_fresh_cluster_verifies_clean_and_shows_any_change(files, cluster, tmp_path):
    build_small_world()
    backup = tmp_path / "backup"
    call_command("backup", "--to", str(backup))
    polls = list(Poll.objects.order_by("pk").values_list("pk", "state"))

    code, said = cluster.restore(backup)
    assert code == 0, said
    assert manifest.read(backup).digest() in said

    code, said = cluster.manage("verify")
    assert code == 0, said
    assert "voting.polls: clean" in said
    assert cluster.value("SELECT json_agg(array[id::text, state] ORDER BY id) FROM voting_poll") == [
        [str(pk), state] for pk, state in polls
    ]
    assert cluster.manage("migrate", "--check", role=postgres.OWNER_ROLE)[0] == 0
    assert cluster.value("SELECT count(*) FROM django_session") == 0
    assert (
        cluster.value("SELECT kind FROM audit_auditevent WHERE stream = 'portal'") == "portal.backup_restored"
    )
    owners = "SELECT string_agg(DISTINCT tableowner::text, ',') FROM pg_tables WHERE schemaname = 'public'"
    assert cluster.value(owners) == postgres.OWNER_ROLE
    with (
        psycopg.connect(cluster.url(postgres.APP_ROLE)) as portal,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        portal.execute("UPDATE audit_auditevent SET kind = kind")

    code, said = cluster.restore(backup)
    assert (code, "The database is not empty" in said) == (1, True)

    cluster.tamper(
        "UPDATE documents_version SET text_ru = overlay(text_ru PLACING 'ъ' FROM 1 FOR 1) "
        "WHERE id = (SELECT min(id) FROM documents_version WHERE frozen_at IS NOT NULL)"
    )
    code, said = cluster.manage("verify")
    assert code == 1
    assert "the ru text is not the one that was frozen" in said


def keep_a_file():
    return store_file(upload=SimpleUploadedFile("есеп.pdf", PDF), subject="x:1", actor=make_user(), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_an_open_poll_comes_back_void_and_a_changed_file_is_found(files, cluster, tmp_path):
    poll, _, persons = opened()
    vote(poll, persons[0])
    keep_a_file()
    backup = tmp_path / "backup"

    with pytest.raises(CommandError, match=r"Votes are being taken \(polls \d+\)"):
        call_command("backup", "--to", str(backup))
    assert not backup.exists()
    call_command("backup", "--to", str(backup), "--although", "the disk is failing")

    assert manifest.read(backup).reason == "the disk is failing"
    code, said = cluster.restore(backup)
    assert code == 0, said
    assert f"Declared void, because votes were being taken: polls [{poll.pk}]" in said
    assert cluster.value("SELECT state || ' ' || opened_at FROM voting_poll").startswith("void ")
    assert cluster.value("SELECT count(*) FROM voting_ballot") == 1
    assert cluster.value(
        f"SELECT kind FROM audit_auditevent WHERE stream = 'poll:{poll.pk}' ORDER BY number DESC"
    ) == ("voting.poll_voided")
    code, said = cluster.manage("verify")
    assert code == 0, said

    flip(next(path for path in (cluster.folder / "files").rglob("*") if path.is_file()), 10)
    code, said = cluster.manage("verify")
    assert (code, "the file is not the one that was stored" in said) == (1, True)


@pytest.mark.django_db
def test_a_closed_poll_is_left_as_it_is():
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=3)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    before = written()

    assert void_polls_of_backup(taken_at=CLOSED, at=LATER) == []
    assert written() == before


@pytest.mark.django_db
def test_a_void_poll_says_why_in_both_languages_and_can_only_be_held_anew():
    poll, secretary, _ = opened()

    (void,) = void_polls_of_backup(taken_at=OPENED, at=LATER)

    assert void.pk == poll.pk
    assert void.void_reason == (
        "Портал 2026-11-23 сақтық көшірмеден қалпына келтірілді; дауыс беру қайта жүргізіледі. "
        "Портал восстановлен из резервной копии от 2026-11-23; голосование проводится заново."
    )
    with pytest.raises(TransitionRefused):
        open_poll(poll_id=poll.pk, actor=secretary, at=LATER)
    with pytest.raises(TransitionRefused):
        close_poll(poll_id=poll.pk, actor=secretary, at=LATER)


@pytest.fixture
def backup(files, tmp_path):
    keep_a_file()
    take_backup(to=tmp_path / "backup", at=TODAY)
    return tmp_path / "backup"


CHANGES = {
    "the dump": lambda backup: flip(backup / "database.dump", 1_000),
    "a kept file": lambda backup: flip(next((backup / "files").rglob("*.pdf")), 5),
    "a file taken away": lambda backup: next((backup / "files").rglob("*.pdf")).unlink(),
    "a file added": lambda backup: (backup / "files" / "more.pdf").write_bytes(b"%PDF"),
    "the manifest": lambda backup: flip(backup / "manifest.json", 0),
    "no manifest": lambda backup: (backup / "manifest.json").unlink(),
    "another version's manifest": lambda backup: rewrite(backup, format=2),
    "a later version's database": lambda backup: rewrite(backup, migrations=["voting.9999_of_tomorrow"]),
    "a newer server's database": lambda backup: rewrite(backup, postgres=99),
}
SAID = {
    "the dump": "database.dump has changed",
    "a kept file": "has changed",
    "a file taken away": "is missing",
    "a file added": "files/more.pdf was added",
    "the manifest": "holds no finished backup",
    "no manifest": "holds no finished backup",
    "another version's manifest": "written by another version",
    "a later version's database": "this one does not know voting.9999_of_tomorrow",
    "a newer server's database": "comes from PostgreSQL 99",
}


def rewrite(backup, **facts):
    path = backup / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **facts}))


@pytest.mark.django_db(transaction=True)
def test_what_is_not_the_backup_that_was_taken_is_refused_before_anything_is_written(backup, tmp_path):
    for number, (change, make) in enumerate(CHANGES.items()):
        copy = shutil.copytree(backup, tmp_path / str(number))
        make(copy)
        with pytest.raises(Refused, match=SAID[change]):
            restore_backup(source=copy, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_a_backup_names_the_seal_that_a_restore_must_find(backup):
    taken = manifest.read(backup)
    seal = SealedHead.objects.get()

    assert (taken.seal_number, taken.seal_digest) == (seal.number, seal.digest)
    assert {part.path.split("/")[0] for part in taken.parts} == {"database.dump", "files"}
    assert "voting.0001_initial" in taken.migrations


@pytest.mark.django_db(transaction=True)
def test_keys_are_not_in_a_backup(backup, settings, tmp_path):
    secrets = [settings.SECRET_KEY, *settings.PERSONAL_KEYS, *settings.PERSONAL_HASH_KEYS]
    kept = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    plain = tmp_path / "plain.sql"
    programs.run("pg_dump", f"--file={plain}")

    for secret in secrets:
        word = secret.rpartition(":")[2].encode()
        assert word not in kept
        assert word not in plain.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_taken_is_refused(backup):
    with pytest.raises(Refused, match="is not an empty folder"):
        take_backup(to=backup, at=LATER)


@pytest.mark.django_db
def test_a_program_older_than_the_server_is_not_used(monkeypatch):
    monkeypatch.setattr(programs, "folders", lambda: iter(()))
    with pytest.raises(Refused, match="There is no pg_dump of PostgreSQL 18 or newer here"):
        programs.program("pg_dump")
