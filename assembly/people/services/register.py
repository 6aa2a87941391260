"""Entering persons: each exists once."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.iin import plain_iin
from assembly.people.models import Person, User
from assembly.people.permissions import ADD_PERSON
from assembly.people.refusals import PersonKnown
from assembly.people.rights import require_right
from assembly.people.services.iin import require_iin


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
