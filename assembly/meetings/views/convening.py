"""Convening a sitting of a body that the Secretariat coordinates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.bodies.models import Body
from assembly.bodies.selectors import members_on
from assembly.common.attempts import Attempt
from assembly.common.clock import day_of
from assembly.meetings.forms import ConveningForm
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import CONVENE_COORDINATED
from assembly.meetings.services.meetings import COORDINATED, COORDINATION, convene_coordinated
from assembly.people.doors import SignedInRequest, needs_right


@needs_right(CONVENE_COORDINATED)
def meeting_new(request: SignedInRequest, body_id: int) -> HttpResponse:
    """Convene a sitting and invite the members; the agenda is written on the next page."""
    now = timezone.now()
    body = get_object_or_404(Body.objects.filter(kind__in=COORDINATED), pk=body_id)
    attempt = Attempt(request, ConveningForm(request.POST or None, initial=_initial(body)))
    convened: list[Meeting] = []

    def convene(values: dict[str, Any]) -> None:
        convened.append(convene_coordinated(body_id=body.pk, actor=request.user, at=now, **values))

    if attempt.run(convene):
        messages.success(request, _("The sitting is convened, its members are invited. Write the agenda."))
        return redirect("meetings:agenda", meeting_id=convened[0].pk)
    context = {"body": body, "legal": COORDINATION, "members": len(members_on(body, day_of(now)))}
    return attempt.page("meetings/meeting_new.html", context)


def _initial(body: Body) -> dict[str, str]:
    return {"title_kk": f"{body.name_kk}: отырыс", "title_ru": f"{body.name_ru}: заседание"}
