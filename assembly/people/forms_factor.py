"""Forms of the second factor. They parse; allauth checks, services write."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from assembly.people.second_factor import shown_code, used_name

CODE = _("One-time code")
PERIOD = 30  # seconds that the application shows one code


def _dress_code(field: forms.Field, hint: Any = "") -> None:
    """Give the field of a code its look: digits on a telephone's keyboard, room for a recovery code."""
    field.label = CODE
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 12})


class _OnceForm(base_forms.BaseAuthenticateForm):
    """A code counts once for as long as it would be valid; allauth forgets it after one period."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("Six digits from the application, or one of the recovery codes."))
        self.fields["code"].widget.attrs["autofocus"] = True
        self.shown_code = self.fields["code"].initial = shown_code(self.user)

    def clean_code(self) -> str:
        """Refuse a code that was used already."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            name = used_name(self.user.pk, code)
            lifetime = PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
            if not cache.add(name, "used", timeout=lifetime):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_OnceForm, base_forms.AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(_OnceForm, base_forms.ReauthenticateForm):
    """The same, when a person who is signed in confirms that it is he."""


class ApplicationForm(totp_forms.ActivateTOTPForm):
    """The first code of an application that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("Six digits that the application shows now."))


class PasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey that is being added; its name is what its owner will know it by."""

    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you know it later: “My phone”, “Work computer”.")
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = 60
