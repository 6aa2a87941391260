"""What becomes of second factors: the event and the letter beside allauth's own row, in one transaction."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.keys import SEALING, current_key
from assembly.people.models import User
from assembly.people.refusals import LastFactor
from assembly.people.second_factor import is_last_of, must_have_second_factor
from assembly.people.services.notify import notify_persons

KIND = "people.second_factor_changed"
CARD = "/people/me/"
# Where allauth keeps what must not be read in the database: the key of an application, the seed of codes.
SEALED = ("secret", "seed")


def lock_user(user: User) -> User:
    """Lock the row of a user: whatever changes his second factors takes turns here."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


@transaction.atomic
def note_factor_set_up(*, user: User, method: str, at: datetime) -> None:
    """Write down that a user has set up an application or a passkey, and tell him by letter.

    Args:
        user: whose; he did it himself.
        method: ``totp`` or ``webauthn``.
        at: the moment.
    """
    lock_user(user)
    record(stream=user.known_person or user, kind="people.second_factor_set_up", actor=user, at=at,
           payload={"method": method})  # fmt: skip
    _tell(user, change="set_up", method=method, at=at)


@transaction.atomic
def note_factor_removed(*, user: User, authenticator: Authenticator, at: datetime) -> None:
    """Write down that a user removes one of his second factors; called before the row is deleted.

    Raises:
        LastFactor: his office asks for a second factor and this is the last one.
    """
    lock_user(user)
    if is_last_of(user, authenticator) and must_have_second_factor(user, on=day_of(at)):
        raise LastFactor
    record(stream=user.known_person or user, kind="people.second_factor_removed", actor=user, at=at,
           payload={"method": authenticator.type, "authenticator": authenticator.pk})  # fmt: skip
    _tell(user, change="removed", method=authenticator.type, at=at)


@transaction.atomic
def note_recovery_codes_made(*, user: User, at: datetime) -> None:
    """Write down that new recovery codes were made; the earlier ones no longer work."""
    lock_user(user)
    record(stream=user.known_person or user, kind="people.recovery_codes_made", actor=user, at=at)
    _tell(user, change="codes", method=Authenticator.Type.RECOVERY_CODES, at=at)


@transaction.atomic
def reseal_second_factors(*, at: datetime) -> int:
    """Bring the secrets of all second factors under the present key; return how many were under others.

    Args:
        at: the moment, timezone-aware.

    Raises:
        LookupError: a secret lies under a key that is no longer in the environment.
    """
    current = f"{current_key(SEALING)}:"
    count = 0
    for authenticator in Authenticator.objects.select_for_update(of=("self",)).order_by("pk"):
        sealed = [name for name in SEALED if not authenticator.data.get(name, current).startswith(current)]
        for name in sealed:
            authenticator.data[name] = encrypt(decrypt(authenticator.data[name]))
        if sealed:
            authenticator.save(update_fields=["data"])
            count += 1
    if count:
        record(stream="personal_keys", kind="people.factors_resealed", at=at,
               payload={"count": count, "key": current.rstrip(":")})  # fmt: skip
    return count


def _tell(user: User, *, change: str, method: str, at: datetime) -> None:
    person = user.known_person
    if person is None:
        return
    notify_persons(
        [person],
        kind=KIND,
        context={"change": change, "method": str(method), "at": at.isoformat()},
        dedup_key=f"{KIND}:{change}:{at.isoformat()}",
        at=at,
        path=CARD,
    )
