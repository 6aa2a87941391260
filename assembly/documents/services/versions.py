"""Documents and their versions: writing, and freezing before a vote."""

import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.common.errors import Stale
from assembly.documents.models import Act, Document, Version
from assembly.documents.models.versions import sha256_of
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.refusals import NothingToTranslate, TextIssued, TextMissing, TranslationPending
from assembly.documents.translating import translation_of
from assembly.law.acts import regulation
from assembly.people.models import User
from assembly.people.rights import require_right

# The reason that the history shows of such a version; the same in every language.
REASON = "Аударма · Перевод"


@transaction.atomic
def create_document(
    *,
    kind: str,
    title_kk: str,
    title_ru: str,
    text_kk: str,
    text_ru: str,
    title_en: str = "",
    text_en: str = "",
    right: str = EDIT_DOCUMENT,
    subject: Any = None,
    actor: User | None,
    at: datetime,
) -> Document:
    """Create a document with its first version.

    Args:
        kind: what the document is, in the words of the room it belongs to: ``decision``.
        title_kk: title in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: title in Russian.
        text_kk: text in Kazakh; may still be missing if the Russian one is there, and the reverse.
        text_ru: text in Russian.
        title_en: title in English, where there is one.
        text_en: translation into English, where there is one.
        right: the right of the act that the text is a part of; by itself, to write documents.
        subject: the body whose text it is, when it is a part of that body's own work.
        actor: who writes; needs ``right``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not hold ``right``.
        TextMissing: neither the Kazakh nor the Russian text has a word.
    """
    require_right(actor, right, on=day_of(at), subject=subject)
    texts = _official_texts(text_kk, text_ru, text_en)

    document = Document.objects.create(
        kind=kind, title_kk=title_kk, title_ru=title_ru, title_en=title_en, created_at=at, created_by=actor
    )
    version = Version.objects.create(document=document, number=1, created_at=at, created_by=actor, **texts)

    record(
        stream=document,
        kind="documents.document_created",
        actor=actor,
        at=at,
        payload={"kind": kind, "version": version.pk, **_digests(version)},
    )
    return document


@transaction.atomic
def add_version(
    *,
    document_id: int,
    text_kk: str,
    text_ru: str,
    text_en: str = "",
    reason: str = "",
    subject: Any = None,
    actor: User | None,
    at: datetime,
) -> Version:
    """Add a version to a document; earlier versions stay as they were.

    Args:
        document_id: the document.
        text_kk: the whole new text in Kazakh; ``text_ru`` and ``text_en`` likewise.
        text_ru: the whole new text in Russian.
        text_en: the translation into English, where there is one.
        reason: why the text changed, for the reader of the history.
        subject: the body whose text it is, as its own room knows it; see ``create_document``.
        actor: who writes; needs ``documents.edit_document``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write documents.
        TextIssued: a version was signed or issued; such a text is corrected, never rewritten.
        TextMissing: neither the Kazakh nor the Russian text has a word.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    require_right(actor, EDIT_DOCUMENT, on=day_of(at), subject=subject)
    if issued := Act.objects.filter(version__document=document).first():
        raise TextIssued(number=issued.number, act_id=issued.pk)
    texts = {"text_kk": text_kk, "text_ru": text_ru, "text_en": text_en}
    return next_version(document, texts=texts, reason=reason, actor=actor, at=at)


def next_version(
    document: Document, *, texts: dict[str, str], reason: str, actor: User | None, at: datetime
) -> Version:
    """Write the next version of a document whose row the caller has locked and whose act was allowed.

    Raises:
        TextMissing: neither the Kazakh nor the Russian text has a word.
    """
    last = document.latest
    version = Version.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        reason=reason,
        created_at=at,
        created_by=actor,
        **_official_texts(**texts),
    )

    record(
        stream=document,
        kind="documents.version_added",
        actor=actor,
        at=at,
        payload={"version": version.pk, "number": version.number, **_digests(version)},
    )
    return version


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


@transaction.atomic
def freeze_draft(*, version_id: int, actor: User | None, at: datetime) -> Version:
    """Freeze a version by a clerk's own act, ahead of the act that will need it.

    Args:
        version_id: the version.
        actor: who freezes; needs ``documents.edit_document``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write documents.
        TranslationPending: the Kazakh or the Russian text is missing.
    """
    require_right(actor, EDIT_DOCUMENT, on=day_of(at))
    return freeze_version(version_id=version_id, at=at, actor=actor)


@transaction.atomic
def freeze_version(*, version_id: int, at: datetime, actor: User | None = None) -> Version:
    """Freeze the texts of a version for good, so that what is voted on is what is adopted.

    The act that needs the frozen text (putting a matter, opening a poll) has checked its own right;
    freezing adds none. Safe to repeat: a frozen version is returned as it is.

    Raises:
        TranslationPending: the Kazakh or the Russian text is missing.
    """
    version = Version.objects.select_for_update(of=("self",)).get(pk=version_id)
    if version.is_frozen:
        return version
    if not version.is_complete:
        raise TranslationPending(legal_ref=regulation("11"), version_id=version.pk)

    version.sha256_kk = sha256_of(version.text_kk)
    version.sha256_ru = sha256_of(version.text_ru)
    version.sha256_en = sha256_of(version.text_en) if version.text_en else ""
    version.frozen_at = at
    version.save(update_fields=["sha256_kk", "sha256_ru", "sha256_en", "frozen_at"])

    record(
        stream=f"document:{version.document_id}",
        kind="documents.version_frozen",
        actor=actor,
        at=at,
        payload={"version": version.pk, "number": version.number, **_digests(version)},
    )
    return version


def _official_texts(text_kk: str, text_ru: str, text_en: str) -> dict[str, str]:
    """Bring texts to one spelling of bytes: NFC, line feeds alone, no blanks at the ends."""
    texts = {
        "text_kk": one_spelling(text_kk),
        "text_ru": one_spelling(text_ru),
        "text_en": one_spelling(text_en),
    }
    if not texts["text_kk"] and not texts["text_ru"]:
        raise TextMissing
    return texts


def one_spelling(text: str) -> str:
    """Return a text in the one spelling of bytes that is kept: NFC, line feeds alone, no blanks at the ends."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _digests(version: Version) -> dict[str, str]:
    return {
        f"sha256_{language}": sha256_of(version.text(language))
        for language in ("kk", "ru", "en")
        if version.text(language)
    }
