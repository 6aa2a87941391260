"""One person's sign-in: what happened to it, closing it, opening it again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.audit.selectors import history_of
from assembly.audit.services.access import log_access
from assembly.common.attempts import Attempt
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.enums import Role
from assembly.people.forms_persons import ClosingForm, ReasonForm
from assembly.people.handovers import bundles_of
from assembly.people.models import Closure, Person
from assembly.people.permissions import CLOSE_SIGN_IN, INVITE_PERSONS, RESET_FACTOR, SECRETARIAT, VIEW_PERSONS
from assembly.people.rights import has_right, roles_of
from assembly.people.second_factor import has_second_factor
from assembly.people.selectors import can_be_invited, sign_in_chip
from assembly.people.services.closing import close_sign_in, reopen_sign_in
from assembly.people.services.factor_reset import ask_for_factor_reset


def found_person(person_id: int) -> Any:
    """Return a person with what his chip needs; 404 for nobody."""
    return get_object_or_404(Person.objects.with_invitation().select_related("user"), pk=person_id)


@needs_right(VIEW_PERSONS)
def person_card(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Show how a person's sign-in stands and what can be done about it; the view is written down."""
    now = timezone.now()
    on = timezone.localdate(now)
    person = found_person(person_id)
    log_access(viewer=request.user, subject=person, page=request.path, at=now)
    held = roles_of(person.user, on=on)
    may_close = has_right(request.user, CLOSE_SIGN_IN, on=on) and person.user_id != request.user.pk
    has_sign_in = person.user is not None or person.invited_at is not None
    context = {
        "person": person,
        "chip": sign_in_chip(person),
        "roles": [role.label for role in Role if role in held],
        "closures": person.closures.select_related("closed_by__person", "reopened_by__person"),
        "may_invite": has_right(request.user, INVITE_PERSONS, on=on) and can_be_invited(person),
        "may_letter": has_right(request.user, INVITE_PERSONS, on=on)
        and Person.objects.filter(pk=person.pk).letterable().exists(),
        "may_close": may_close and has_sign_in and not person.is_closed,
        "may_reopen": may_close and person.is_closed,
        "may_reset": has_right(request.user, RESET_FACTOR, on=on)
        and person.user is not None
        and person.user_id != request.user.pk
        and has_second_factor(person.user),
        "history": history_of(person),
    }
    return render(request, "people/person_card.html", context)


@needs_right(CLOSE_SIGN_IN)
def person_close(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Close a sign-in and hand over what is open, in one act."""
    now = timezone.now()
    on = timezone.localdate(now)
    person = found_person(person_id)
    if request.method == "GET":
        log_access(viewer=request.user, subject=person, page=request.path, at=now)
    bundles = bundles_of(person, on=on)
    form = ClosingForm(request.POST or None, bundles=bundles, initial={"closed_on": f"{on:%d.%m.%Y}"})
    attempt = Attempt(request, form)

    def close(values: dict[str, Any]) -> Closure:
        return close_sign_in(
            person_id=person.pk,
            closed_on=values["closed_on"],
            reason=values["reason"],
            handings=form.handings(),
            actor=request.user,
            at=now,
        )

    if attempt.run(close):
        messages.success(request, _("The sign-in is closed. Sessions of this person have ended."))
        return redirect("people:person_card", person_id=person.pk)
    context = {"person": person, "bundles": form.drawn(), "legal": SECRETARIAT}
    return attempt.page("people/person_close.html", context)


@needs_right(RESET_FACTOR)
def factor_reset(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Ask for the reset of a second factor; another person carries it out."""
    person = found_person(person_id)
    attempt = Attempt(request, ReasonForm(request.POST or None))
    if attempt.run(
        lambda values: ask_for_factor_reset(
            person_id=person.pk, reason=values["reason"], actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("It waits for a second person, for 24 hours. The person is told."))
        return redirect("people:paired_list")
    return attempt.page("people/factor_reset.html", {"person": person, "legal": SECRETARIAT})


@needs_right(CLOSE_SIGN_IN)
def person_reopen(request: SignedInRequest, *, person_id: int) -> HttpResponse:
    """Open a closed sign-in again."""
    person = found_person(person_id)
    attempt = Attempt(request, ReasonForm(request.POST or None))
    if attempt.run(
        lambda values: reopen_sign_in(
            person_id=person.pk, reason=values["reason"], actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The sign-in is open again."))
        return redirect("people:person_card", person_id=person.pk)
    return attempt.page("people/person_reopen.html", {"person": person, "legal": SECRETARIAT})
