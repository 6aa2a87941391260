"""Choosing a person for a seat, a post or an office; entering a new one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from assembly.bodies.forms import ListFilter, PersonForm
from assembly.common.attempts import Attempt
from assembly.common.search import containing
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.models import Person
from assembly.people.permissions import ADD_PERSON
from assembly.people.services.register import add_person

MOST_FOUND = 20


def person_to_choose(request: SignedInRequest) -> tuple[Person | None, dict[str, Any]]:
    """Return the person named in the address, or what the page needs to look for one."""
    if number := request.GET.get("person", ""):
        return get_object_or_404(Person, pk=number if number.isdigit() else 0), {}
    form = ListFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = (
        containing(Person.objects.unmerged(), words, "family_name", "given_name", "patronymic")[:MOST_FOUND]
        if words
        else []
    )
    links = [(person, f"?{urlencode({**request.GET.dict(), 'person': person.pk})}") for person in found]
    add_url = f"{reverse('bodies:person_new')}?{urlencode({'next': request.get_full_path()})}"
    kept = [(name, value) for name, value in request.GET.items() if name != "q"]
    return None, {"form": form, "found": links, "was_asked": bool(words), "add_url": add_url, "kept": kept}


@sensitive_post_parameters("iin")
@needs_right(ADD_PERSON)
def person_new(request: SignedInRequest) -> HttpResponse:
    """Enter a person and go back to where he was looked for."""
    attempt = Attempt(request, PersonForm(request.POST or None))
    entered: list[Person] = []
    if attempt.run(
        lambda values: entered.append(add_person(**values, actor=request.user, at=timezone.now()))
    ):
        messages.success(request, _("The person is entered in the register."))
        return redirect(_way_back(request, entered[0]))
    return attempt.page("bodies/person_form.html", {})


def _way_back(request: SignedInRequest, person: Person) -> str:
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return reverse("bodies:member_card", kwargs={"person_id": person.pk})
    path, _mark, query = target.partition("?")
    kept = f"{query}&" if query else ""
    return f"{path}?{kept}{urlencode({'person': person.pk})}"
