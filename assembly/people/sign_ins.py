"""What a sign-in carries in its session, and who is signed in where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from assembly.people.devices import device_name, device_of, give_token, token_of
from assembly.people.models import User
from assembly.people.services.sign_ins import note_device

SEEN = "portal_seen_at"
# How exact “last seen” is: one writing in this time, however often a page asks for changes.
STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One living sign-in, as its owner sees it."""

    pk: int
    device: str
    since: datetime
    seen_at: datetime
    is_here: bool


def sign_ins_of(user: User, *, here: str, at: datetime) -> list[SignIn]:
    """Return where a user is signed in, this browser first; in two queries whatever their number.

    A session that outlived a change of the password is dead already and is not listed.

    Args:
        user: whose.
        here: key of the session that asks.
        at: the moment.
    """
    rows = {row.session_key: row for row in UserSession.objects.filter(user_id=user.pk)}
    living = Session.objects.filter(session_key__in=rows, expire_date__gt=at)
    found = [
        SignIn(
            pk=rows[session.session_key].pk,
            device=device_name(rows[session.session_key].user_agent),
            since=rows[session.session_key].created_at,
            seen_at=rows[session.session_key].last_seen_at,
            is_here=session.session_key == here,
        )
        for session in living
        if _still_opens(session.get_decoded(), user)
    ]
    return sorted(found, key=lambda one: (not one.is_here, -one.seen_at.timestamp()))


def _still_opens(values: dict[str, Any], user: User) -> bool:
    return constant_time_compare(values.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def mark_seen(request: HttpRequest) -> None:
    """Note that a sign-in is in use; a session that did not come in by the door is not followed."""
    seen = request.session.get(SEEN)
    now = timezone.now()
    if seen is None or now.timestamp() - seen < STEP.total_seconds():
        return
    request.session[SEEN] = int(now.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def on_sign_in(request: HttpRequest, response: HttpResponse, user: User, **_: Any) -> None:
    """Begin to follow a sign-in, and remember its browser."""
    now = timezone.now()
    request.session[SEEN] = int(now.timestamp())
    token = note_device(user=user, token=token_of(request), name=device_of(request), at=now)
    give_token(response, token)


def connect() -> None:
    """Listen to the door; called from ``ready()``."""
    user_logged_in.connect(on_sign_in, dispatch_uid="people.sign_ins")
