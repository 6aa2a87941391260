"""Letters of the room: the invitation to a Session (P43)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assembly.common.names import in_language
from assembly.people.models import Person
from sessions.models import AssemblySession
from sessions.services.convening_text import MONTHS_RU, words

MONTHS_EN = words("January February March April May June July August September October November December")
# The closed set of months in «…дағы»: the ending follows the last sound of each.
MONTHS_KK_LOCATIVE = words(
    "қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы қыркүйектегі қазандағы"
    " қарашадағы желтоқсандағы"
)


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
        "order_ref": order_ref(act.number, act.signed_on, language),
        "datetime": date_format(localtime(assembly_session.starts_at), "DATETIME_FORMAT"),
        "place": in_language(assembly_session, "place", language),
        "reply_by": date_format(reply_by, "DATE_FORMAT") if reply_by else "",
        "url": settings.PORTAL_ADDRESS + reverse("meetings:meeting", args=[context["meeting_id"]]),
    }


def order_ref(number: str, signed_on: date, language: str) -> str:
    """Name an order by its day and number, as its noun in ``language`` demands.

    «2026 жылғы 22 қазандағы № 12» (before «өкіммен»), «от 22 октября 2026 года № 12»,
    “No. 12 of 22 October 2026”.
    """
    month = signed_on.month - 1
    if language == "kk":
        return f"{signed_on.year}\u00a0жылғы {signed_on.day}\u00a0{MONTHS_KK_LOCATIVE[month]} №\u00a0{number}"
    if language == "ru":
        return f"от {signed_on.day}\u00a0{MONTHS_RU[month]} {signed_on.year}\u00a0года №\u00a0{number}"
    return f"No.\u00a0{number} of {signed_on.day}\u00a0{MONTHS_EN[month]} {signed_on.year}"
