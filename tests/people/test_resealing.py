"""Rotation of the personal keys reaches what waits sealed: printed letters, tables to be imported."""

import pytest
from django.core.management import call_command

from assembly.audit.models import AuditEvent
from assembly.bodies.imports.kept import rows_of, table_of
from assembly.bodies.models import RegisterImport
from assembly.bodies.services.seed import seed_reference
from assembly.people.keys import seal, unseal
from assembly.people.models import LetterBatch
from assembly.people.services.iin import rotate_personal_keys
from assembly.people.services.letters import purpose_of
from tests.bodies.books import checked, members, row
from tests.factories import NOON, make_secretary

pytestmark = pytest.mark.django_db
OLD, NEW = f"old:{'11' * 32}", f"new:{'22' * 32}"
PDF = b"%PDF-1.7 letters"


@pytest.fixture
def under_the_old_key(settings):
    """A checked table and an order of letters that wait, sealed under a key that is to go."""
    settings.PERSONAL_KEYS = [OLD]
    seed_reference(at=NOON)
    actor = make_secretary()
    held = checked(members(row()), actor)
    batch = LetterBatch.objects.create(ordered_by=actor, ordered_at=NOON, letters=1)
    batch.key_id, batch.sealed = seal(PDF, purpose=purpose_of(batch))
    batch.state, batch.made_at = "ready", NOON
    batch.save()
    return held, batch


def test_what_waits_sealed_opens_under_the_new_key_alone(under_the_old_key, settings):
    held, batch = under_the_old_key
    name, cells = table_of(held).file_name, [one.values for one in rows_of(held)]
    settings.PERSONAL_KEYS = [NEW, OLD]

    assert rotate_personal_keys(at=NOON) == 2
    assert rotate_personal_keys(at=NOON) == 0

    settings.PERSONAL_KEYS = [NEW]
    held.refresh_from_db()
    batch.refresh_from_db()
    assert (held.table_key, held.rows_key, batch.key_id) == ("new", "new", "new")
    assert table_of(held).file_name == name
    assert [one.values for one in rows_of(held)] == cells
    assert unseal(bytes(batch.sealed), key_id="new", purpose=purpose_of(batch)) == PDF
    payload = AuditEvent.objects.get(kind="people.keys_rotated").payload
    assert (payload["bodies.imports"], payload["people.letters"]) == (1, 1)


def test_without_the_old_key_nothing_is_rewritten(under_the_old_key, settings):
    held, batch = under_the_old_key
    settings.PERSONAL_KEYS = [NEW]

    with pytest.raises(LookupError, match="'old'"):
        rotate_personal_keys(at=NOON)

    assert RegisterImport.objects.get(pk=held.pk).table_key == "old"
    assert LetterBatch.objects.get(pk=batch.pk).key_id == "old"
    assert not AuditEvent.objects.filter(kind="people.keys_rotated").exists()


def test_the_command_counts_what_it_moved(under_the_old_key, settings, capsys):
    settings.PERSONAL_KEYS = [NEW, OLD]

    call_command("rotate_personal_keys")

    assert capsys.readouterr().out.startswith("2 values brought under the present keys")
