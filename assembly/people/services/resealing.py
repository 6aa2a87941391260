"""Bringing printed letters that wait to be taken under new keys, in the transaction of the rotation."""

from assembly.people.keys import SEALING, current_key, seal, unseal
from assembly.people.models import LetterBatch
from assembly.people.services.letters import purpose_of


def reseal_letters() -> int:
    """Bring every PDF that is held under the present key; return how many were under others.

    Raises:
        LookupError: a PDF lies under a key that is no longer in the environment.
    """
    stale = (
        LetterBatch.objects.select_for_update(of=("self",))
        .exclude(sealed=None)
        .exclude(key_id=current_key(SEALING))
    )
    batches = list(stale)
    for batch in batches:
        purpose = purpose_of(batch)
        content = unseal(bytes(batch.sealed or b""), key_id=batch.key_id, purpose=purpose)
        batch.key_id, batch.sealed = seal(content, purpose=purpose)
        batch.save(update_fields=["key_id", "sealed"])
    return len(batches)
