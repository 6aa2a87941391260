"""Letters about one's own e-mail address: to the new one with a link, to the former one as a warning."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.outbox.kinds import Context, register_kind
from assembly.people.models import AddressChange
from assembly.people.services.addresses import ASKED, CHANGED, TO_CONFIRM, make_address_token


def compose_to_confirm(context: Context, language: str) -> dict[str, Any] | None:
    """Return what the letter to the new address says; nothing once it was used, withdrawn or replaced."""
    change = AddressChange.objects.open().select_related("person").filter(pk=context["change_id"]).first()
    if change is None:
        return None
    return {
        "salutation": change.person.salutation(language),
        "valid_until": date_format(timezone.localtime(change.valid_until), "DATETIME_FORMAT"),
    }


def address_url(context: Context, language: str) -> str:
    """Make the link that confirms the address, working from now on."""
    path = reverse("people:address_confirm", args=[make_address_token(context["change_id"])])
    return f"{settings.PORTAL_ADDRESS}{path}"


def compose_warning(context: Context, language: str) -> dict[str, Any]:
    """Return what the former address is told; the new one is not named to whoever reads there."""
    change = AddressChange.objects.select_related("person").get(pk=context["change_id"])
    moment = change.confirmed_at or change.asked_at
    return {
        "salutation": change.person.salutation(language),
        "when": date_format(timezone.localtime(moment), "DATETIME_FORMAT"),
        "url": settings.PORTAL_ADDRESS + reverse("people:me"),
    }


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_kind(
        TO_CONFIRM,
        _("Confirmation of a new e-mail address"),
        compose_to_confirm,
        secrets={"url": address_url},
    )
    register_kind(ASKED, _("Change of the e-mail address asked for"), compose_warning)
    register_kind(CHANGED, _("E-mail address changed"), compose_warning)
