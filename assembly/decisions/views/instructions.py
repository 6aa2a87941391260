"""Pages of the Chairman's instructions: what was put and given; a new one; what everybody reads of those published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from assembly.common.errors import DomainError
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.decisions.forms import InstructionForm, put_on_form
from assembly.decisions.instructions import chip_of
from assembly.decisions.models import Instruction
from assembly.decisions.permissions import DRAFT_INSTRUCTION, INSTRUCTS, PUBLISH_INSTRUCTION, SEE_CONTROL
from assembly.decisions.public import CHIPS, assignment_word
from assembly.decisions.selectors import chip_of as assignment_chip
from assembly.decisions.services.instructions import publish_instruction, put_instruction
from assembly.decisions.views.terms import day_computed
from assembly.people.doors import SignedInRequest, may, needs_right

PER_PAGE = 25
KEPT = ("text_kk", "text_ru", "criterion_kk", "criterion_ru")


@needs_right(SEE_CONTROL)
@require_safe
def instruction_list(request: SignedInRequest) -> HttpResponse:
    """List the instructions, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    on = localdate()
    found = Instruction.objects.visible_to(request.user, on=on).with_names().order_by("-pk")
    if asks_for_sheet(request):
        return sheet_response(
            file_name="instructions",
            title=_("Instructions of the Chairman"),
            headings=[
                _("Number"),
                _("What is to be done"),
                _("Lead executor"),
                _("Due on"),
                pgettext("object", "State"),
            ],
            rows=[
                (one.act.number if one.act else "", one.text, one.lead_name, one.due_on, _chip(one, on).word)
                for one in found
            ],
        )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, _chip(one, on)) for one in page],
        "may_draft": may(DRAFT_INSTRUCTION)(request.user),
        "legal": INSTRUCTS,
    }
    return render(request, "decisions/instruction_list.html", context)


@needs_right(DRAFT_INSTRUCTION)
def instruction_new(request: SignedInRequest) -> HttpResponse:
    """Put an instruction to the Chairman; he himself goes on to its signature."""
    if request.method != "POST":
        return _new_page(request, InstructionForm(initial=_worded_before(request)))
    form = InstructionForm(request.POST)
    if computed := day_computed(request, form):
        return _new_page(request, computed[0], term=computed[1])
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        new = put_instruction(**form.given(), actor=request.user, at=timezone.now())
    except DomainError as refusal:
        shown: dict[str, Any] = {} if put_on_form(form, refusal) else {"refusal": refusal}
        return _new_page(request, form, status=refusal.status, **shown)
    if may(PUBLISH_INSTRUCTION)(request.user):
        messages.success(request, _("Read the instruction once more; it is given by your signature."))
    else:
        messages.success(request, _("The instruction waits for the Chairman's signature."))
    return redirect("chairman:matter", matter_id=new.matter_id)


@needs_right(PUBLISH_INSTRUCTION)
@act(to="decisions:assignment", done=gettext_lazy("The instruction is published."))
def instruction_publish(request: SignedInRequest, pk: int) -> None:
    """Publish the instruction of an assignment."""
    rows = Instruction.objects.visible_to(request.user, on=localdate())
    found = get_object_or_404(rows, assignment=pk)
    publish_instruction(instruction_id=found.pk, actor=request.user, at=timezone.now())


@login_not_required
@require_safe
def published_instructions(request: HttpRequest) -> HttpResponse:
    """List for everybody the instructions that the Chairman published, with where each stands."""
    on = localdate()
    rows = [
        (one, CHIPS[assignment_word(one.assignment, on=on)])
        for one in Instruction.objects.published().with_names().order_by("-act__signed_on", "-pk")
    ]
    return render(request, "decisions/published_instructions.html", {"rows": rows, "legal": INSTRUCTS})


def _chip(one: Instruction, on: Any) -> Any:
    return assignment_chip(one.assignment, on=on) if one.act_id else chip_of(one)


def _worded_before(request: SignedInRequest) -> dict[str, str]:
    """Return the words of an instruction that came back, to be put anew."""
    key = request.GET.get("from", "")
    rows = Instruction.objects.visible_to(request.user, on=localdate())
    former = rows.filter(pk=int(key)).first() if key.isdigit() and len(key) < 10 else None  # noqa: PLR2004 -- a key
    return {name: getattr(former, name) for name in KEPT} if former else {}


def _new_page(
    request: SignedInRequest, form: Any, *, status: int = 200, term: Any = None, **extra: Any
) -> HttpResponse:
    context = {
        "form": form,
        "term": term,
        "legal": INSTRUCTS,
        "is_chairman": may(PUBLISH_INSTRUCTION)(request.user),
        **extra,
    }
    return render(request, "decisions/instruction_new.html", context, status=status)
