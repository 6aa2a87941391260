"""Merging two cards of one human being: what was twice becomes one, what was decided stays as it was."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.merging import MOVING, hindrances
from assembly.people.models import Invitation, Person, User
from assembly.people.permissions import MERGE_PERSONS, SECRETARIAT
from assembly.people.refusals import MergedAlready, SamePerson, SignInUndecided
from assembly.people.refusals_sign_in import NotOneself
from assembly.people.rights import require_right

KEPT, OTHER = "kept", "other"
PLAIN_FIELDS = (
    "family_name",
    "given_name",
    "patronymic",
    "salutation_kk",
    "salutation_ru",
    "salutation_en",
    "birth_on",
    "sex",
    "email",
    "phone",
    "language",
)
IIN_FIELDS = ("iin_sealed", "iin_key", "iin_hash", "iin_hash_key")
IIN = "iin"
FIELDS = (*PLAIN_FIELDS, IIN)


@transaction.atomic
def merge_persons(
    *,
    kept_id: int,
    other_id: int,
    from_other: Collection[str] = (),
    sign_in_from: str = "",
    actor: User,
    at: datetime,
) -> Person:
    """Merge two cards: one remains, the other leads to it.

    Both cards are locked in the order of their keys, so that two merges that share a card wait for each
    other. Rolls, ballots, signatures and acts keep the card they were made with; ``merged_into`` leads
    from it to the one that remains.

    Args:
        kept_id: the card that remains.
        other_id: the card that is merged into it.
        from_other: names of fields (see ``FIELDS``) whose value is taken from the other card.
        sign_in_from: where both sign in, whose sign-in remains: ``kept`` or ``other``; the other is closed.
        actor: who merges; needs ``people.merge_persons``; never one of the two.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not merge cards.
        SamePerson: both are one card.
        MergedAlready: one of them was merged before.
        NotOneself: one of the cards is the actor's own.
        SignInUndecided: both sign in and it is not said whose sign-in remains.
        DomainError: what a room refuses: both voted in one poll, both are on one roll, seats overlap.
        ValueError: a field of ``from_other`` is unknown.
    """
    if kept_id == other_id:
        raise SamePerson
    if unknown := set(from_other) - set(FIELDS):
        raise ValueError(f"no such field of a card: {sorted(unknown)}")
    both = {
        person.pk: person
        for person in Person.objects.select_for_update(of=("self",))
        .filter(pk__in=(kept_id, other_id))
        .order_by("pk")
    }
    kept, other = both[kept_id], both[other_id]
    require_right(actor, MERGE_PERSONS, on=day_of(at))
    for person in (kept, other):
        if person.merged_into_id is not None:
            raise MergedAlready(name=person.full_name)
        if person.user_id == actor.pk:
            raise NotOneself(legal_ref=SECRETARIAT)
    for refusal in hindrances(kept, other):
        raise refusal

    closed = _settle_sign_in(kept, other, sign_in_from, at=at)
    _take_fields(kept, other, from_other, at=at)
    moved = {f"{move.model}.{move.field}": move.move(kept, other) for move in MOVING.values()}

    record(stream=kept, kind="people.persons_merged", actor=actor, at=at, payload={
        "kept": kept.pk, "other": other.pk, "fields": sorted(from_other), "closed_user": closed,
        "moved": {key: count for key, count in sorted(moved.items()) if count}, "source": SECRETARIAT.code,
    })  # fmt: skip
    return kept


def _settle_sign_in(kept: Person, other: Person, sign_in_from: str, *, at: datetime) -> int | None:
    """Leave at most one open sign-in, on the card that remains; returns the user that was closed."""
    users = {
        user.pk: user
        for user in User.objects.select_for_update(of=("self",))
        .filter(pk__in=[key for key in (kept.user_id, other.user_id) if key])
        .order_by("pk")
    }
    mine = users[kept.user_id] if kept.user_id else None
    theirs = users[other.user_id] if other.user_id else None
    Invitation.objects.filter(person=other).open().update(ended_at=at)
    if theirs is None or not theirs.is_active:
        return None
    if mine is not None and mine.is_active and sign_in_from not in {KEPT, OTHER}:
        raise SignInUndecided(field="sign_in_from")
    takes_theirs = mine is None or not mine.is_active or sign_in_from == OTHER
    if not takes_theirs:
        _close(theirs)
        return theirs.pk
    other.user = None
    other.save(update_fields=["user"])
    kept.user = theirs
    kept.save(update_fields=["user"])
    if mine is None:
        return None
    other.user = mine
    other.save(update_fields=["user"])
    was_open = mine.is_active
    _close(mine)
    return mine.pk if was_open else None


def _close(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)


def _take_fields(kept: Person, other: Person, from_other: Collection[str], *, at: datetime) -> None:
    taken = {name: getattr(other, name) for name in PLAIN_FIELDS if name in from_other}
    if IIN in from_other:
        taken |= {name: getattr(other, name) for name in IIN_FIELDS}
    # An address and a number belong to one card alone: the former card lets go of both first.
    other.email = ""
    other.put_iin("")
    other.merged_into, other.merged_at = kept, at
    other.save()
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.save()
