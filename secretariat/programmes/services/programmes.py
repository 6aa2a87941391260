"""The way of a programme document: Secretariat, experts, Council, Session, Chairman (п. 31, 32)."""

from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.services.matters import put_matter
from assembly.common.clock import day_of
from assembly.decisions.models import Decision
from assembly.documents.models import Version
from assembly.documents.services.versions import create_document, freeze_version
from assembly.law.acts import regulation
from assembly.meetings.enums import ItemState
from assembly.meetings.models import AgendaItem
from assembly.meetings.services.locks import lock_item
from assembly.people.models import User
from assembly.people.rights import require_right
from expert_council.models import OpinionRequest
from secretariat.programmes.enums import GateKind, ProgrammeEvent, ProgrammeKind, ProgrammeState
from secretariat.programmes.models import AgendaPlace, Gate, Programme
from secretariat.programmes.permissions import PREPARE
from secretariat.programmes.refusals import (
    GatePassed,
    GateSkipped,
    NotItsAgenda,
    NotItsEvidence,
    ProgrammeClosed,
)
from secretariat.programmes.services.flow import PROGRAMME_FLOW

WAY, CONCEPT = regulation("31"), regulation("32")
APPROVE = "programmes.approve"
ORDER = (GateKind.EXPERTS, GateKind.COUNCIL, GateKind.SESSION)
# Which organ a gate belongs to, and on what items of its agenda the text may stand.
ORGANS = {GateKind.COUNCIL: "council", GateKind.SESSION: "assembly"}
COMPETENCES = {
    "council": frozenset({"programme_discussion"}),
    "assembly": frozenset({"programme_consideration", "conceptual_approaches"}),
}


@transaction.atomic
def begin_programme(
    *, kind: str, title_kk: str, title_ru: str, text_kk: str, text_ru: str, actor: User, at: datetime
) -> Programme:
    """Begin a programme document with its first draft.

    Args:
        kind: the Concept, or another programme document.
        title_kk: title in Kazakh, ``title_ru`` in Russian.
        title_ru: title in Russian.
        text_kk: text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: text in Russian.
        actor: who drafts; needs ``programmes.prepare``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not prepare programme documents.
        TextMissing: neither text has a word.

    Source:
        Положение (Указ № 747), п. 31: «Секретариат разрабатывает»; п. 32: the Concept.
    """
    require_right(actor, PREPARE, on=day_of(at))
    document = create_document(
        kind="programme",
        title_kk=title_kk,
        title_ru=title_ru,
        text_kk=text_kk,
        text_ru=text_ru,
        actor=actor,
        at=at,
    )
    programme = Programme.objects.create(
        kind=ProgrammeKind(kind), document=document, begun_at=at, begun_by=actor
    )

    record(
        stream=programme, kind="programmes.programme_begun", actor=actor, at=at,
        payload={"kind": str(programme.kind), "document": document.pk, "source": source_of(programme)},
    )  # fmt: skip
    return programme


@transaction.atomic
def put_on_agenda(*, programme_id: int, item_id: int, actor: User, at: datetime) -> AgendaPlace:
    """Put the newest version on an agenda item of the Council or of the Session; the version is frozen.

    Args:
        programme_id: a document in preparation.
        item_id: a planned item whose competence is programme documents or conceptual approaches.
        actor: who puts it; needs ``programmes.prepare``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not do it.
        ProgrammeClosed: the document is with the Chairman or approved.
        NotItsAgenda: there is no such item, or it is of another organ or matter, has begun, or bears another text.
        GateSkipped: a gate before this organ's is not passed by this version.
        TranslationPending: the text is not there in both languages.

    Source:
        Положение, п. 31: «вносит их для обсуждения на Совет, организует их рассмотрение Сессией».
    """
    if not AgendaItem.objects.filter(pk=item_id).exists():
        raise NotItsAgenda(legal_ref=WAY)
    item = lock_item(item_id)
    programme = _locked(programme_id, actor, at=at)
    organ = item.meeting.body.kind
    is_free = item.state == ItemState.PLANNED and not AgendaPlace.objects.filter(item=item).exists()
    if item.competence not in COMPETENCES.get(organ, frozenset()) or not is_free:
        raise NotItsAgenda(legal_ref=WAY)
    version = newest(programme)
    gate = next(kind for kind, owner in ORGANS.items() if owner == organ)
    _require_before(programme, version, gate)

    freeze_version(version_id=version.pk, at=at, actor=actor)
    place = AgendaPlace.objects.create(
        programme=programme, version=version, item=item, put_at=at, put_by=actor
    )

    record(
        stream=programme, kind="programmes.put_on_agenda", actor=actor, at=at,
        payload={"item": item.pk, "version": version.pk, "organ": organ, "source": WAY.code},
    )  # fmt: skip
    return place


