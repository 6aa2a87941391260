"""Letters about a person's sign-in that others change: closed, opened, handed over, asked for, decided."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.outbox.kinds import Context, register_kind
from assembly.people.enums import PairedState, Role
from assembly.people.letter_choices import register_choosable
from assembly.people.models import Closure, PairedAct, Person
from assembly.people.paired import PAIRED
from assembly.people.services.closing import CLOSED, REOPENED
from assembly.people.services.factor_reset import ASKED, RESET
from assembly.people.services.handovers import HANDED
from assembly.people.services.paired import DECIDED


def compose_closure(context: Context, language: str) -> dict[str, Any]:
    """Return what the letter about a closed or reopened sign-in says."""
    closure = Closure.objects.select_related("person").get(pk=context["closure_id"])
    return {
        "salutation": closure.person.salutation(language),
        "date": date_format(closure.closed_on),
        "url": settings.PORTAL_ADDRESS + reverse("account_login"),
    }


def compose_handed(context: Context, language: str) -> dict[str, Any]:
    """Return what a successor reads."""
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "name": Person.objects.get(pk=context["from_id"]).full_name,
        "count": context["count"],
        "url": f"{settings.PORTAL_ADDRESS}/{language}/desk/",
    }


def compose_paired(context: Context, language: str) -> dict[str, Any]:
    """Return what the one who asked reads about the second person's decision."""
    act = PairedAct.objects.select_related("person").get(pk=context["act_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "what": str(PAIRED[act.kind].label) if act.kind in PAIRED else act.kind,
        "name": act.person.full_name,
        "is_confirmed": act.state == PairedState.CONFIRMED,
        "remark": act.remark,
        "url": settings.PORTAL_ADDRESS + reverse("people:paired_show", args=[act.pk]),
    }


def compose_factor_reset(context: Context, language: str) -> dict[str, Any]:
    """Return what a person reads about the reset of his second factor, asked for or done."""
    act = PairedAct.objects.select_related("person").get(pk=context["act_id"])
    return {
        "salutation": act.person.salutation(language),
        "until": date_format(timezone.localtime(act.expires_at), "DATETIME_FORMAT"),
        "url": settings.PORTAL_ADDRESS + reverse("people:me"),
    }


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_kind(CLOSED, _("Sign-in closed"), compose_closure)
    register_kind(REOPENED, _("Sign-in opened again"), compose_closure)
    register_kind(HANDED, _("Open work handed over"), compose_handed)
    register_kind(DECIDED, _("Decision of a second person"), compose_paired)
    register_choosable(DECIDED, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT)
    register_kind(ASKED, _("Reset of a second factor asked for"), compose_factor_reset)
    register_kind(RESET, _("Second factor reset"), compose_factor_reset)
