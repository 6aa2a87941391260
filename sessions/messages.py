"""Letters of the room: the invitation to a Session (P43)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assembly.common.dates import act_reference
from assembly.common.names import in_language
from assembly.people.models import Person
from sessions.models import AssemblySession


def compose_invitation(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Write the invitation in the language of the member."""
    assembly_session = AssemblySession.objects.select_related("convening_act").get(
        pk=context["assembly_session_id"]
    )
    act = assembly_session.convening_act
    assert act is not None, "a convened Session has its act"
    person = Person.objects.get(pk=context["person_id"])
    reply_by = assembly_session.reply_by
    return {
        "salutation": person.salutation(language),
        "roman": assembly_session.roman,
        "order_ref": act_reference(act.number, act.signed_on, language),
        "datetime": date_format(localtime(assembly_session.starts_at), "DATETIME_FORMAT"),
        "place": in_language(assembly_session, "place", language),
        "reply_by": date_format(reply_by, "DATE_FORMAT") if reply_by else "",
        "url": settings.PORTAL_ADDRESS + reverse("meetings:meeting", args=[context["meeting_id"]]),
    }
