"""The page of the Council."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from assembly.bodies.enums import BodyKind
from assembly.common.names import in_language, language_now
from assembly.meetings.models import Meeting
from council.permissions import can_view_council
from council.selectors import council_on

LATEST = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the composition on today, the quorum it makes, the rules and the sittings."""
    today = localdate()
    if not can_view_council(request.user, on=today):
        raise Http404
    council = council_on(today)
    context = {
        "today": today,
        "council": council,
        "seats": [(seat, in_language(seat, "on_behalf")) for seat in council.seats],
        "powers": [(power.name(language_now()), power.legal_ref) for power in council.powers],
        "meetings": Meeting.objects.visible_to(request.user, on=today).filter(body__kind=BodyKind.COUNCIL)[
            :LATEST
        ],
    }
    return render(request, "council/council_home.html", context)
