"""Letters of the room: the invitation, the recovery of a password."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.outbox.kinds import Context, register_kind
from assembly.people.models import Invitation, Person, User
from assembly.people.services.invitations import KIND as INVITED
from assembly.people.services.invitations import make_token
from assembly.people.services.passwords import KIND as PASSWORD_RESET
from assembly.people.services.passwords import reset_key_of
from assembly.people.services.second_factor import KIND as SECOND_FACTOR_CHANGED
from assembly.people.services.sign_ins import NEW_DEVICE

SECONDS_IN_HOUR = 3_600


def compose_invitation(context: Context, language: str) -> dict[str, Any] | None:
    """Return what an invitation says; nothing once it was used or replaced."""
    invitation = (
        Invitation.objects.open().select_related("person").filter(pk=context["invitation_id"]).first()
    )
    if invitation is None:
        return None
    return {
        "salutation": invitation.person.salutation(language),
        "valid_until": date_format(timezone.localtime(invitation.valid_until), "DATETIME_FORMAT"),
    }


def invitation_url(context: Context, language: str) -> str:
    """Make the link of an invitation, working from now on."""
    path = reverse("people:invitation_accept", args=[make_token(context["invitation_id"])])
    return f"{settings.PORTAL_ADDRESS}{path}"


def compose_password_reset(context: Context, language: str) -> dict[str, Any] | None:
    """Return what the letter says; nothing to somebody whose account was closed meanwhile."""
    user = User.objects.select_related("person").filter(pk=context["user_id"], is_active=True).first()
    if user is None:
        return None
    person = user.known_person
    return {
        "salutation": person.salutation(language) if person else user.email,
        "hours": settings.PASSWORD_RESET_TIMEOUT // SECONDS_IN_HOUR,
    }


def password_reset_url(context: Context, language: str) -> str:
    """Make the link by which a new password is set, once."""
    uid, _dash, key = reset_key_of(User.objects.get(pk=context["user_id"])).partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return f"{settings.PORTAL_ADDRESS}{path}"


def moment_words(at: str) -> str:
    """Return a stored moment as the reader's language writes it."""
    return date_format(timezone.localtime(datetime.fromisoformat(at)), "DATETIME_FORMAT")


def compose_second_factor_changed(context: Context, language: str) -> dict[str, Any] | None:
    """Return what was changed of a second factor, and when."""
    person = Person.objects.get(pk=context["person_id"])
    return {
        "salutation": person.salutation(language),
        "change": context["change"],
        "method": context["method"],
        "when": moment_words(context["at"]),
        "url": f"{settings.PORTAL_ADDRESS}{reverse('people:sign_ins')}",
    }


def compose_new_device(context: Context, language: str) -> dict[str, Any] | None:
    """Return when and on which device somebody signed in."""
    person = Person.objects.get(pk=context["person_id"])
    return {
        "salutation": person.salutation(language),
        "device": context["device"],
        "when": moment_words(context["at"]),
        "url": f"{settings.PORTAL_ADDRESS}{reverse('people:sign_ins')}",
    }


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_kind(INVITED, _("Invitation to the portal"), compose_invitation, secrets={"url": invitation_url})
    register_kind(
        PASSWORD_RESET,
        _("Recovery of a password"),
        compose_password_reset,
        secrets={"url": password_reset_url},
    )
    register_kind(SECOND_FACTOR_CHANGED, _("A second factor was changed"), compose_second_factor_changed)
    register_kind(NEW_DEVICE, _("Sign-in on a new device"), compose_new_device)
