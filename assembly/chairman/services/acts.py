"""The Chairman's act: signed in the portal, or recorded from paper; one and the same effect."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.chairman import permissions
from assembly.chairman.enums import MatterEvent, MatterState
from assembly.chairman.matters import kind_of
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.numbering import ACTS
from assembly.chairman.paper import order_paper
from assembly.chairman.refusals import (
    ActDatedInFuture,
    ActNumberMissing,
    DraftChanged,
    NumberOfYearTaken,
    ScanMissing,
)
from assembly.chairman.services.flow import MATTER_FLOW
from assembly.chairman.services.matters import locked, tell_who_put
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act, Document, StoredFile, Version
from assembly.documents.selectors import setting_value
from assembly.documents.services.acts import record_act
from assembly.documents.services.files import store_file
from assembly.documents.services.numbers import hold_name
from assembly.documents.services.series import take_number
from assembly.documents.services.signatures import Evidence, receive_cms, record_signature
from assembly.documents.services.versions import freeze_version
from assembly.people.models import User
from assembly.people.rights import require_right

ORGAN = "chairman"
SCAN_IS_REQUIRED = "chairman.paper_act_needs_scan"


def sign_matter_by_key(
    *, matter_id: int, version_id: int | None, cms: str, actor: User, at: datetime
) -> ChairmanAct:
    """Sign as :func:`sign_matter` does, with the Chairman's own key: the signature is checked first.

    The verification service is asked before the transaction begins; under its lock the text is compared
    once more with the one that was signed.

    Args:
        matter_id: the matter; it must be waiting.
        version_id: the version that the page showed.
        cms: the signature that the browser got from NCALayer.
        actor: the Chairman.
        at: the moment of signing.

    Raises:
        NotAllowed: ``actor`` is not the Chairman.
        DraftChanged: the draft has a newer version than the one read.
        DomainError: whatever :func:`receive_cms` and :func:`sign_matter` refuse.
    """
    person = actor.known_person
    if person is None:
        raise NotAllowed
    require_right(actor, permissions.SIGN_MATTER, on=day_of(at))
    version = Matter.objects.select_related("draft").get(pk=matter_id).draft.latest
    assert version is not None, "a document is created with its first version"
    if version_id != version.pk:
        raise DraftChanged(version_id=version.pk)
    evidence = receive_cms(version=version, text=cms, person=person, at=at)
    return sign_matter(matter_id=matter_id, actor=actor, at=at, version_id=version.pk, evidence=evidence)


@transaction.atomic
def sign_matter(
    *,
    matter_id: int,
    actor: User,
    at: datetime,
    version_id: int | None = None,
    evidence: Evidence | None = None,
) -> ChairmanAct:
    """Sign the act of a waiting matter: number, frozen text, act and its effect in one transaction.

    The matter is locked first, so of two signatures one makes the act and the other is told that the
    matter has ended. What is signed is the newest version of the draft, byte for byte.

    Args:
        matter_id: the matter; it must be waiting.
        actor: the Chairman.
        at: the moment of signing; its day in Asia/Almaty is the date of the act.
        version_id: the version that the Chairman read, when the page shows one.
        evidence: his personal signature that was found good; without it the signature is a recorded act.

    Raises:
        NotAllowed: ``actor`` is not the Chairman.
        PersonalSignatureMissing: by the portal's setting a personal key is needed.
        TransitionRefused: the matter has ended.
        DraftChanged: the draft has a newer version than the one read.
        TranslationPending: the draft lacks its Kazakh or its Russian text.
        DomainError: the room of the matter says why its act cannot be signed now.

    Source:
        Положение (Указ № 747), п. 5, 6; the paragraph of the very power stands in the kind of matter.
    """
    matter = locked(matter_id)
    require_right(actor, permissions.SIGN_MATTER, on=day_of(at))
    MATTER_FLOW.next_state(MatterState(matter.state), MatterEvent.SIGN)
    kind_of(matter).require_signable(matter=matter, at=at)

    version = _frozen_draft(matter, read=version_id, at=at)
    number = _free_number(matter, on=day_of(at))
    chairman_act = _carry_out(
        matter,
        number=number,
        signed_on=day_of(at),
        signed_at=at,
        version=version,
        scan=None,
        actor=actor,
        at=at,
    )
    record_signature(act=chairman_act.act, actor=actor, at=at, evidence=evidence)

    record(
        stream=matter,
        kind="chairman.matter_signed",
        actor=actor,
        at=at,
        payload=_facts_of(matter, chairman_act, version),
    )
    order_paper(chairman_act, at=at)
    tell_who_put(matter, at=at)
    return chairman_act


@transaction.atomic
def record_paper_act(
    *,
    matter_id: int,
    number: str,
    signed_on: date,
    actor: User,
    at: datetime,
    scan: UploadedFile | None = None,
) -> ChairmanAct:
    """Record the act that the Chairman signed on paper: the same effect as if signed in the portal.

    The text of the act is the newest version of the draft: whoever records it has compared the two.

    Args:
        matter_id: the matter; it must be waiting.
        number: number of the paper, as printed.
        signed_on: day on the paper; today or earlier.
        actor: who records it; needs ``chairman.record_paper_act``.
        at: the moment of recording.
        scan: the scanned paper; a setting says whether it is required.

    Raises:
        NotAllowed: ``actor`` may not record paper acts.
        TransitionRefused: the matter has ended.
        ActNumberMissing, NumberOfYearTaken, ActDatedInFuture, ScanMissing: what was typed cannot be so.
        FileRejected: the scan is not a file that the portal takes.
        TranslationPending: the draft lacks its Kazakh or its Russian text.
        DomainError: the room of the matter says why its act cannot take effect now.

    Source:
        Положение, п. 5, 6 (the act is the Chairman's), п. 17(1) (the Secretariat keeps his papers).
    """
    matter = locked(matter_id)
    require_right(actor, permissions.RECORD_PAPER_ACT, on=day_of(at))
    MATTER_FLOW.next_state(MatterState(matter.state), MatterEvent.SIGN)
    _require_paper(matter, number=number.strip(), signed_on=signed_on, scan=scan, at=at)
    kind_of(matter).require_signable(matter=matter, at=at)

    version = _frozen_draft(matter, read=None, at=at)
    stored = store_file(upload=scan, subject=f"matter:{matter.pk}", actor=actor, at=at) if scan else None
    chairman_act = _carry_out(
        matter,
        number=number.strip(),
        signed_on=signed_on,
        signed_at=None,
        version=version,
        scan=stored,
        actor=actor,
        at=at,
    )

    facts = _facts_of(matter, chairman_act, version)
    record(
        stream=matter,
        kind="chairman.paper_act_recorded",
        actor=actor,
        at=at,
        payload={**facts, "from_paper": True, "scan_sha256": stored.sha256 if stored else ""},
    )
    tell_who_put(matter, at=at)
    return chairman_act


def _require_paper(
    matter: Matter, *, number: str, signed_on: date, scan: UploadedFile | None, at: datetime
) -> None:
    if not number:
        raise ActNumberMissing(field="number")
    if signed_on > day_of(at):
        raise ActDatedInFuture(field="signed_on")
    if scan is None and setting_value(SCAN_IS_REQUIRED, on=day_of(at)):
        raise ScanMissing(field="scan")
    hold_name(_series_of(matter, year=signed_on.year))
    if _is_taken(matter, number=number, year=signed_on.year):
        raise NumberOfYearTaken(field="number", number=number)


def _series_of(matter: Matter, *, year: int) -> str:
    return f"chairman:{kind_of(matter).act_kind}:{year}"


def _is_taken(matter: Matter, *, number: str, year: int) -> bool:
    return Act.objects.filter(
        organ=ORGAN, kind=kind_of(matter).act_kind, number=number, signed_on__year=year
    ).exists()


def _free_number(matter: Matter, *, on: date) -> str:
    """Return the next number of the year; numbers typed from paper are passed over."""
    hold_name(_series_of(matter, year=on.year))
    while True:
        number = take_number(ACTS, within=kind_of(matter).act_kind, values={}, on=on)
        if not _is_taken(matter, number=number, year=on.year):
            return number


def _frozen_draft(matter: Matter, *, read: int | None, at: datetime) -> Version:
    # The document's row is the lock under which versions are added: none appears after this line.
    draft = Document.objects.select_for_update(of=("self",)).get(pk=matter.draft_id)
    version = draft.latest
    assert version is not None, "a document is created with its first version"
    if read is not None and read != version.pk:
        raise DraftChanged(version_id=version.pk)
    return freeze_version(version_id=version.pk, at=at)


def _carry_out(
    matter: Matter,
    *,
    number: str,
    signed_on: date,
    signed_at: datetime | None,
    version: Version,
    scan: StoredFile | None,
    actor: User,
    at: datetime,
) -> ChairmanAct:
    """Write the act, end the matter, and run what the act does."""
    kind = kind_of(matter)
    act = record_act(
        kind=kind.act_kind,
        number=number,
        signed_on=signed_on,
        signed_at=signed_at,
        organ=ORGAN,
        title_kk=matter.title_kk,
        title_ru=matter.title_ru,
        title_en=matter.title_en,
        version=version,
        scan=scan,
        access=kind.act_access,
        actor=actor,
        at=at,
    )
    matter.state, matter.ended_at = MATTER_FLOW.next_state(MatterState(matter.state), MatterEvent.SIGN), at
    matter.save(update_fields=["state", "ended_at"])
    chairman_act = ChairmanAct.objects.create(
        act=act, matter=matter, is_recorded_from_paper=signed_at is None
    )
    kind.effect(act=chairman_act, actor=actor, at=at)
    return chairman_act


def _facts_of(matter: Matter, chairman_act: ChairmanAct, version: Version) -> dict[str, object]:
    return {
        "kind": matter.kind,
        "act": chairman_act.act_id,
        "number": chairman_act.act.number,
        "signed_on": chairman_act.act.signed_on.isoformat(),
        "version": version.pk,
        "sha256_kk": version.sha256_kk,
        "sha256_ru": version.sha256_ru,
        "source": kind_of(matter).legal_ref.code,
    }
