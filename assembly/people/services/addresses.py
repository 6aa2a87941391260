"""Changing one's own e-mail address: it holds when somebody who reads letters there has confirmed it."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from assembly.audit.services.chain import record
from assembly.common.errors import NotAllowed
from assembly.outbox.services.messages import enqueue
from assembly.people.models import AddressChange, Person, User
from assembly.people.refusals import AddressTaken
from assembly.people.refusals_sign_in import (
    AddressInvalid,
    AddressLinkNotValid,
    AddressSame,
    NoAddressWaits,
    TooManyAddressChanges,
)
from assembly.people.services.invitations import hash_of
from assembly.people.services.notify import notify_persons
from assembly.people.sign_in_number import number_of

ASKED, TO_CONFIRM, CHANGED = "people.address_asked", "people.address_to_confirm", "people.address_changed"
HOLDS = timedelta(hours=24)
MOST_A_DAY = 3
MY_CARD = "/people/me/"


def hash_of_address_token(token: str) -> str:
    """Return what is kept of a token; apart from those of invitations."""
    return hash_of(f"address:{token}")


@transaction.atomic
def ask_for_address(*, person_id: int, address: str, actor: User, at: datetime) -> AddressChange:
    """Write to a new address of one's own; it holds once the link of that letter is used.

    The former address holds until then and is told at once. The event does not say the address.

    Args:
        person_id: whose; only he himself asks.
        address: the new one, as it was typed.
        actor: who asks; the page has asked him for a proof of who he is.
        at: the moment, timezone-aware; the link holds a day from it.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        AddressInvalid, AddressSame: it is no address, or the present one.
        AddressTaken: another account, or another person, has it.
        TooManyAddressChanges: three letters have left within a day.
    """
    person = _own(person_id, actor)
    wanted = _valid(address)
    if wanted == person.email.lower() == actor.email.lower():
        raise AddressSame(field="address")
    _require_free(wanted, person)
    if person.address_changes.filter(asked_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyAddressChanges

    person.address_changes.open().update(ended_at=at)
    change = AddressChange.objects.create(person=person, address=wanted, asked_at=at, valid_until=at + HOLDS)

    record(stream=person, kind="people.address_change_asked", actor=actor, at=at,
           payload={"change": change.pk})  # fmt: skip
    enqueue(kind=TO_CONFIRM, address=wanted, language=person.language, recipient_id=person.pk,
            dedup_key=f"{TO_CONFIRM}:{change.pk}", context={"change_id": change.pk}, at=at)  # fmt: skip
    _tell_former(person, change, kind=ASKED, at=at)
    return change


def make_address_token(change_id: int) -> str:
    """Make the token of a link and keep its hash; called while the letter leaves, in the worker's transaction."""
    token = secrets.token_urlsafe(32)
    AddressChange.objects.filter(pk=change_id).update(token_hash=hash_of_address_token(token))
    return token


@transaction.atomic
def confirm_address(*, token: str, at: datetime) -> Person:
    """Make the new address the one for letters and for signing in; the link is used up.

    Args:
        token: from the link of the letter.
        at: the moment; the link must still hold.

    Raises:
        AddressLinkNotValid: the link is unknown, used, ended, too old, or the account is closed.
        AddressTaken: somebody else has got the address meanwhile.
    """
    whose = AddressChange.objects.valid(at).filter(token_hash=hash_of_address_token(token)).values("person")
    person = (
        Person.objects.select_for_update(of=("self",)).filter(pk__in=whose).select_related("user").first()
    )
    change = (
        AddressChange.objects.select_for_update(of=("self",))
        .valid(at)
        .filter(token_hash=hash_of_address_token(token))
        .first()
    )
    user = person.user if person else None
    if person is None or change is None or user is None or not user.is_active:
        raise AddressLinkNotValid
    _require_free(change.address, person)

    # First the letter: it goes to the address that was.
    _tell_former(person, change, kind=CHANGED, at=at)
    user.email = person.email = change.address
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            person.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressTaken from error
    change.confirmed_at = at
    change.save(update_fields=["confirmed_at"])

    record(stream=person, kind="people.address_changed", actor=user, at=at, payload={"change": change.pk})
    return person


@transaction.atomic
def withdraw_address(*, person_id: int, actor: User, at: datetime) -> AddressChange:
    """Take back a change that waits; its link ends.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        NoAddressWaits: nothing waits.
    """
    person = _own(person_id, actor)
    change = person.address_changes.valid(at).first()
    if change is None:
        raise NoAddressWaits

    change.ended_at = at
    change.save(update_fields=["ended_at"])

    record(stream=person, kind="people.address_change_withdrawn", actor=actor, at=at,
           payload={"change": change.pk})  # fmt: skip
    return change


def _own(person_id: int, actor: User) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        raise NotAllowed(act="people.change_address")
    return person


def _valid(address: str) -> str:
    wanted = address.strip().lower()
    try:
        validate_email(wanted)
    except ValidationError as error:
        raise AddressInvalid(field="address") from error
    if number_of(wanted):
        raise AddressInvalid(field="address")
    return wanted


def _require_free(address: str, person: Person) -> None:
    accounts = User.objects.filter(email__iexact=address).exclude(person=person)
    cards = Person.objects.filter(email__iexact=address).exclude(pk=person.pk)
    if accounts.exists() or cards.exists():
        raise AddressTaken


def _tell_former(person: Person, change: AddressChange, *, kind: str, at: datetime) -> None:
    notify_persons([person], kind=kind, context={"change_id": change.pk}, dedup_key=f"{kind}:{change.pk}",
                   at=at, path=MY_CARD)  # fmt: skip
