"""Letters of the room: consent asked, opinion asked, issued, withdrawn, its term."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assembly.common.names import in_language
from assembly.law.acts import regulation
from assembly.outbox.kinds import register_kind
from assembly.people.models import Person
from expert_council.enums import ConsentState
from expert_council.models import Consent, OpinionRequest

Context = Mapping[str, Any]
Composed = dict[str, Any] | None


def register() -> None:
    """Register every kind of letter; called from ``ready()``."""
    register_kind(
        "expert_council.consent_asked", _("Consent to sit in the Scientific-Expert Council"), consent
    )
    register_kind("expert_council.opinion_asked", _("Expert opinion asked for"), opinion)
    register_kind("expert_council.opinion_issued", _("Expert opinion issued"), opinion)
    register_kind("expert_council.opinion_withdrawn", _("Request for an opinion withdrawn"), opinion)
    register_kind("expert_council.reminder_before", _("Expert opinion: the term is near"), reminder)
    register_kind("expert_council.reminder_overdue", _("Expert opinion: the term has passed"), reminder)


def consent(context: Context, language: str) -> Composed:
    """Compose the question; not due once it was answered or withdrawn."""
    asked = Consent.objects.get(pk=context["consent_id"])
    if asked.state != ConsentState.ASKED:
        return None
    return {
        "salutation": _salutation(context, language),
        "basis": regulation("22").cite(language),
        "pro_bono": regulation("23").cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("expert_council:consent", args=[asked.pk]),
    }


def opinion(context: Context, language: str) -> dict[str, Any]:
    """Compose a letter about an opinion."""
    request = OpinionRequest.objects.select_related("version__document", "act").get(pk=context["request_id"])
    return {
        "salutation": _salutation(context, language),
        "title": in_language(request.version.document, "title", language),
        "version": request.version.number,
        "date": date_format(request.due_on, "DATE_FORMAT"),
        "number": request.act.number if request.act else "",
        "reason": request.withdrawal_reason,
        "pro_bono": regulation("23").cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("expert_council:opinion", args=[request.pk]),
        "is_open": request.is_open,
        "due_on": request.due_on.isoformat(),
    }


def reminder(context: Context, language: str) -> Composed:
    """Compose a reminder; not due once the opinion is issued or withdrawn, or when the term has moved."""
    letter = opinion(context, language)
    if not letter["is_open"] or letter["due_on"] != context["term"]:
        return None
    return {**letter, "days": context["days"], "date": date_format(date.fromisoformat(context["term"]))}


def _salutation(context: Context, language: str) -> str:
    return Person.objects.get(pk=context["person_id"]).salutation(language)
