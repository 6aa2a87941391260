"""What the desk and the pages show of the Chairman's instructions, and how the room registers them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.audit.sentences import register_sentence
from assembly.chairman.matters import MatterKind, register_matter_kind
from assembly.chairman.models import Matter
from assembly.common.flow import register_flow
from assembly.common.pieces import Chip
from assembly.decisions.enums import InstructionState
from assembly.decisions.models import Instruction
from assembly.decisions.permissions import DRAFT_INSTRUCTION, INSTRUCTS
from assembly.decisions.services import instructions
from assembly.decisions.services.flow import INSTRUCTION_FLOW
from assembly.documents.confidential import register_confidential_kind
from assembly.documents.enums import ActKind
from assembly.documents.selectors import setting_value
from assembly.documents.verification import register_act_page

LOOKS = {
    InstructionState.WITH_CHAIRMAN: ("info", "hourglass"),
    InstructionState.GIVEN: ("ok", "feather"),
    InstructionState.RELEASED: ("warn", "undo-2"),
}


def chip_of(instruction: Instruction) -> Chip:
    """Return where an instruction stands until it is given; from then on its assignment says more."""
    state = InstructionState(instruction.state)
    return Chip(*LOOKS[state], state.label)


def panels_of_instruction(*, matter: Matter, on: date) -> list[tuple[Any, Any]]:
    """Return what the Chairman's signature will do."""
    found = Instruction.objects.filter(matter=matter).with_names().first()
    if found is None:
        return []
    is_public = bool(setting_value(instructions.INSTRUCTIONS_ARE_PUBLIC, on=on))
    return [
        (_("What will happen"), _("The instruction becomes an assignment under control of the Secretariat.")),
        (_("Lead executor"), found.lead_name),
        (_("Last day of the term"), date_format(found.due_on)),
        (_("What counts as done"), found.criterion),
        (_("Who will be told"), _("The executor, by letter.")),
        (
            _("Who reads it"),
            _("Everybody: by a setting of the portal instructions are published.")
            if is_public
            else _("The executor and the Secretariat; it is not published until you say so."),
        ),
    ]


def page_of_matter(*, matter: Matter) -> str:
    """Return the page of the assignment once the instruction is given, before that the list."""
    found = Instruction.objects.filter(matter=matter).select_related("assignment").first()
    if found is None:
        return ""
    if found.state == InstructionState.GIVEN:
        return reverse("decisions:assignment", args=[found.assignment.pk])
    return reverse("decisions:instruction_list")


def page_of_act(act: Any) -> str:
    """Return the public page of a published instruction, or an empty string."""
    is_published = Instruction.objects.published().filter(act=act).exists()
    return reverse("decisions:published_instructions") if is_published else ""


def register() -> None:
    """Register flow, matter, page of the act, words of events; called from ``ready()``."""
    register_flow("instruction", INSTRUCTION_FLOW)
    register_confidential_kind(instructions.DOCUMENT)
    register_matter_kind(
        MatterKind(
            code=instructions.INSTRUCT,
            label=gettext_lazy("Instruction of the Chairman"),
            legal_ref=INSTRUCTS,
            act_kind=ActKind.ORDER,
            require_signable=instructions.require_instructable,
            effect=instructions.give_instruction,
            panels=panels_of_instruction,
            release=instructions.release_instruction,
            subject_url=page_of_matter,
            put_right=DRAFT_INSTRUCTION,
        )
    )
    register_act_page("instructions", page_of_act)
    for kind, words, icon in (
        ("instruction_put", gettext_lazy("Put to the Chairman"), "send"),
        ("instruction_given", gettext_lazy("Given by the Chairman, sent to the executor"), "feather"),
        ("instruction_released", gettext_lazy("Came back from the Chairman's desk"), "undo-2"),
        ("instruction_published", gettext_lazy("Published by the Chairman"), "eye"),
    ):
        register_sentence(f"decisions.{kind}", words, icon=icon)
