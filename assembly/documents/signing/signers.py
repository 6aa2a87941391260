"""Whose certificate is it: by the person's number where it is recorded, else by the name."""

import unicodedata

from assembly.documents.signing.verdicts import Certificate
from assembly.people.models import Person


def is_of(person: Person, certificate: Certificate) -> bool:
    """Say whether a certificate is this person's own.

    The number on the certificate is hashed and compared with the person's; it is never kept. Where the
    portal holds no number of the person, the name must agree: family name, given name and, where the
    certificate has one, the patronymic, in any case of letters.
    """
    if person.iin_hash:
        iin = certificate.iin
        return bool(iin) and Person.objects.with_iin(iin).filter(pk=person.pk).exists()
    words = sorted(_plain(certificate.name).split())
    short = sorted(_plain(f"{person.family_name} {person.given_name}").split())
    whole = sorted(_plain(person.full_name).split())
    return words in (short, whole)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("ё", "е")
