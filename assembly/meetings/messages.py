"""Letters of the room: the invitation to a sitting of a body that the Secretariat coordinates."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assembly.common.names import in_language
from assembly.meetings.models import Meeting
from assembly.people.models import Person


def compose_invitation(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Write the invitation in the language of the member."""
    meeting = Meeting.objects.select_related("body").get(pk=context["meeting_id"])
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "title": in_language(meeting, "title", language),
        "body": in_language(meeting.body, "name", language),
        "datetime": date_format(localtime(meeting.starts_at), "DATETIME_FORMAT"),
        "place": in_language(meeting, "place", language),
        "reply_by": date_format(meeting.reply_by, "DATE_FORMAT") if meeting.reply_by else "",
        "url": settings.PORTAL_ADDRESS + reverse("meetings:meeting", args=[meeting.pk]),
    }
