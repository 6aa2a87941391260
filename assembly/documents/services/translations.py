"""Finishing a translation: the missing text is added as the next version."""

from datetime import datetime

from django.db import transaction

from assembly.common.clock import day_of
from assembly.common.errors import Stale
from assembly.documents.models import Act, Document, Version
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.refusals import NothingToTranslate, TextIssued, TextMissing
from assembly.documents.services.versions import next_version
from assembly.documents.translating import translation_of
from assembly.people.models import User
from assembly.people.rights import require_right

REASON = "Аударма · Перевод"


@transaction.atomic
def finish_translation(
    *, document_id: int, version_id: int, text: str, actor: User | None, at: datetime
) -> Version:
    """Add the missing Kazakh or Russian text of a document; the text it was made from stays as it is.

    Args:
        document_id: the document.
        version_id: the version that the translator read: a newer one means another text.
        text: the whole translation.
        actor: who translates; needs ``documents.edit_document``.
        at: the moment, timezone-aware.

    Returns:
        The next version, with both texts.

    Raises:
        NotAllowed: ``actor`` may not write documents.
        TextIssued: a version was signed or issued.
        NothingToTranslate: both texts are there, or the version is frozen.
        Stale: the document has a newer version than the one translated.
        TextMissing: the translation has no word.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    require_right(actor, EDIT_DOCUMENT, on=day_of(at))
    if issued := Act.objects.filter(version__document=document).first():
        raise TextIssued(number=issued.number, act_id=issued.pk)
    task = translation_of(document)
    if task is None or task.version.is_frozen:
        raise NothingToTranslate
    if task.version.pk != version_id:
        raise Stale
    if not text.strip():
        raise TextMissing

    texts = {f"text_{code}": task.version.text(code) for code in ("kk", "ru", "en")}
    texts[f"text_{task.into}"] = text
    return next_version(document, texts=texts, reason=REASON, actor=actor, at=at)
