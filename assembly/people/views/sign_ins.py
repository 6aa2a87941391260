"""Where one is signed in, and ending it."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.common.views import act
from assembly.people.doors import SignedInRequest
from assembly.people.services.sign_ins import end_sign_ins
from assembly.people.sign_ins import sign_ins_of


def back(**_: object) -> str:
    """Return the address of the list."""
    return reverse("people:sign_ins")


def sign_in_list(request: SignedInRequest) -> HttpResponse:
    """List where the reader is signed in."""
    found = sign_ins_of(request.user, here=request.session.session_key or "", at=timezone.now())
    context = {"sign_ins": found, "others": sum(not one.is_here for one in found)}
    return render(request, "people/sign_in_list.html", context)


@act(to=back, done=_("That sign-in has ended."))
def sign_in_end(request: SignedInRequest, *, sign_in_id: int) -> None:
    """End one of one's own sign-ins."""
    found = get_object_or_404(UserSession, pk=sign_in_id, user=request.user)
    end_sign_ins(user=request.user, keys=[found.session_key], at=timezone.now())


@act(to=back, done=_("You are signed out everywhere else."))
def sign_ins_end_others(request: SignedInRequest) -> None:
    """End all of one's sign-ins but this one."""
    end_sign_ins(user=request.user, besides=request.session.session_key or "", at=timezone.now())


@act(to="account_login")
def sign_ins_end_all(request: SignedInRequest) -> HttpResponse | None:
    """End all of one's sign-ins, this one too."""
    end_sign_ins(user=request.user, at=timezone.now())
    logout(request)
    return redirect("account_login")
