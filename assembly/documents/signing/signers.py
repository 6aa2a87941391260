"""Whose certificate is it: the number of the person where it is recorded, else the name."""

import unicodedata

from assembly.documents.signing.verdicts import Certificate
from assembly.people.models import Person


def is_of(person: Person, certificate: Certificate) -> bool:
    """Say whether a certificate is this person's own.

    The name on a certificate is family name, given name and, where there is one, patronymic, in capitals.
    """
    words = sorted(_plain(certificate.name).split())
    short = sorted(_plain(f"{person.family_name} {person.given_name}").split())
    whole = sorted(_plain(person.full_name).split())
    return words in (short, whole)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("ё", "е")
