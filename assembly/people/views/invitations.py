"""Persons and their invitations: the staff's list, and the page behind the link of a letter."""

from datetime import date
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from assembly.audit.services.access import log_access
from assembly.common.clock import day_of
from assembly.common.errors import DomainError, Stale
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.common.views import act
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.forms import FirstPasswordForm, InvitationListForm, PersonFilter
from assembly.people.models import Invitation, Person
from assembly.people.narrowing import NARROWINGS
from assembly.people.permissions import INVITE_PERSONS, SECRETARIAT, VIEW_PERSONS
from assembly.people.querysets import PersonQuerySet
from assembly.people.refusals import InvitationNotValid, PasswordRefused
from assembly.people.rights import has_right
from assembly.people.selectors import can_be_invited, round_of, sign_in_chip
from assembly.people.services.invitations import (
    accept_invitation,
    hash_of,
    invite_person,
    invite_persons,
)
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50


def chosen(form: PersonFilter, *, on: date) -> PersonQuerySet:
    """Return the persons that the filter names on a day; all of them when it says nothing it can read."""
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = Person.objects.unmerged().with_invitation().matching(values.get("q") or "")
    found = found.speaking(values.get("language") or "")
    for narrowing in NARROWINGS.values():
        if value := values.get(narrowing.name):
            found = narrowing.narrow(found, value, on)
    return found.in_state(values.get("state") or "")


@opens_with_saved_view
@needs_right(VIEW_PERSONS)
def person_list(request: SignedInRequest) -> HttpResponse:
    """List persons by how far their sign-in has come; ``?format=xlsx`` gives the same rows as a sheet."""
    now = timezone.now()
    form = PersonFilter(request.GET)
    found = chosen(form, on=timezone.localdate(now)).select_related("user")
    log_access(viewer=request.user, subject="persons", page=request.path, at=now)
    if asks_for_sheet(request):
        return _sheet(found)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(person, sign_in_chip(person), can_be_invited(person)) for person in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "letters": found.invitable().count(),
        "may_invite": has_right(request.user, INVITE_PERSONS, on=timezone.localdate(now)),
        "query": request.GET.urlencode(),
    }
    return render(request, "people/person_list.html", context)


def _sheet(persons: PersonQuerySet) -> HttpResponse:
    return sheet_response(
        file_name="persons",
        title=_("Persons and sign-in"),
        headings=[
            _("Name"),
            _("E-mail address"),
            _("Language"),
            _("Sign-in"),
            _("Invited on"),
            _("Last signed in"),
        ],
        rows=[
            (
                person.full_name,
                person.email,
                person.get_language_display(),
                sign_in_chip(person).word,
                day_of(person.invited_at) if person.invited_at else None,
                day_of(person.user.last_login) if person.user and person.user.last_login else None,
            )
            for person in persons
        ],
    )


@needs_right(INVITE_PERSONS)
@act(to=lambda **_kwargs: reverse("people:person_list"))
def person_invite(request: SignedInRequest, *, person_id: int) -> HttpResponse | None:
    """Invite one person and return to the list as it was filtered."""
    person = get_object_or_404(Person, pk=person_id)
    invite_person(person_id=person.pk, actor=request.user, at=timezone.now())
    messages.success(request, _("The letter will leave within a minute. To: %(name)s") % {"name": person})
    return None


@needs_right(INVITE_PERSONS)
def persons_invite(request: SignedInRequest) -> HttpResponse:
    """Say how many letters will leave, and send them when that is confirmed."""
    refusal: DomainError | None = None
    asked = request.POST or request.GET
    form = PersonFilter(asked)
    persons = chosen(form, on=timezone.localdate())
    if request.method == "POST":
        try:
            return _send_to_all(request, persons.invitable())
        except DomainError as error:
            refusal = error
    else:
        log_access(viewer=request.user, subject="persons", page=request.path, at=timezone.now())
    context = {"form": form, "round": round_of(persons), "refusal": refusal, "legal": SECRETARIAT}
    return render(request, "people/persons_invite.html", context, status=refusal.status if refusal else 200)


def _send_to_all(request: SignedInRequest, invitable: PersonQuerySet) -> HttpResponse:
    form = InvitationListForm(request.POST)
    ids = list(invitable.values_list("pk", flat=True))
    # What was confirmed is a number of letters: when the list has changed since, it is asked anew.
    if not form.is_valid() or form.cleaned_data["count"] != len(ids):
        raise Stale
    count = invite_persons(person_ids=ids, actor=request.user, at=timezone.now())
    words = ngettext(
        "%(count)s letter will leave within minutes.", "%(count)s letters will leave within minutes.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("people:person_list")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person set his password; then he is signed in."""
    now = timezone.now()
    invitation = (
        Invitation.objects.valid(now).filter(token_hash=hash_of(token)).select_related("person").first()
    )
    if invitation is None:
        return render(request, "people/invitation_ended.html", {"refusal": InvitationNotValid()}, status=404)
    form = FirstPasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = accept_invitation(token=token, password=form.cleaned_data["password1"], at=now)
            except PasswordRefused as error:
                form.add_error("password1", error.message())
            except DomainError as error:
                return render(
                    request, "people/invitation_ended.html", {"refusal": error}, status=error.status
                )
            else:
                # As by the door: what else his sign-in asks for comes next, and its browser is remembered.
                record_authentication(request, user, method="password")
                return perform_login(request, user)
    context = {"form": form, "person": invitation.person}
    return render(request, "people/invitation_accept.html", context, status=status)
