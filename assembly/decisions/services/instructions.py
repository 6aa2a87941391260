"""Instructions of the Chairman: put to him, given by his act as an assignment under control, published by him (п. 5)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from assembly.audit.services.chain import record
from assembly.bodies.enums import OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.services.matters import put_matter
from assembly.common.clock import day_of
from assembly.decisions.enums import InstructionEvent, InstructionState
from assembly.decisions.models import Assignment, Instruction
from assembly.decisions.models.leads import beginning_of
from assembly.decisions.permissions import DRAFT_INSTRUCTION, INSTRUCTS, PUBLISH_INSTRUCTION
from assembly.decisions.refusals import InstructionChanged, InstructionClosed, InstructionPublished
from assembly.decisions.selectors import executors_of
from assembly.decisions.services.flow import INSTRUCTION_FLOW
from assembly.decisions.services.giving import require_term, tell, the_lead
from assembly.decisions.services.instruction_text import InstructionWords, text_in_kazakh, text_in_russian
from assembly.decisions.services.texts import require_texts
from assembly.documents.enums import ActAccess
from assembly.documents.selectors import setting_value
from assembly.documents.services.corrections import set_access
from assembly.documents.services.versions import create_document
from assembly.people.models import Person, User
from assembly.people.rights import has_right, require_right

INSTRUCT = "decisions.instruct"
DOCUMENT = "chairman_instruction"
INSTRUCTIONS_ARE_PUBLIC = "decisions.instructions_are_public"


@transaction.atomic
def put_instruction(
    *,
    text_kk: str,
    text_ru: str,
    criterion_kk: str,
    criterion_ru: str,
    due_on: date,
    actor: User,
    at: datetime,
    lead_state_body_id: int | None = None,
    lead_body_id: int | None = None,
    lead_office_id: int | None = None,
) -> Instruction:
    """Put an instruction on the Chairman's desk: the act is composed from what is asked, of whom, until when.

    Args:
        text_kk: what is to be done, in Kazakh; ``text_ru`` in Russian.
        text_ru: what is to be done, in Russian.
        criterion_kk: by what it is told that it is done, in Kazakh; ``criterion_ru`` in Russian.
        criterion_ru: by what it is told that it is done, in Russian.
        due_on: last day of the term, a calendar day in Asia/Almaty.
        actor: the Secretariat, or the Chairman himself; needs ``decisions.draft_instruction``.
        at: the moment, timezone-aware.
        lead_state_body_id: the lead executor, if it is a state body.
        lead_body_id: the lead executor, if it is a body of the Assembly.
        lead_office_id: the lead executor, if it is an office.

    Raises:
        NotAllowed: ``actor`` may not draft instructions.
        TextMissing: a text or the criterion is empty in a language.
        OneLeadOnly: none, or more than one, lead executor is named.
        TermOnDayOff, TermTooShort: the term cannot be so.

    Source:
        Положение об Ассамблее (Указ № 747), пункты 5 и 6; подготовка: подпункт 1) пункта 17.
    """
    require_right(actor, DRAFT_INSTRUCTION, on=day_of(at))
    texts = require_texts(
        {"text_kk": text_kk, "text_ru": text_ru, "criterion_kk": criterion_kk, "criterion_ru": criterion_ru},
        legal_ref=INSTRUCTS,
    )
    lead = the_lead(
        lead_state_body_id=lead_state_body_id, lead_body_id=lead_body_id, lead_office_id=lead_office_id
    )
    require_term(due_on, today=day_of(at))

    instruction = Instruction(**texts, **lead, due_on=due_on, drafted_at=at, drafted_by=actor)
    titles = {
        "title_kk": f"Төраға тапсырмасы: {beginning_of(texts['text_kk'])}",
        "title_ru": f"Поручение Председателя: {beginning_of(texts['text_ru'])}",
    }
    document = create_document(
        kind=DOCUMENT,
        **titles,
        text_kk=text_in_kazakh(_words(instruction, "kk")),
        text_ru=text_in_russian(_words(instruction, "ru")),
        right=DRAFT_INSTRUCTION,
        actor=actor,
        at=at,
    )
    instruction.version = document.versions.get()
    instruction.matter = put_matter(
        kind=INSTRUCT,
        title_kk=titles["title_kk"],
        title_ru=titles["title_ru"],
        draft=document,
        actor=actor,
        at=at,
    )
    instruction.save()

    record(
        stream=instruction, kind="decisions.instruction_put", actor=actor, at=at,
        payload={"matter": instruction.matter_id, "due_on": due_on.isoformat(), "source": INSTRUCTS.code},
    )  # fmt: skip
    return instruction


def require_instructable(*, matter: Matter, at: datetime) -> None:
    """Raise unless the instruction can be given as it was put.

    Raises:
        InstructionClosed: no instruction waits with this matter.
        InstructionChanged: the draft has a newer text than the one composed from the instruction.
        OneLeadOnly, TermOnDayOff, TermTooShort: its lead or its term cannot be so any more.
    """
    instruction = Instruction.objects.filter(matter=matter, state=InstructionState.WITH_CHAIRMAN).first()
    if instruction is None:
        raise InstructionClosed(legal_ref=INSTRUCTS)
    if matter.draft.latest != instruction.version:
        raise InstructionChanged(legal_ref=INSTRUCTS)
    the_lead(**instruction.lead)
    require_term(instruction.due_on, today=day_of(at))


@transaction.atomic
def give_instruction(*, act: ChairmanAct, actor: User, at: datetime) -> Assignment:
    """Give the instruction by the Chairman's act: an assignment under control; runs in the signing transaction.

    Who drafted it controls it; where the Chairman wrote it himself, the head of the Secretariat does.

    Source:
        Положение об Ассамблее (Указ № 747), пункты 5 и 6; контроль: подпункт 1) пункта 17.
    """
    instruction = Instruction.objects.select_for_update(of=("self",)).get(matter_id=act.matter_id)
    instruction.state = INSTRUCTION_FLOW.next_state(
        InstructionState(instruction.state), InstructionEvent.GIVE
    )
    instruction.act = act.act
    instruction.save(update_fields=["state", "act"])
    assignment = Assignment.objects.create(
        instruction=instruction,
        point="",
        text_kk=instruction.text_kk,
        text_ru=instruction.text_ru,
        criterion_kk=instruction.criterion_kk,
        criterion_ru=instruction.criterion_ru,
        **instruction.lead,
        controller=_controller_of(instruction, on=day_of(at)),
        given_on=act.act.signed_on,
        due_on=instruction.due_on,
        sent_at=at,
        sent_by=actor,
    )
    if setting_value(INSTRUCTIONS_ARE_PUBLIC, on=day_of(at)):
        _publish(instruction, actor=actor, at=at)

    record(
        stream=assignment, kind="decisions.instruction_given", actor=actor, at=at,
        payload={
            "instruction": instruction.pk,
            "act": act.act_id,
            **{name: key for name, key in instruction.lead.items() if key},
            "due_on": instruction.due_on.isoformat(),
            "source": INSTRUCTS.code,
        },
    )  # fmt: skip
    tell(assignment, executors_of(assignment, on=day_of(at)), news="assigned", at=at)
    return assignment


@transaction.atomic
def release_instruction(*, matter: Matter, actor: User, at: datetime) -> Instruction:
    """Note that the instruction came back without the signature: the matter was refused or withdrawn."""
    instruction = Instruction.objects.select_for_update(of=("self",)).get(matter=matter)
    instruction.state = INSTRUCTION_FLOW.next_state(
        InstructionState(instruction.state), InstructionEvent.RELEASE
    )
    instruction.save(update_fields=["state"])

    record(
        stream=instruction,
        kind="decisions.instruction_released",
        actor=actor,
        at=at,
        payload={"matter": matter.pk},
    )
    return instruction


@transaction.atomic
def publish_instruction(*, instruction_id: int, actor: User, at: datetime) -> Instruction:
    """Open a given instruction to everybody: its text, its executor, its term, and where it stands.

    Args:
        instruction_id: an instruction that was given.
        actor: the Chairman; nobody says it for him.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is not the Chairman.
        InstructionClosed: it was not given.
        InstructionPublished: it is open already: of two presses, the second is told so.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 5; no act says whether instructions are public: a setting.
    """
    instruction = Instruction.objects.select_for_update(of=("self",)).get(pk=instruction_id)
    require_right(actor, PUBLISH_INSTRUCTION, on=day_of(at))
    if instruction.state != InstructionState.GIVEN:
        raise InstructionClosed(legal_ref=INSTRUCTS)
    if instruction.published_at is not None:
        raise InstructionPublished(legal_ref=INSTRUCTS)

    _publish(instruction, actor=actor, at=at)

    record(
        stream=instruction.assignment, kind="decisions.instruction_published", actor=actor, at=at,
        payload={"instruction": instruction.pk, "source": INSTRUCTS.code},
    )  # fmt: skip
    return instruction


def _publish(instruction: Instruction, *, actor: User, at: datetime) -> None:
    instruction.published_at = at
    instruction.save(update_fields=["published_at"])
    assert instruction.act_id is not None, "only a given instruction is published"
    set_access(act_id=instruction.act_id, access=ActAccess.PUBLIC, actor=actor, at=at)


def _controller_of(instruction: Instruction, *, on: date) -> Person | None:
    drafter = instruction.drafted_by
    if has_right(drafter, PUBLISH_INSTRUCTION, on=on):
        return holder_of(OfficeKind.HEAD_OF_SECRETARIAT, on)
    return Person.objects.filter(user=drafter).first()


def _words(instruction: Instruction, language: str) -> InstructionWords:
    with override(language):
        lead = instruction.lead_name
    fields: Any = instruction
    return InstructionWords(
        text=getattr(fields, f"text_{language}"),
        lead=lead,
        due_on=instruction.due_on,
        criterion=getattr(fields, f"criterion_{language}"),
    )
