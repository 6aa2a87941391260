"""Bringing the IIN and BIN of applicants under new keys, in the transaction of the rotation."""

from assembly.people.keys import HASHING, SEALING, current_key
from secretariat.models import CitizenAppeal

FIELDS = ["number_sealed", "number_key", "number_hash", "number_hash_key"]
BATCH = 500


def reseal_applicants() -> int:
    """Bring every applicant's number under the present keys; return how many were under others.

    Raises:
        LookupError: a number lies under a key that is no longer in the environment.
    """
    stale = (
        CitizenAppeal.objects.select_for_update(of=("self",))
        .exclude(number_sealed=None)
        .exclude(number_key=current_key(SEALING), number_hash_key=current_key(HASHING))
        .order_by("pk")
    )
    appeals = list(stale)
    for appeal in appeals:
        appeal.put_number(appeal.read_number())
    CitizenAppeal.objects.bulk_update(appeals, FIELDS, batch_size=BATCH)
    return len(appeals)
