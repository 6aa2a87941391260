"""Bringing tables that wait to be imported under new keys, in the transaction of the rotation."""

from assembly.bodies.imports.kept import PURPOSE
from assembly.bodies.models import RegisterImport
from assembly.people.keys import SEALING, current_key, seal, unseal

FIELDS = ["table_sealed", "table_key", "rows_sealed", "rows_key"]


def reseal_imports() -> int:
    """Bring every table that is held under the present key; return of how many imports one was under another.

    Raises:
        LookupError: a table lies under a key that is no longer in the environment.
    """
    present = current_key(SEALING)
    count = 0
    for held in RegisterImport.objects.select_for_update(of=("self",)).exclude(table_sealed=None):
        if {held.table_key, held.rows_key} <= {present, ""}:
            continue
        held.table_key, held.table_sealed = _anew(held.table_sealed, held.table_key)
        if held.rows_sealed is not None:
            held.rows_key, held.rows_sealed = _anew(held.rows_sealed, held.rows_key)
        held.save(update_fields=FIELDS)
        count += 1
    return count


def _anew(sealed: bytes | memoryview | None, key_id: str) -> tuple[str, bytes]:
    return seal(unseal(bytes(sealed or b""), key_id=key_id, purpose=PURPOSE), purpose=PURPOSE)
