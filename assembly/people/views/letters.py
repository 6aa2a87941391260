"""Printed letters: ordering them, taking the PDF once; and the public page where a code is entered."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.audit.services.access import log_access
from assembly.common.attempts import Attempt
from assembly.common.errors import DomainError, Stale
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act, say_refusal
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.forms import PersonFilter
from assembly.people.forms_persons import CodeForm, LettersForm
from assembly.people.models import LetterBatch, Person, User
from assembly.people.permissions import INVITE_PERSONS, SECRETARIAT
from assembly.people.refusals_sign_in import TooManyCodes
from assembly.people.services.letters import KEPT, accept_code, order_letters, take_letters
from assembly.people.sign_in_number import number_of, spaced
from assembly.people.views.invitations import chosen

PAGE = 20


@needs_right(INVITE_PERSONS)
def letter_list(request: SignedInRequest) -> HttpResponse:
    """Show the orders of the reader, and what ordering for the filtered list would print.

    ``?format=xlsx`` gives the orders as a sheet.
    """
    now = timezone.now()
    form = PersonFilter(request.POST or request.GET)
    found = chosen(form, on=timezone.localdate(now)).filter(email="").letterable()
    if request.method == "POST":
        try:
            ids = list(found.values_list("pk", flat=True))
            counted = LettersForm(request.POST)
            if not counted.is_valid() or counted.cleaned_data["count"] != len(ids):
                raise Stale
            order_letters(person_ids=ids, actor=request.user, at=now)
        except DomainError as refusal:
            say_refusal(request, refusal)
        else:
            messages.success(
                request, _("The letters are being printed: the PDF will be here within a minute.")
            )
        return redirect("people:letter_list")
    log_access(viewer=request.user, subject="persons", page=request.path, at=now)
    orders = LetterBatch.objects.filter(ordered_by=request.user).defer("sealed")
    if asks_for_sheet(request):
        return sheet_response(
            file_name="letter-orders",
            title=_("Printed letters"),
            headings=[
                _("Ordered at"),
                _("Number of letters"),
                _("State"),
                _("Printed at"),
                _("Taken or destroyed at"),
            ],
            rows=[
                (one.ordered_at, one.letters, one.get_state_display(), one.made_at, one.ended_at)
                for one in orders
            ],
        )
    context = {
        "form": form,
        "count": found.count(),
        "first": list(found[:10]),
        "page": Paginator(orders, PAGE).get_page(request.GET.get("page")),
        "hours": KEPT.total_seconds() // 3600,
        "legal": SECRETARIAT,
    }
    return render(request, "people/letter_list.html", context)


@needs_right(INVITE_PERSONS)
@act(to=lambda **_kwargs: reverse("people:letter_list"))
def letter_order(request: SignedInRequest, *, person_id: int) -> None:
    """Order a printed letter for one person, with or without an address."""
    person = get_object_or_404(Person, pk=person_id)
    order_letters(person_ids=[person.pk], actor=request.user, at=timezone.now())
    messages.success(request, _("The letters are being printed: the PDF will be here within a minute."))


@act(to=lambda **_kwargs: reverse("people:letter_list"))
def letter_take(request: SignedInRequest, *, batch_id: int) -> HttpResponse:
    """Give the PDF once to the one who ordered it."""
    batch = get_object_or_404(LetterBatch.objects.defer("sealed"), pk=batch_id, ordered_by=request.user)
    content = take_letters(batch_id=batch.pk, actor=request.user, at=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letters-{batch.pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password1", "password2")
def code_entry(request: HttpRequest) -> HttpResponse:
    """Let somebody with a printed letter set his password; then he is signed in."""
    now = timezone.now()
    attempt = Attempt(request, CodeForm(request.POST or None))
    opened: list[User] = []
    if request.method == "POST" and not ratelimit.consume(request, action="letter_code"):
        attempt.refusal = TooManyCodes()
    elif attempt.run(
        lambda values: opened.append(
            accept_code(code=values["code"], email=values["email"], password=values["password1"], at=now)
        )
    ):
        record_authentication(request, opened[0], method="password")
        if number := number_of(opened[0].email):
            messages.success(
                request, _("Your sign-in number: %(number)s. Keep it.") % {"number": spaced(number)}
            )
        return perform_login(request, opened[0])
    return attempt.page("people/code_entry.html", {})