@transaction.atomic
def pass_gate(*, programme_id: int, kind: str, evidence_id: int, actor: User, at: datetime) -> Gate:
    """Record that the newest version has passed a gate, by the record that proves it.

    Args:
        programme_id: a document in preparation.
        kind: a value of ``GateKind``.
        evidence_id: the issued opinion, or the decision of the Council or of the Session, on this very version.
        actor: who records; needs ``programmes.prepare``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not do it.
        ProgrammeClosed: the document is with the Chairman or approved.
        GateSkipped: a gate before this one is not passed by this version.
        GatePassed: this version passed it already: of two who press at once, the second is told so.
        NotItsEvidence: the record is about another text, of another organ, or not issued.

    Source:
        Положение, п. 31.
    """
    programme = _locked(programme_id, actor, at=at)
    gate, version = GateKind(kind), newest(programme)
    _require_before(programme, version, gate)
    if programme.gates.filter(version=version, kind=gate).exists():
        raise GatePassed(legal_ref=WAY)
    evidence = {"opinion": None, "decision": None, **_evidence(programme, version, gate, evidence_id)}

    passed = Gate.objects.create(
        programme=programme, kind=gate, version=version, passed_at=at, passed_by=actor, **evidence
    )

    record(
        stream=programme, kind="programmes.gate_passed", actor=actor, at=at,
        payload={"gate": gate.value, "version": version.pk, "evidence": evidence_id, "source": WAY.code},
    )  # fmt: skip
    return passed


@transaction.atomic
def put_programme(*, programme_id: int, answer_by: date | None = None, actor: User, at: datetime) -> Matter:
    """Put the document on the Chairman's desk when its newest version has passed every gate.

    Raises:
        NotAllowed: ``actor`` may not do it.
        ProgrammeClosed: it is there already, or approved.
        GateSkipped: a gate is missing.
        AnswerDayPassed: ``answer_by`` lies before today.

    Source:
        Положение, п. 31: «направляет на утверждение Президенту»; п. 32.
    """
    programme = _locked(programme_id, actor, at=at)
    version = newest(programme)
    _require_before(programme, version, None)
    document = programme.document
    matter = put_matter(
        kind=APPROVE,
        title_kk=document.title_kk,
        title_ru=document.title_ru,
        title_en=document.title_en,
        draft=document,
        answer_by=answer_by,
        actor=actor,
        at=at,
    )
    programme.state = PROGRAMME_FLOW.next_state(ProgrammeState(programme.state), ProgrammeEvent.PUT)
    programme.matter = matter
    programme.save(update_fields=["state", "matter"])

    record(
        stream=programme, kind="programmes.programme_put", actor=actor, at=at,
        payload={"matter": matter.pk, "version": version.pk, "source": source_of(programme)},
    )  # fmt: skip
    return matter


