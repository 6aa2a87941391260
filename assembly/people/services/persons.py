"""What a person changes about himself."""

import re
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.errors import NotAllowed
from assembly.people.enums import Language
from assembly.people.models import Person, User
from assembly.people.refusals import LanguageUnknown
from assembly.people.refusals_sign_in import PhoneInvalid

# A plus or nothing, digits with spaces, brackets and dashes: 7 to 40 signs.
PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{6,38}")


@transaction.atomic
def change_language(*, person_id: int, language: str, actor: User, at: datetime) -> Person:
    """Change the language of a person's letters; only he himself does it.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        LanguageUnknown: the portal does not speak it.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        raise NotAllowed(act="people.change_language")
    if language not in Language.values:
        raise LanguageUnknown(field="language")
    if person.language == language:
        return person

    former, person.language = person.language, language
    person.save(update_fields=["language"])

    record(stream=person, kind="people.language_changed", actor=actor, at=at,
           payload={"from": former, "to": language})  # fmt: skip
    return person


@transaction.atomic
def change_phone(*, person_id: int, phone: str, actor: User, at: datetime) -> Person:
    """Change a person's telephone; only he himself does it, the Secretariat sees it in the register.

    The event says that it was changed, not what it was.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        PhoneInvalid: it is no telephone number.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        raise NotAllowed(act="people.change_phone")
    number = " ".join(phone.split())
    if number and not PHONE.fullmatch(number):
        raise PhoneInvalid(field="phone")
    if person.phone == number:
        return person

    person.phone = number
    person.save(update_fields=["phone"])

    record(stream=person, kind="people.phone_changed", actor=actor, at=at, payload={"is_empty": not number})
    return person
