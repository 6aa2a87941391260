"""Letters of the room: to applicants in the language of their appeal, to the staff in their own.

A letter never carries the code by which an appeal is followed: only its hash is kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.outbox.kinds import register_kind
from assembly.people.models import Person
from secretariat.models import CitizenAppeal
from secretariat.permissions import APPEALS, REDIRECTION, REGISTRATION, TERM

Context = Mapping[str, Any]
Composed = dict[str, Any] | None


def register_messages() -> None:
    """Register every kind of letter; called from ``ready()``."""
    register_kind("secretariat.appeal_registered", _("Receipt of an appeal"), to_applicant)
    register_kind("secretariat.appeal_redirected", _("Applicant told of redirection"), to_applicant)
    register_kind("secretariat.appeal_extended", _("Applicant told of an extended term"), to_applicant)
    register_kind("secretariat.appeal_answered", _("Applicant told of the answer"), to_applicant)
    register_kind("secretariat.appeal_given", _("Appeal given to an executor"), to_staff)
    register_kind("secretariat.appeal_sent_to_body", _("Appeal redirected to a state body"), to_staff)
    register_kind("secretariat.appeal_before", _("Reminder before the term of an appeal"), reminder)
    register_kind("secretariat.appeal_due", _("Reminder on the last day of an appeal"), reminder)
    register_kind("secretariat.appeal_overdue", _("Reminder of an overdue appeal"), reminder)
    register_kind("secretariat.appeal_escalation", _("Head told of an overdue appeal"), reminder)


def to_applicant(context: Context, language: str) -> Composed:
    """Compose a letter to the applicant: what became of his appeal and where he follows it."""
    appeal = CitizenAppeal.objects.select_related("state_body", "answer").get(pk=context["appeal_id"])
    return {
        "name": appeal.applicant_name,
        "number": appeal.number,
        "registered": date_format(appeal.registered_on),
        "date": date_format(appeal.due_on),
        "body": str(appeal.state_body or ""),
        "reason": appeal.extension_reason or appeal.redirect_reason,
        "answer": appeal.answer.number if appeal.answer else "",
        "appeals_basis": APPEALS.cite(language),
        "registration_basis": REGISTRATION.cite(language),
        "redirection_basis": REDIRECTION.cite(language),
        "term_basis": TERM.cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("secretariat:appeal_follow"),
    }


def to_staff(context: Context, language: str) -> Composed:
    """Compose a letter about an appeal to somebody of the Secretariat or of a state body; no data of the applicant."""
    appeal = CitizenAppeal.objects.get(pk=context["appeal_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "number": appeal.number,
        "registered": date_format(appeal.registered_on),
        "date": date_format(appeal.present_due_on),
        "term": appeal.present_due_on.isoformat(),
        "is_open": appeal.is_open,
        "basis": (APPEALS if appeal.is_open else REDIRECTION).cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("secretariat:appeal_card", args=[appeal.pk]),
    }


def reminder(context: Context, language: str) -> Composed:
    """Compose a reminder; not due once the appeal is answered or redirected, or when its term has moved."""
    letter = to_staff(context, language)
    if letter is None or not letter["is_open"] or letter["term"] != context["term"]:
        return None
    return {**letter, "days": context["days"], "date": date_format(date.fromisoformat(context["term"]))}
