"""One's own e-mail address: asking for another, the page behind the link of its letter, taking it back."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from assembly.common.attempts import Attempt
from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.people.doors import SignedInRequest
from assembly.people.forms_persons import AddressForm
from assembly.people.models import AddressChange, Person
from assembly.people.refusals_sign_in import AddressLinkNotValid, TooManyAddressChanges
from assembly.people.services.addresses import (
    ask_for_address,
    confirm_address,
    hash_of_address_token,
    withdraw_address,
)


def address_change(request: SignedInRequest) -> HttpResponse:
    """Ask for another address of one's own."""
    person = get_object_or_404(Person, user=request.user)
    attempt = Attempt(request, AddressForm(request.POST or None))
    # Also attempts that are refused: nobody shall learn by trying who else is here.
    if request.method == "POST" and not ratelimit.consume(
        request, action="address_change", user=request.user
    ):
        attempt.refusal = TooManyAddressChanges()
    elif attempt.run(
        lambda values: ask_for_address(
            person_id=person.pk, address=values["address"], actor=request.user, at=timezone.now()
        )
    ):
        messages.success(request, _("The letter will leave within a minute. Open its link to confirm."))
        return redirect("people:me")
    return attempt.page("people/address_change.html", {"person": person})


@act(to="people:me", done=gettext_lazy("The change of the address is withdrawn."))
def address_withdraw(request: SignedInRequest) -> None:
    """Take back a change that waits."""
    person = get_object_or_404(Person, user=request.user)
    withdraw_address(person_id=person.pk, actor=request.user, at=timezone.now())


@login_not_required
@never_cache
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a new address by the link of its letter; programs that open links of mail change nothing."""
    now = timezone.now()
    change = AddressChange.objects.valid(now).filter(token_hash=hash_of_address_token(token)).first()
    refusal: DomainError | None = None if change else AddressLinkNotValid()
    if change and request.method == "POST":
        try:
            confirm_address(token=token, at=now)
        except DomainError as error:
            refusal = error
        else:
            messages.success(request, _("The new address holds: sign in by it from now on."))
            return redirect("people:me" if request.user.is_authenticated else "account_login")
    if change is None or isinstance(refusal, AddressLinkNotValid):
        return render(request, "people/invitation_ended.html", {"refusal": refusal}, status=404)
    context = {"change": change, "refusal": refusal}
    return render(request, "people/address_confirm.html", context, status=refusal.status if refusal else 200)
