"""What may happen to an issued act: a mistake of writing is corrected, another act repeals it, it is opened.

The act itself never changes. A correction is one more frozen version of its text with the reason; whoever
holds the older paper is told by the verification page what replaced it.
"""

import hashlib
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.enums import ActAccess, EndingKind
from assembly.documents.models import Act, ActEnding, Correction, Document, Version
from assembly.documents.permissions import CORRECT_ACT
from assembly.documents.refusals import (
    ActHasEnded,
    BasisMissing,
    EndingDayRefused,
    NoTextToCorrect,
    NothingCorrected,
    ReasonMissing,
    TextSigned,
    TranslationPending,
)
from assembly.documents.selectors import current_version
from assembly.documents.services.renditions import order_rendition
from assembly.documents.services.versions import freeze_version, next_version
from assembly.law.acts import regulation
from assembly.people.models import User
from assembly.people.rights import require_right


@transaction.atomic
def correct_act(
    *,
    act_id: int,
    text_kk: str,
    text_ru: str,
    text_en: str = "",
    reason_kk: str,
    reason_ru: str,
    basis_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> Correction:
    """Correct a mistake of writing in a signed or issued act by a new version with its reason.

    The version that was signed stays, and both are shown. What changes the sense of an act is no
    correction: that takes a new act of the same organ.

    Args:
        act_id: the act; the portal holds its text.
        text_kk: the whole corrected text in Kazakh; ``text_ru`` and ``text_en`` likewise.
        text_ru: the whole corrected text in Russian.
        text_en: the translation into English, where there is one.
        reason_kk: why, for everybody who reads the act, in Kazakh; ``reason_ru`` in Russian.
        reason_ru: the reason in Russian.
        basis_id: the act that ordered the correction, where there is one.
        actor: who corrects; needs ``documents.correct_act``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not correct acts.
        NoTextToCorrect: the portal holds only the act's number and scan.
        ActHasEnded: the act was repealed or declared void.
        ReasonMissing: the reason is not given in both languages.
        TranslationPending: the Kazakh or the Russian text is missing.
        NothingCorrected: both texts are those that hold now.
    """
    act = _locked(act_id)
    require_right(actor, CORRECT_ACT, on=day_of(at))
    assert actor is not None, "a right is held by somebody"
    if act.version is None:
        raise NoTextToCorrect(number=act.number)
    _require_in_force(act)
    reasons = _reasons(reason_kk, reason_ru)
    document = Document.objects.select_for_update(of=("self",)).get(pk=act.version.document_id)
    before = current_version(act)
    assert before is not None, "an act with a text has a current one"
    version = next_version(
        document,
        texts={"text_kk": text_kk, "text_ru": text_ru, "text_en": text_en},
        reason=reasons["reason_ru"][:300],
        actor=actor,
        at=at,
    )
    if not version.is_complete:
        raise TranslationPending(legal_ref=regulation("11"), version_id=version.pk)
    if all(version.text(language) == before.text(language) for language in ("kk", "ru", "en")):
        raise NothingCorrected

    correction = Correction.objects.create(
        act=act,
        number=act.corrections.count() + 1,
        version=freeze_version(version_id=version.pk, at=at, actor=actor),
        replaces=before,
        basis_id=basis_id,
        made_at=at,
        made_by=actor,
        **reasons,
    )
    _record_correction(correction, actor=actor, at=at)
    _order_papers_anew(act, correction.version, at=at)
    return correction


def _record_correction(correction: Correction, *, actor: User, at: datetime) -> None:
    version = correction.version
    record(
        stream=correction.act,
        kind="documents.act_corrected",
        actor=actor,
        at=at,
        payload={
            "number": correction.number,
            "version": version.pk,
            "replaces": correction.replaces_id,
            "sha256_kk": version.sha256_kk,
            "sha256_ru": version.sha256_ru,
            "basis": correction.basis_id,
        },
    )


@transaction.atomic
def end_act(
    *,
    act_id: int,
    kind: str,
    ended_on: date,
    basis_id: int | None,
    reason_kk: str,
    reason_ru: str,
    actor: User | None,
    at: datetime,
) -> ActEnding:
    """Record that an act is no longer in force: repealed by another act, or recorded by mistake.

    Args:
        act_id: the act.
        kind: see ``EndingKind``; void is only what was recorded from paper and has no text here.
        ended_on: the first day without it: from the day of the act to today.
        basis_id: the act that repeals it; needed for a repeal.
        reason_kk: why, in Kazakh; ``reason_ru`` in Russian.
        reason_ru: the reason in Russian.
        actor: who records it; needs ``documents.correct_act``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not end acts.
        ActHasEnded: it has ended already.
        TextSigned: an act with a text is repealed by another act, never void.
        BasisMissing: the repealing act is not named, or is the act itself.
        EndingDayRefused: the day is before the act or not yet come.
        ReasonMissing: the reason is not given in both languages.
    """
    act = _locked(act_id)
    require_right(actor, CORRECT_ACT, on=day_of(at))
    assert actor is not None, "a right is held by somebody"
    _require_in_force(act)
    if kind == EndingKind.VOID and act.version_id is not None:
        raise TextSigned(field="kind")
    if kind == EndingKind.REPEALED and basis_id in {None, act.pk}:
        raise BasisMissing(field="basis")
    if not act.signed_on <= ended_on <= day_of(at):
        raise EndingDayRefused(field="ended_on")

    ending = ActEnding.objects.create(
        act=act,
        kind=kind,
        ended_on=ended_on,
        basis_id=basis_id,
        made_at=at,
        made_by=actor,
        **_reasons(reason_kk, reason_ru),
    )

    record(
        stream=act,
        kind="documents.act_ended",
        actor=actor,
        at=at,
        payload={"kind": str(kind), "ended_on": ended_on.isoformat(), "basis": basis_id},
    )
    return ending


@transaction.atomic
def change_access(*, act_id: int, access: str, actor: User | None, at: datetime) -> Act:
    """Open an act to everybody, or restrict what is told of it; safe to repeat.

    Args:
        act_id: the act.
        access: see ``ActAccess``.
        actor: who changes it; needs ``documents.correct_act``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change it.
        ValueError: there is no such access.
    """
    require_right(actor, CORRECT_ACT, on=day_of(at))
    return set_access(act_id=act_id, access=access, actor=actor, at=at)


@transaction.atomic
def set_access(*, act_id: int, access: str, actor: User | None, at: datetime) -> Act:
    """Open or restrict an act for a room that has checked its own right to it; safe to repeat.

    Args:
        act_id: the act.
        access: see ``ActAccess``.
        actor: who acts, for the record.
        at: the moment, timezone-aware.

    Raises:
        ValueError: there is no such access.
    """
    act = _locked(act_id)
    wanted = ActAccess(access)
    if act.access == wanted:
        return act

    act.access = wanted
    act.save(update_fields=["access"])

    record(
        stream=act,
        kind="documents.act_access_changed",
        actor=actor,
        at=at,
        payload={"access": str(wanted)},
    )
    return act


def _locked(act_id: int) -> Act:
    act = Act.objects.select_for_update(of=("self",)).get(pk=act_id)
    act.version = Version.objects.get(pk=act.version_id) if act.version_id else None
    return act


def _require_in_force(act: Act) -> None:
    if ActEnding.objects.filter(act=act).exists():
        raise ActHasEnded(number=act.number)


def _reasons(reason_kk: str, reason_ru: str) -> dict[str, str]:
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    for field, words in reasons.items():
        if not words:
            raise ReasonMissing(field=field)
    return reasons


def _order_papers_anew(act: Act, version: Version, *, at: datetime) -> None:
    """Order each paper of the act once more, with the text that holds now; the issued ones stay."""
    revision = hashlib.sha256(f"{version.sha256_kk}{version.sha256_ru}".encode()).hexdigest()
    for template, subject in sorted(set(act.renditions.values_list("template", "subject"))):
        order_rendition(
            template=template, subject=subject, revision=revision, act=act, version=version, at=at
        )
