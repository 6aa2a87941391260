"""Where a user is signed in: from which device, since when; ending one, the others, all of them."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.people.devices import hash_of, new_token
from assembly.people.models import KnownDevice, User
from assembly.people.services.notify import notify_persons

NEW_DEVICE = "people.new_device"
SIGN_INS = "/people/me/sign-ins/"


@transaction.atomic
def note_device(*, user: User, token: str, name: str, at: datetime) -> str:
    """Remember the browser of a sign-in; the owner is told of one that was never seen before.

    The very first device is told to nobody: there is no other to which a letter would be news.

    Args:
        user: who has signed in.
        token: the mark that the browser carries; empty when it has none.
        name: the device in words that need no translation.
        at: the moment.

    Returns:
        The mark that the browser shall carry from now on.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if token and KnownDevice.objects.filter(user=user, token_hash=hash_of(token)).update(last_seen_at=at):
        return token
    token = token or new_token()
    is_first = not KnownDevice.objects.filter(user=user).exists()
    device = KnownDevice.objects.create(
        user=user, token_hash=hash_of(token), name=name, first_seen_at=at, last_seen_at=at
    )
    if is_first:
        return token
    record(stream=user.known_person or user, kind="people.signed_in_on_new_device", actor=user, at=at,
           payload={"device": device.pk})  # fmt: skip
    person = user.known_person
    if person is not None:
        notify_persons(
            [person],
            kind=NEW_DEVICE,
            context={"device": name, "at": at.isoformat()},
            dedup_key=f"{NEW_DEVICE}:{device.pk}",
            at=at,
            path=SIGN_INS,
        )
    return token


@transaction.atomic
def end_sign_ins(*, user: User, at: datetime, keys: Iterable[str] | None = None, besides: str = "") -> int:
    """End sign-ins of a user: at their next request they are strangers; return how many ended.

    Args:
        user: whose.
        at: the moment.
        keys: keys of the sessions to end; all of them when missing.
        besides: key of the session that stays.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    found = UserSession.objects.filter(user_id=user.pk).exclude(session_key=besides)
    if keys is not None:
        found = found.filter(session_key__in=list(keys))
    count = 0
    for user_session in found.order_by("pk"):
        user_session.end()
        count += 1
    if count:
        record(stream=user.known_person or user, kind="people.session_ended", actor=user, at=at,
               payload={"count": count})  # fmt: skip
    return count
