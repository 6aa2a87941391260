"""How allauth behaves here: no open registration, letters through the outbox, no word too many."""

import time
import uuid
from typing import Any, ClassVar

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.common.front import is_within
from assembly.common.names import language_now
from assembly.people.services.passwords import send_password_reset, set_password
from assembly.people.sign_in_number import number_of

WRONG = _("The e-mail address or the password is wrong. Check and try again, or recover the password.")
LIMITED = format_lazy(
    _("For safety, signing in is limited for a while. Minutes to wait: {minutes}."),
    minutes=settings.SIGN_IN_PAUSE_MINUTES,
)
SAID = {
    "account/messages/password_changed.txt": _("The password is changed."),
    "mfa/messages/totp_activated.txt": _("The application is set up. From now on its code is asked for."),
    "mfa/messages/totp_deactivated.txt": _("The application is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}
PASSKEY_SIGN_IN = "mfa_login_webauthn"
WRONG_PASSKEY = _("The passkey does not fit. Sign in by password, or choose another passkey.")
WAYS = {
    "reauthenticate": (_("By password"), "key-round"),
    "mfa_reauthenticate": (_("By a code"), "smartphone"),
    "mfa_reauthenticate:webauthn": (_("By passkey"), "fingerprint-pattern"),
}


class PortalAccountAdapter(DefaultAccountAdapter):
    """Nobody registers by himself: a person is invited."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": LIMITED,
        "enter_current_password": _("The current password is wrong."),
        "invalid_password_reset": _("This link is no longer valid"),
        "incorrect_password": _("The password is wrong."),
        "rate_limited": LIMITED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: sign-in comes by invitation only."""
        return False

    def get_user_search_fields(self) -> list[str]:
        """Return what allauth may search users by."""
        return ["email"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: users have no names beside their address."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Say of a closed account what is said of a wrong password, so that nobody learns that it existed."""
        messages.error(request, WRONG)
        return redirect("account_login")

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox; the link is made when it leaves, not now.

        Who signs in by a number has no mailbox: a new printed letter is his recovery.
        """
        if number_of(user.email):
            return
        send_password_reset(user=user, language=language_now(), at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: every letter of the portal goes through the outbox.

        Raises:
            RuntimeError: always; a new letter of allauth's was turned on without a kind of ours.
        """
        raise RuntimeError(f"{template_prefix} is no kind of the outbox")

    def set_password(self, user: Any, password: str) -> None:
        """Set a password through the service, which writes the event."""
        set_password(user=user, password=password, at=timezone.now())
        user.refresh_from_db(fields=["password"])

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Say whether ``password`` is the user's; attempts are counted as those of signing in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Say whether to ask who it is; whoever has just signed in has just shown it."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to confirm who one is, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"], method["icon"] = WAYS[method["id"]]
        return methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the person's own card."""
        return reverse("people:me")

    def add_message(  # noqa: PLR0917  -- allauth's signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what needs saying: that one is signed in is seen from the page."""
        if level == messages.ERROR and request.resolver_match.view_name == PASSKEY_SIGN_IN:  # type: ignore[union-attr]
            messages.error(request, WRONG_PASSKEY)
        elif words := SAID.get(message_template or ""):
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return whom an address-wide limit counts.

        Behind the address of a hall sit hundreds of members who sign in within minutes: from the
        listed networks each request counts for itself, and only the limit of the account remains.
        """
        found = super().get_client_ip(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            # Past the door nothing is counted by address: this is the one that the sign-in came from.
            return found
        return f"hall-{uuid.uuid4().hex}" if is_within(found, settings.HALL_NETWORKS) else found
