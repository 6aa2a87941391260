"""The acts of the staff on an appeal; each is one form with what it will do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from assembly.bodies.selectors import staff_on
from assembly.common.attempts import Attempt
from assembly.common.errors import DomainError
from assembly.common.views import act, say_refusal
from assembly.people.doors import SignedInRequest, needs_right
from secretariat.forms import (
    AcceptForm,
    AnswerForm,
    ExecutorForm,
    ExtensionForm,
    NoteForm,
    RedirectForm,
    SignForm,
    StaffAppealForm,
    ToldForm,
)
from secretariat.models import AppealNotice
from secretariat.permissions import (
    APPEALS,
    CHANGE_EXECUTOR,
    CONTENTS,
    EXTEND_TERM,
    REDIRECTION,
    REGISTER_APPEAL,
    TERM,
    TRIAGE_APPEAL,
    WORK_ON_APPEAL,
)
from secretariat.services.considering import (
    draft_answer,
    extend_term,
    latest_extension,
    sign_answer,
    write_note,
)
from secretariat.services.news import record_told
from secretariat.services.registering import Registered, register_appeal, renew_code
from secretariat.services.triage import accept_appeal, change_executor, redirect_appeal
from secretariat.views.appeals import visible_appeal
from secretariat.views.public import receipt

Run = Callable[[dict[str, Any]], Any]


@never_cache
@sensitive_post_parameters("applicant_number")
@needs_right(REGISTER_APPEAL)
def appeal_register(request: SignedInRequest) -> HttpResponse:
    """Register an appeal that came on paper or was spoken; the answer is the receipt to be handed over."""
    form = StaffAppealForm(request.POST or None, request.FILES or None)
    attempt = Attempt(request, form)
    done: list[Registered] = []

    def register(values: dict[str, Any]) -> None:
        done.append(
            register_appeal(
                submission=form.submission(),
                channel=values["channel"],
                received_on=values["received_on"],
                actor=request.user,
                at=timezone.now(),
            )
        )

    if attempt.run(register):
        return receipt(request, done[0], "secretariat/appeal_registered.html")
    return attempt.page("secretariat/appeal_register.html", {"legal": CONTENTS})


@never_cache
@require_POST
@needs_right(REGISTER_APPEAL)
def appeal_renew_code(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Give the applicant a new code; the answer is the new receipt."""
    appeal = visible_appeal(request, appeal_id)
    renewed = renew_code(appeal_id=appeal.pk, actor=request.user, at=timezone.now())
    return receipt(request, renewed, "secretariat/appeal_registered.html")


