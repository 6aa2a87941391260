"""Texts of letters: one text, in the language of the addressee, frozen at once."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.documents.models import Document, Version
from assembly.documents.models.versions import sha256_of
from assembly.documents.refusals import TextMissing
from assembly.documents.services.versions import one_spelling
from assembly.people.models import User


@transaction.atomic
def freeze_letter(
    *, kind: str, title_kk: str, title_ru: str, text: str, language: str, actor: User | None, at: datetime
) -> Version:
    """Keep the text of a letter that is being signed; it never changes.

    It is a part of the act that signs the letter: whoever calls it has checked the right to that act. A
    letter is written in the language in which its addressee wrote, so there is no second official text.

    Args:
        kind: what the letter is, in the words of its room: ``appeal_answer``.
        title_kk: title in Kazakh, without a name; ``title_ru`` likewise in Russian.
        title_ru: title in Russian.
        text: the whole text.
        language: kk, ru or en: the one in which it is written.
        actor: who signs.
        at: the moment, timezone-aware.

    Raises:
        TextMissing: the text has no word.
    """
    plain = one_spelling(text)
    if not plain:
        raise TextMissing(field="text")
    checksum = sha256_of(plain)
    document = Document.objects.create(
        kind=kind, title_kk=title_kk, title_ru=title_ru, created_at=at, created_by=actor
    )
    version = Version.objects.create(
        document=document,
        number=1,
        sole_language=language,
        created_at=at,
        created_by=actor,
        frozen_at=at,
        **{f"text_{language}": plain, f"sha256_{language}": checksum},
    )

    record(
        stream=document,
        kind="documents.version_frozen",
        actor=actor,
        at=at,
        payload={
            "version": version.pk,
            "number": 1,
            "language": language,
            f"sha256_{language}": checksum,
        },
    )
    return version
