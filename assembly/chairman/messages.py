"""Letters of the room: a matter waits for the Chairman; a matter has ended."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from assembly.chairman.enums import MatterState
from assembly.chairman.matters import kind_of
from assembly.chairman.models import Matter
from assembly.common.names import in_language
from assembly.people.models import Person


def compose_matter_put(context: Mapping[str, Any], language: str) -> dict[str, Any] | None:
    """Write to the Chairman about a matter; nothing is due when it has ended meanwhile."""
    matter = Matter.objects.get(pk=context["matter_id"])
    if matter.state != MatterState.WAITING:
        return None
    return _letter(matter, context, language)


def compose_matter_ended(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Write to who put the matter how it ended."""
    matter = Matter.objects.select_related("chairman_act__act").get(pk=context["matter_id"])
    act = matter.chairman_act.act if matter.state == MatterState.SIGNED else None
    return {**_letter(matter, context, language), "act": act}


def _letter(matter: Matter, context: Mapping[str, Any], language: str) -> dict[str, Any]:
    person = Person.objects.get(pk=context["person_id"])
    return {
        "salutation": person.salutation(language),
        "matter": matter,
        "title": in_language(matter, "title", language),
        "summary": in_language(matter, "summary", language),
        "basis": kind_of(matter).legal_ref.cite(language),
        "url": settings.PORTAL_ADDRESS + reverse("chairman:matter", args=[matter.pk]),
    }
