"""The second factor: allauth's views with our words, our events, and one refusal of our own."""

import base64
import json
from typing import Any

from allauth.account.views import ReauthenticateView as PasswordAgainView
from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from assembly.common.errors import DomainError
from assembly.common.views import say_refusal
from assembly.people.proofs import lead_back_from_what_waited_too_long, what_waits
from assembly.people.second_factor import factors_of, has_second_factor, must_have_second_factor
from assembly.people.services.second_factor import (
    note_factor_removed,
    note_factor_set_up,
    note_recovery_codes_made,
)

GROUP = 4  # letters of a secret between two spaces


class Framed:
    """Pages of the second factor: who must set one up first sees no menu that he cannot use yet."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frame, and the options of a passkey as one string for the page's module."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        user: Any = self.request.user
        is_led_here = (
            user.is_authenticated
            and must_have_second_factor(user, on=timezone.localdate())
            and not has_second_factor(user)
        )
        context["is_led_here"] = is_led_here
        context["frame"] = "layout/signin.html" if is_led_here else "layout/workspace.html"
        if "js_data" in context:
            options = next(iter(context["js_data"].values()))
            context["passkey_options"] = json.dumps(options, cls=DjangoJSONEncoder)
        return context


class Index(Framed, IndexView):
    """What one has, and what can be set up."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the user has."""
        context = super().get_context_data(**kwargs)
        user: Any = self.request.user
        found = factors_of(user)
        return {
            **context,
            "application": next(iter(found[Authenticator.Type.TOTP]), None),
            "passkeys": found[Authenticator.Type.WEBAUTHN],
            "codes": next(iter(found[Authenticator.Type.RECOVERY_CODES]), None),
            "is_duty": must_have_second_factor(user, on=timezone.localdate()),
        }


class ApplicationSetUp(Framed, ActivateTOTPView):
    """Set up an application that shows codes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret in groups, for those who type it."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        svg = context["totp_svg"].encode()
        return {
            **context,
            "secret": " ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP)),
            "image": f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}",
        }

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the application, with its event."""
        note_factor_set_up(
            user=self.request.user,  # type: ignore[arg-type]
            method=Authenticator.Type.TOTP.value,
            at=timezone.now(),
        )
        return super().form_valid(form)


class ApplicationRemove(Framed, DeactivateTOTPView):
    """Remove the application."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, with its event; the last factor of a bound person stays."""
        try:
            with transaction.atomic():
                note_factor_removed(
                    user=self.request.user,  # type: ignore[arg-type]
                    authenticator=self.authenticator,
                    at=timezone.now(),
                )
                return super().form_valid(form)
        except DomainError as refusal:
            say_refusal(self.request, refusal)
            return redirect("mfa_index")


class PasskeyAdd(Framed, AddWebAuthnView):
    """Add a passkey."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the passkey, with its event."""
        note_factor_set_up(
            user=self.request.user,  # type: ignore[arg-type]
            method=Authenticator.Type.WEBAUTHN.value,
            at=timezone.now(),
        )
        return super().form_valid(form)


class PasskeyRename(Framed, EditWebAuthnView):
    """Give a passkey another name."""

    success_url = reverse_lazy("mfa_index")


class PasskeyRemove(Framed, RemoveWebAuthnView):
    """Remove a passkey."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, with its event; the last factor of a bound person stays."""
        try:
            with transaction.atomic():
                note_factor_removed(
                    user=self.request.user,  # type: ignore[arg-type]
                    authenticator=self.get_object(),
                    at=timezone.now(),
                )
                return super().form_valid(form)
        except DomainError as refusal:
            say_refusal(self.request, refusal)
            return redirect("mfa_index")


class CodesMake(Framed, GenerateRecoveryCodesView):
    """Make new recovery codes; the earlier ones end."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Make them, with their event."""
        note_recovery_codes_made(user=self.request.user, at=timezone.now())  # type: ignore[arg-type]
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class CodesShow(Framed, ViewRecoveryCodesView):
    """Show the recovery codes, once."""


@method_decorator(login_not_required, name="dispatch")
class SecondStep(Framed, AuthenticateView):
    """The second step of signing in."""


class Confirming(Framed):
    """A page that asks once more who it is: it names the act that waits, and drops what waited too long."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Look first at what waits."""
        led_back = lead_back_from_what_waited_too_long(request, at=timezone.now())
        return led_back or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the act that comes next."""
        return {**super().get_context_data(**kwargs), **what_waits(self.request)}


class ConfirmByPassword(Confirming, PasswordAgainView):
    """Confirm with the password that it is he who is signed in."""


class ConfirmByCode(Confirming, ReauthenticateView):
    """Confirm with a code that it is he who is signed in."""


class ConfirmByPasskey(Confirming, ReauthenticateWebAuthnView):
    """Confirm with a passkey that it is he who is signed in."""


@method_decorator(login_not_required, name="dispatch")
class PasskeySignIn(LoginWebAuthnView):
    """Sign in with a passkey alone."""


index = Index.as_view()
application_set_up = ApplicationSetUp.as_view()
application_remove = ApplicationRemove.as_view()
passkey_add = PasskeyAdd.as_view()
passkey_rename = PasskeyRename.as_view()
passkey_remove = PasskeyRemove.as_view()
codes_make = CodesMake.as_view()
codes_show = CodesShow.as_view()
second_step = SecondStep.as_view()
confirm_by_password = ConfirmByPassword.as_view()
confirm_by_code = ConfirmByCode.as_view()
confirm_by_passkey = ConfirmByPasskey.as_view()
passkey_sign_in = PasskeySignIn.as_view()
