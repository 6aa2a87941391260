"""``manage.py verify`` finds any change of a ballot, an event or a document, whoever made it."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from assembly.audit.services.chain import seal_heads
from assembly.decisions.models import Decision
from assembly.documents.enums import RenditionState
from assembly.documents.models import Rendition, StoredFile
from assembly.documents.services.renditions import render_waiting
from assembly.voting.models import Poll
from tests.portal.worlds import TODAY, build_small_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}},
    }
    world = build_small_world()
    seal_heads(at=TODAY)
    return world


def verify():
    """Return what verify says, and whether it failed."""
    out = io.StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError:
        return out.getvalue(), True
    return out.getvalue(), False


class Tampering:
    """Change rows as nobody can but the database's own administrator: triggers off, as the superuser."""

    def __enter__(self):
        self.cursor = connection.cursor()
        self.cursor.execute("RESET ROLE")
        self.cursor.execute("SET LOCAL session_replication_role = replica")
        return self.cursor

    def __exit__(self, *_):
        self.cursor.execute("SET LOCAL session_replication_role = origin")
        self.cursor.execute("SET ROLE portal_app")


BALLOT = "(SELECT min(id) FROM voting_ballot WHERE choice = 'for')"
POLL = "(SELECT min(id) FROM voting_poll WHERE state = 'closed')"
# The first event of a stream: its link to the one before is empty, so that a sign before it still fits in.
EVENT = "(SELECT id FROM audit_auditevent WHERE previous_digest = '' ORDER BY id OFFSET 20 LIMIT 1)"
VERSION = "(SELECT min(version_id) FROM decisions_decision)"
# What somebody with the keys of the database might do; each must be found.
CHANGES = {
    "a ballot's choice": f"UPDATE voting_ballot SET choice = 'against' WHERE id = {BALLOT}",
    "a ballot's choice, to abstained": f"UPDATE voting_ballot SET choice = 'abstain' WHERE id = {BALLOT}",
    "a ballot's moment": f"UPDATE voting_ballot SET cast_at = cast_at + interval '1 microsecond' WHERE id = {BALLOT}",
    "a ballot's voter": (
        "UPDATE voting_ballot b SET voter_id = (SELECT v.id FROM voting_pollvoter v WHERE v.poll_id = b.poll_id AND "
        "NOT EXISTS (SELECT 1 FROM voting_ballot o WHERE o.voter_id = v.id) LIMIT 1) WHERE id = ("
        "SELECT min(id) FROM voting_ballot WHERE poll_id = (SELECT min(id) FROM voting_poll WHERE outcome = 'rejected' AND silent > 0))"
    ),
    "a ballot taken away": f"DELETE FROM voting_ballot WHERE id = {BALLOT}",
    "one vote more for, one silent less": (
        f"UPDATE voting_poll SET votes_for = votes_for - 1, votes_against = votes_against + 1 WHERE id = {POLL}"
    ),
    "one more present, and silent": (
        f"UPDATE voting_poll SET present_count = present_count + 1, silent = silent + 1 WHERE id = {POLL}"
    ),
    "a lower bar": f"UPDATE voting_poll SET votes_needed = votes_needed - 1 WHERE id = {POLL}",
    "another rule": f"UPDATE voting_poll SET majority_comparison = 'at_least' WHERE id = {POLL}",
    "an outcome": "UPDATE voting_poll SET outcome = 'adopted' WHERE outcome = 'rejected'",
    "an event's kind": f"UPDATE audit_auditevent SET kind = kind || 'x' WHERE id = {EVENT}",
    "an event's actor": f"UPDATE audit_auditevent SET actor_id = coalesce(actor_id, 0) + 1 WHERE id = {EVENT}",
    "an event's moment": f"UPDATE audit_auditevent SET at = at + interval '1 microsecond' WHERE id = {EVENT}",
    "an event's facts": f"UPDATE audit_auditevent SET payload = payload || '{{\"x\": 1}}' WHERE id = {EVENT}",
    "an event's digest": f"UPDATE audit_auditevent SET digest = reverse(digest) WHERE id = {EVENT}",
    "an event's link": f"UPDATE audit_auditevent SET previous_digest = 'f' || previous_digest WHERE id = {EVENT}",
    "an event's stream": f"UPDATE audit_auditevent SET stream = stream || '1' WHERE id = {EVENT}",
    "an event's number": f"UPDATE audit_auditevent SET number = number + 1000 WHERE id = {EVENT}",
    "an event taken away": "DELETE FROM audit_auditevent WHERE id = (SELECT max(id) FROM audit_auditevent)",
    "a seal": "UPDATE audit_sealedhead SET sealed_at = sealed_at + interval '1 second'",
    "a letter of a Kazakh text": (
        f"UPDATE documents_version SET text_kk = overlay(text_kk placing 'ә' from 57 for 1) WHERE id = {VERSION}"
    ),
    "a letter of a Russian text": (
        f"UPDATE documents_version SET text_ru = overlay(text_ru placing 'ы' from 140 for 1) WHERE id = {VERSION}"
    ),
    "a full stop after a text": f"UPDATE documents_version SET text_ru = text_ru || '.' WHERE id = {VERSION}",
    "a checksum": f"UPDATE documents_version SET sha256_kk = reverse(sha256_kk) WHERE id = {VERSION}",
    "a text with its checksum": (
        "UPDATE documents_version SET text_kk = text_kk || '.', sha256_kk = "
        f"encode(sha256(convert_to(text_kk || '.', 'UTF8')), 'hex') WHERE id = {VERSION}"
    ),
    "a file's checksum": "UPDATE documents_storedfile SET sha256 = reverse(sha256)",
}


def test_every_change_is_found_and_an_untouched_world_is_clean(world):
    said, has_failed = verify()
    assert not has_failed, said
    assert {line.partition(":")[0] for line in said.splitlines()} >= {"audit", "documents", "voting.polls"}

    unseen = []
    for what, statement in CHANGES.items():
        mark = transaction.savepoint()
        with Tampering() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount >= 1, what
        if not verify()[1]:
            unseen.append(what)
        transaction.savepoint_rollback(mark)
    assert unseen == []
    assert not verify()[1]


def test_any_changed_byte_of_a_kept_file_is_found(world):
    path = Path(default_storage.path(StoredFile.objects.order_by("pk").first().file.name))
    content = path.read_bytes()
    for place in (0, len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(changed)
        assert verify()[1], place
    path.write_bytes(content)
    assert not verify()[1]
    path.unlink()
    assert verify()[1]


def test_the_demonstration_tells_what_it_promises_and_every_paper_can_be_made(world):
    of_session = {"meeting__body__kind": "assembly"}
    assert [poll.outcome for poll in Poll.objects.filter(**of_session).order_by("number")] == [
        "adopted", "adopted", "adopted", "rejected", "adopted",
    ]  # fmt: skip
    assert Decision.objects.filter(**of_session).count() == 3
    made = render_waiting(at=TODAY)
    assert made == Rendition.objects.filter(state=RenditionState.READY).count() >= 5
    assert not verify()[1]