@never_cache
@needs_right(TRIAGE_APPEAL)
def appeal_accept(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Accept an appeal and name its executor."""
    appeal = visible_appeal(request, appeal_id)
    form = AcceptForm(
        request.POST or None, staff=staff_on(timezone.localdate()), initial={"topic": appeal.topic}
    )

    def accept(values: dict[str, Any]) -> None:
        executor = values.pop("executor")
        accept_appeal(
            appeal_id=appeal.pk, executor_id=executor.pk, **values, actor=request.user, at=timezone.now()
        )

    done = _("The appeal is accepted, the executor is told.")
    return _form_page(request, appeal_id, form, accept, "secretariat/appeal_accept.html", APPEALS, done)


@never_cache
@needs_right(TRIAGE_APPEAL)
def appeal_redirect(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Redirect an appeal to a state body."""
    appeal = visible_appeal(request, appeal_id)

    def send(values: dict[str, Any]) -> None:
        state_body = values.pop("state_body")
        redirect_appeal(
            appeal_id=appeal.pk, state_body_id=state_body.pk, **values, actor=request.user, at=timezone.now()
        )

    form = RedirectForm(request.POST or None)
    done = _("The appeal is redirected.")
    return _form_page(request, appeal_id, form, send, "secretariat/appeal_redirect.html", REDIRECTION, done)


@never_cache
@needs_right(CHANGE_EXECUTOR)
def appeal_executor(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Name another executor."""
    form = ExecutorForm(request.POST or None, staff=staff_on(timezone.localdate()))

    def change(values: dict[str, Any]) -> None:
        change_executor(item=appeal_id, successor=values["executor"], actor=request.user, at=timezone.now())

    done = _("Another executor is named and told.")
    return _form_page(request, appeal_id, form, change, "secretariat/appeal_executor.html", APPEALS, done)


@never_cache
@needs_right(EXTEND_TERM)
def appeal_extend(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Extend the term by a reasoned decision."""
    appeal = visible_appeal(request, appeal_id)
    latest = latest_extension(appeal, on=timezone.localdate())

    def extend(values: dict[str, Any]) -> None:
        extend_term(appeal_id=appeal.pk, **values, actor=request.user, at=timezone.now())

    return _form_page(
        request, appeal_id, ExtensionForm(request.POST or None), extend, "secretariat/appeal_extend.html", TERM,
        _("The term is extended."), latest=date_format(latest),
    )  # fmt: skip


@never_cache
@needs_right(WORK_ON_APPEAL)
def appeal_draft(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Draft the answer, or change the draft."""
    appeal = visible_appeal(request, appeal_id)
    initial = {"text": appeal.draft_text, "language": appeal.draft_language or appeal.language}
    form = AnswerForm(request.POST or None, appeal=appeal, initial=initial)

    def draft(values: dict[str, Any]) -> None:
        draft_answer(appeal_id=appeal.pk, **values, actor=request.user, at=timezone.now())

    done = _("The draft is kept. The head of the Secretariat reads and signs it.")
    return _form_page(request, appeal_id, form, draft, "secretariat/appeal_draft.html", APPEALS, done)


@act(
    to=lambda appeal_id: reverse("secretariat:appeal_card", args=[appeal_id]),
    done=gettext_lazy("The answer is signed. Its PDF is being made."),
)
def appeal_sign(request: SignedInRequest, *, appeal_id: int) -> None:
    """Sign the answer that was read."""
    appeal = visible_appeal(request, appeal_id)
    form = SignForm(request.POST)
    moment = form.cleaned_data["drafted_at"] if form.is_valid() else timezone.now()
    sign_answer(appeal_id=appeal.pk, drafted_at=moment, actor=request.user, at=timezone.now())


@require_POST
def appeal_note(request: SignedInRequest, *, appeal_id: int) -> HttpResponse:
    """Write a note among the staff."""
    appeal = visible_appeal(request, appeal_id)
    attempt = Attempt(request, NoteForm(request.POST))
    if attempt.run(
        lambda values: write_note(appeal_id=appeal.pk, **values, actor=request.user, at=timezone.now())
    ):
        messages.success(request, _("The note is written."))
    elif attempt.refusal is not None:
        say_refusal(request, attempt.refusal)
    else:
        messages.error(request, _("Write the words of the note, at most 2000 signs."))
    return redirect("secretariat:appeal_card", appeal_id=appeal.pk)


@require_POST
def appeal_told(request: SignedInRequest, *, appeal_id: int, notice_id: int) -> HttpResponse:
    """Record how an applicant without an e-mail address was told."""
    appeal = visible_appeal(request, appeal_id)
    notice = get_object_or_404(AppealNotice, pk=notice_id, appeal=appeal)
    form = ToldForm(request.POST)
    try:
        if form.is_valid():
            record_told(notice_id=notice.pk, **form.cleaned_data, actor=request.user, at=timezone.now())
            messages.success(request, _("It is recorded that the applicant was told."))
        else:
            messages.error(request, _("Choose how the applicant was told, and the day."))
    except DomainError as refusal:
        say_refusal(request, refusal)
    return redirect("secretariat:appeal_card", appeal_id=appeal.pk)


def _form_page(  # noqa: PLR0917 -- private: one call for each form above
    request: SignedInRequest,
    appeal_id: int,
    form: Any,
    run: Run,
    template: str,
    legal: Any,
    done: str,
    **extra: Any,
) -> HttpResponse:
    """Run the act of a form and go back to the appeal, or show the form with what hindered it."""
    attempt = Attempt(request, form)
    if attempt.run(run):
        messages.success(request, done)
        return redirect("secretariat:appeal_card", appeal_id=appeal_id)
    appeal = visible_appeal(request, appeal_id)
    return attempt.page(template, {"appeal": appeal, "legal": legal, **extra})
