"""The individual identification number: recording it, and bringing all of them under new keys."""

from datetime import datetime

from django.db import IntegrityError, transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.iin import is_iin, plain_iin
from assembly.people.keys import HASHING, SEALING, current_key
from assembly.people.models import Person, User
from assembly.people.permissions import RECORD_IIN
from assembly.people.refusals import IinInvalid, IinKnown
from assembly.people.rights import require_right
from assembly.people.rotation import RESEALS

BATCH = 500
FIELDS = ["iin_sealed", "iin_key", "iin_hash", "iin_hash_key"]


def require_iin(number: str, *, besides: int | None = None) -> None:
    """Raise unless ``number`` is one that this person alone can have.

    Args:
        number: as :func:`plain_iin` returns it.
        besides: the person whose number it is to be; ``None`` for one who is not entered yet.

    Raises:
        IinInvalid: not twelve digits, or the check digit does not fit.
        IinKnown: it is recorded for somebody else.
    """
    if not is_iin(number):
        raise IinInvalid(field="iin")
    other = Person.objects.with_iin(number).exclude(pk=besides or 0).first()
    if other is not None:
        raise IinKnown(name=other.full_name, person_id=other.pk, field="iin")


@transaction.atomic
def record_iin(*, person_id: int, iin: str, actor: User | None, at: datetime) -> Person:
    """Record a person's number, correct it, or remove it where ``iin`` is empty.

    Args:
        person_id: whose number.
        iin: twelve digits; spaces and hyphens between them do not matter.
        actor: who records; needs ``people.record_iin``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not record numbers.
        IinInvalid: not twelve digits, or the check digit does not fit.
        IinKnown: it is recorded for somebody else.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    require_right(actor, RECORD_IIN, on=day_of(at))
    number = plain_iin(iin)
    if number == person.read_iin():
        return person
    if number:
        require_iin(number, besides=person.pk)

    person.put_iin(number)
    try:
        with transaction.atomic():
            person.save(update_fields=FIELDS)
    except IntegrityError:
        # Somebody recorded the same number for another person between the question and the answer.
        require_iin(number, besides=person.pk)
        raise

    record(stream=person, kind="people.iin_recorded" if number else "people.iin_removed", actor=actor, at=at)
    return person


@transaction.atomic
def rotate_personal_keys(*, at: datetime) -> int:
    """Bring every sealed number, of other rooms too, under the present keys; return how many were under others.

    Safe to repeat. In one transaction: while it runs, a number is found under either hash key, and
    after it under the new one alone.

    Args:
        at: the moment, timezone-aware.

    Raises:
        LookupError: a number lies under a key that is no longer in the environment.
    """
    sealing, hashing = current_key(SEALING), current_key(HASHING)
    stale = (
        Person.objects.select_for_update(of=("self",))
        .exclude(iin_sealed=None)
        .exclude(iin_key=sealing, iin_hash_key=hashing)
        .order_by("pk")
    )
    persons = list(stale)
    for person in persons:
        person.put_iin(person.read_iin())
    Person.objects.bulk_update(persons, FIELDS, batch_size=BATCH)
    elsewhere = {name: reseal() for name, reseal in RESEALS.items()}

    if persons or any(elsewhere.values()):
        record(
            stream="personal_keys",
            kind="people.keys_rotated",
            at=at,
            payload={
                "persons": len(persons),
                **{name: count for name, count in elsewhere.items() if count},
                "sealing": sealing,
                "hashing": hashing,
            },
        )
    return len(persons) + sum(elsewhere.values())
