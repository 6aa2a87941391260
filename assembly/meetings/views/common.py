"""How views of the room find their sitting."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assembly.common.clock import day_of
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import can_register
from assembly.people.models import Person, User
from assembly.people.rights import has_right


def visible_meeting(request: HttpRequest, meeting_id: int, at: datetime) -> Meeting:
    """Return a sitting that the person may read, or answer that there is none."""
    meetings = Meeting.objects.visible_to(request.user, on=day_of(at))
    return get_object_or_404(meetings.select_related("body", "presiding", "secretary"), pk=meeting_id)


def meeting_for(request: HttpRequest, meeting_id: int, right: str, at: datetime) -> Meeting:
    """Return a sitting for a page of staff; who has not the right is told that there is no such page."""
    meeting = visible_meeting(request, meeting_id, at)
    if not has_right(request.user, right, on=day_of(at), subject=meeting.body):
        raise Http404
    return meeting


def meeting_at_desk(request: HttpRequest, meeting_id: int, at: datetime) -> Meeting:
    """Return a sitting for its desk of registration; who does not register there is told that there is no such page."""
    meeting = visible_meeting(request, meeting_id, at)
    if not can_register(request.user, meeting, on=day_of(at)):
        raise Http404
    return meeting


def person_of(request: HttpRequest) -> Person | None:
    """Return the person behind the user, if any."""
    return getattr(request.user, "person", None)


def is_htmx(request: HttpRequest) -> bool:
    """Say whether only a fragment is wanted."""
    return request.headers.get("HX-Request") == "true"


def actor_of(request: HttpRequest) -> User:
    """Return who acts; strangers do not come this far, the middleware sends them to sign in."""
    assert isinstance(request.user, User), "pages of the room are for those who are signed in"
    return request.user
