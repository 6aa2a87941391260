"""The small question that open pages ask every second: has anything changed?"""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.common.clock import day_of
from assembly.meetings.models import Meeting
from assembly.people.doors import before_second_factor
from assembly.voting.live_words import live_token


def etag_for(meeting_id: int, user: object, *, on_phone: bool, at: datetime) -> str:
    """Return the tag under which a page of the sitting is drawn for ``user``, who may look at it."""
    token = live_token(meeting_id, user, on_phone=on_phone, at=at)
    token = token or live_token(meeting_id, None, on_phone=on_phone, at=at)
    return f'"{token}"'


@before_second_factor
@require_safe
def live(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Answer 304 while nothing has changed. A member on the roll costs one query besides his sign-in."""
    on_phone = request.GET.get("of") == "phone"
    now = timezone.now()
    token = live_token(meeting_id, request.user, on_phone=on_phone, at=now)
    if token is None:
        if not Meeting.objects.visible_to(request.user, on=day_of(now)).filter(pk=meeting_id).exists():
            raise Http404
        token = live_token(meeting_id, None, on_phone=on_phone, at=now)
    etag = f'"{token}"'
    is_same = request.headers.get("If-None-Match") == etag
    response: HttpResponse = HttpResponseNotModified() if is_same else JsonResponse({"token": token})
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