def require_approvable(*, matter: Matter, at: datetime) -> None:
    """Raise unless the newest version of the document has passed every gate: a newer text begins anew.

    Raises:
        ProgrammeClosed: no document waits with this matter.
        GateSkipped: a gate is missing for the text that would be signed.
    """
    programme = Programme.objects.filter(matter=matter, state=ProgrammeState.WITH_CHAIRMAN).first()
    if programme is None:
        raise ProgrammeClosed(legal_ref=WAY)
    _require_before(programme, newest(programme), None)


@transaction.atomic
def approve_programme(*, act: ChairmanAct, actor: User, at: datetime) -> Programme:
    """Approve the document by the Chairman's act; runs in the signing transaction.

    Source:
        Положение, п. 6, 31, 32: the Chairman approves programme documents.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(matter_id=act.matter_id)
    programme.state = PROGRAMME_FLOW.next_state(ProgrammeState(programme.state), ProgrammeEvent.APPROVE)
    programme.act = act.act
    programme.save(update_fields=["state", "act"])

    record(
        stream=programme, kind="programmes.programme_approved", actor=actor, at=at,
        payload={"act": act.act_id, "version": act.act.version_id, "source": source_of(programme)},
    )  # fmt: skip
    return programme


@transaction.atomic
def release_programme(*, matter: Matter, actor: User, at: datetime) -> Programme:
    """Take the document back into preparation when its matter was refused or withdrawn."""
    programme = Programme.objects.select_for_update(of=("self",)).get(matter=matter)
    programme.state = PROGRAMME_FLOW.next_state(ProgrammeState(programme.state), ProgrammeEvent.RELEASE)
    programme.save(update_fields=["state"])

    record(
        stream=programme,
        kind="programmes.programme_released",
        actor=actor,
        at=at,
        payload={"matter": matter.pk},
    )
    return programme


def newest(programme: Programme) -> Version:
    """Return the version on which the way goes on."""
    latest = programme.document.latest
    assert latest is not None, "a document is created with its first version"
    return latest


def source_of(programme: Programme) -> str:
    """Return the paragraph that the document rests on."""
    return (CONCEPT if programme.kind == ProgrammeKind.CONCEPT else WAY).code


def missing_gates(programme: Programme, version: Version, before: GateKind | None) -> list[GateKind]:
    """Return the gates that a version still has to pass before one, or before the Chairman."""
    needed = ORDER[: ORDER.index(before)] if before else ORDER
    passed = set(programme.gates.filter(version=version).values_list("kind", flat=True))
    return [gate for gate in needed if gate not in passed]


def evidence_for(
    programme: Programme, version: Version, gate: GateKind
) -> "list[OpinionRequest] | list[Decision]":
    """Return the records that prove a gate of this very version."""
    if gate is GateKind.EXPERTS:
        return list(OpinionRequest.objects.filter(version=version, state="issued").select_related("act"))
    items = AgendaItem.objects.filter(programme_place__programme=programme, programme_place__version=version)
    return list(
        Decision.objects.filter(poll__item__in=items, body__kind=ORGANS[gate]).select_related(
            "act", "meeting"
        )
    )


def _evidence(
    programme: Programme, version: Version, gate: GateKind, evidence_id: int
) -> "dict[str, OpinionRequest | Decision]":
    found = next((one for one in evidence_for(programme, version, gate) if one.pk == evidence_id), None)
    if found is None:
        raise NotItsEvidence(legal_ref=WAY)
    return {"opinion" if gate is GateKind.EXPERTS else "decision": found}


def _require_before(programme: Programme, version: Version, gate: GateKind | None) -> None:
    missing = missing_gates(programme, version, gate)
    if missing:
        raise GateSkipped(legal_ref=WAY, missing=", ".join(str(one.label) for one in missing))


def _locked(programme_id: int, actor: User, *, at: datetime) -> Programme:
    programme = (
        Programme.objects.select_for_update(of=("self",)).select_related("document").get(pk=programme_id)
    )
    require_right(actor, PREPARE, on=day_of(at))
    if programme.state != ProgrammeState.PREPARED:
        raise ProgrammeClosed(legal_ref=WAY)
    return programme
