"""Letters of the room: the invitation to a sitting of the Council; the Chairman's agreement."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assembly.common.names import in_language
from assembly.law.acts import regulation
from assembly.people.models import Person
from council.models import CouncilMeeting


def compose_invitation(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Write the invitation in the language of the member."""
    found = CouncilMeeting.objects.get(pk=context["council_meeting_id"])
    reply_by = found.reply_by
    return {
        **_letter(found, context, language),
        "agenda": [in_language(item, "title", language) for item in found.planned_items.all()],
        "reply_by": date_format(reply_by, "DATE_FORMAT") if reply_by else "",
        "url": settings.PORTAL_ADDRESS + reverse("meetings:meeting", args=[found.meeting_id]),
    }


def compose_agreement(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Tell a deputy that the Chairman has agreed and that he may convene."""
    found = CouncilMeeting.objects.get(pk=context["council_meeting_id"])
    return {
        **_letter(found, context, language),
        "url": settings.PORTAL_ADDRESS + reverse("council:meeting", args=[found.pk]),
    }


def _letter(found: CouncilMeeting, context: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "datetime": date_format(localtime(found.starts_at), "DATETIME_FORMAT"),
        "place": in_language(found, "place", language),
        "basis": regulation("12").cite(language),
    }
