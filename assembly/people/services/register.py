"""Entering persons: each exists once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.enums import Sex
from assembly.people.iin import plain_iin
from assembly.people.models import Person, User
from assembly.people.permissions import ADD_PERSON
from assembly.people.refusals import PersonKnown
from assembly.people.rights import require_right
from assembly.people.services.iin import BATCH, require_iin
from assembly.people.services.iin import FIELDS as IIN_FIELDS


@transaction.atomic
def add_person(
    *,
    family_name: str,
    given_name: str,
    patronymic: str = "",
    email: str = "",
    phone: str = "",
    language: str = "kk",
    salutation_kk: str = "",
    salutation_ru: str = "",
    salutation_en: str = "",
    iin: str = "",
    actor: User | None,
    at: datetime,
) -> Person:
    """Enter a person, who can then be given a seat and be invited to sign in.

    Args:
        family_name: as in the identity document; ``given_name`` and ``patronymic`` likewise.
        given_name: given name.
        patronymic: patronymic, where there is one.
        email: address for letters; nobody else's.
        phone: telephone.
        language: language of letters: kk, ru or en.
        salutation_kk: the whole greeting of a letter, since no rule can guess it; and in the other languages.
        salutation_ru: the same in Russian.
        salutation_en: the same in English.
        iin: individual identification number, where it is known; nobody else's.
        actor: who enters the person; needs ``people.add_person``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not enter persons.
        PersonKnown: somebody has this e-mail address already.
        IinInvalid: the number is not twelve digits with a fitting check digit.
        IinKnown: the number is recorded for somebody else.
    """
    require_right(actor, ADD_PERSON, on=day_of(at))
    address = email.strip().lower()
    if address and Person.objects.filter(email__iexact=address).exists():
        raise PersonKnown(field="email")

    number = plain_iin(iin)
    if number:
        require_iin(number)

    person = Person(
        family_name=family_name.strip(),
        given_name=given_name.strip(),
        patronymic=patronymic.strip(),
        email=address,
        phone=phone.strip(),
        language=language,
        salutation_kk=salutation_kk.strip(),
        salutation_ru=salutation_ru.strip(),
        salutation_en=salutation_en.strip(),
    )
    person.put_iin(number)
    person.save()

    record(stream=person, kind="people.person_added", actor=actor, at=at, payload={"person": person.pk})
    return person


# What a register of persons says of one of them; the individual number comes beside these.
REGISTER_FIELDS = (
    "family_name",
    "given_name",
    "patronymic",
    "birth_on",
    "sex",
    "phone",
    "email",
    "language",
)
GREETINGS = ("salutation_kk", "salutation_ru")


def enter_persons(
    new: Sequence[Mapping[str, Any]], changed: Sequence[tuple[Person, Mapping[str, Any]]]
) -> list[Person]:
    """Write persons of a register at once: new ones, and what differs of those known; return the new ones.

    A part of another act: whoever calls it has checked the right to that act, has opened its
    transaction, has looked that no address or number is somebody else's, and leaves its events. The
    database refuses what would make one person two.

    Args:
        new: values of each new person: fields of ``REGISTER_FIELDS`` and ``iin``.
        changed: persons with the values that differ.
    """
    made = [_put(Person(), values) for values in new]
    Person.objects.bulk_create(made, batch_size=BATCH)
    known = [_put(person, values) for person, values in changed]
    Person.objects.bulk_update(known, [*REGISTER_FIELDS, *GREETINGS, *IIN_FIELDS], batch_size=BATCH)
    return made


def _put(person: Person, values: Mapping[str, Any]) -> Person:
    for field in REGISTER_FIELDS:
        if values.get(field):
            setattr(person, field, values[field])
    if number := values.get("iin"):
        person.put_iin(number)
    called = f"{person.given_name} {person.patronymic}".strip()
    person.salutation_kk = person.salutation_kk or f"Құрметті {called}"
    if person.sex and not person.salutation_ru:
        polite = "Уважаемая" if person.sex == Sex.FEMALE else "Уважаемый"
        person.salutation_ru = f"{polite} {called}"
    return person
