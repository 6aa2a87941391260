"""What a person changes about himself."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.errors import NotAllowed
from assembly.people.enums import Language
from assembly.people.models import Person, User
from assembly.people.refusals import LanguageUnknown


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
