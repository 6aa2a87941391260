"""Inviting people to sign in: the letter, its link, and the account it opens."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.outbox.services.messages import enqueue_many
from assembly.people.models import Invitation, Person, User
from assembly.people.permissions import INVITE_PERSONS, SECRETARIAT
from assembly.people.refusals import (
    AddressMissing,
    AddressTaken,
    InvitationNotValid,
    NobodyToInvite,
    PasswordRefused,
    SignsInAlready,
)
from assembly.people.rights import require_right

KIND = "people.invited"
# The stream of letters to many at once; an invitation of one is in the person's own.
MANY = "invitations"


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_person(*, person_id: int, actor: User, at: datetime) -> Invitation:
    """Invite one person to set a password; a link sent to him before ends.

    Args:
        person_id: whom.
        actor: a member of the Secretariat's staff.
        at: the moment; the link holds ``INVITATION_DAYS`` from it.

    Raises:
        NotAllowed: ``actor`` has no such right.
        AddressMissing: no e-mail address is recorded.
        SignsInAlready: the person has a password, or his sign-in was closed.

    Source:
        Положение, п. 17, подп. 1: the Secretariat organises the work of the Assembly's organs.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person_id)
    require_right(actor, INVITE_PERSONS, on=day_of(at))
    if not person.email:
        raise AddressMissing(name=person.full_name)
    if not Person.objects.filter(pk=person.pk).awaiting_sign_in().exists():
        raise SignsInAlready(name=person.full_name)

    invitation = open_door([person], actor=actor, at=at)[0]

    record(stream=person, kind="people.person_invited", actor=actor, at=at, payload={
        "invitation": invitation.pk, "valid_until": invitation.valid_until.isoformat(),
        "source": SECRETARIAT.code,
    })  # fmt: skip
    return invitation


@transaction.atomic
def invite_persons(*, person_ids: Iterable[int], actor: User, at: datetime) -> int:
    """Invite all of a list who have an address and do not sign in yet; return how many letters.

    Raises:
        NotAllowed: ``actor`` has no such right.
        NobodyToInvite: nobody on the list can be invited.

    Source:
        Положение, п. 17, подп. 1.
    """
    persons = list(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=list(person_ids))
        .invitable()
        .order_by("pk")
    )
    require_right(actor, INVITE_PERSONS, on=day_of(at))
    if not persons:
        raise NobodyToInvite

    invitations = open_door(persons, actor=actor, at=at)

    record(stream=MANY, kind="people.persons_invited", actor=actor, at=at, payload={
        "count": len(persons), "persons": [person.pk for person in persons],
        "source": SECRETARIAT.code,
    })  # fmt: skip
    return len(invitations)


def open_door(persons: list[Person], *, actor: User | None, at: datetime) -> list[Invitation]:
    """Write invitations and their letters; links and codes of before end.

    A part of another act: whoever calls it has checked the right, that each person has an address and
    does not sign in yet, and writes the event.
    """
    invitations = write_invitations(persons, actor=actor, valid_days=settings.INVITATION_DAYS, at=at)
    rows = [
        {
            "kind": KIND,
            "address": invitation.person.email,
            "language": invitation.person.language,
            "recipient_id": invitation.person_id,
            "dedup_key": f"{KIND}:{invitation.pk}",
            "context": {"invitation_id": invitation.pk},
        }
        for invitation in invitations
    ]
    enqueue_many(rows, at=at)
    return invitations


def write_invitations(
    persons: list[Person], *, actor: User | None, valid_days: int, at: datetime, **fields: Any
) -> list[Invitation]:
    """Write a new open invitation for each person; the older ones end. A part of another act."""
    Invitation.objects.filter(person__in=persons).open().update(ended_at=at)
    valid_until = at + timedelta(days=valid_days)
    return Invitation.objects.bulk_create(
        [
            Invitation(person=person, invited_by=actor, invited_at=at, valid_until=valid_until, **fields)
            for person in persons
        ]
    )


def make_token(invitation_id: int) -> str:
    """Make the token of an invitation's link and keep its hash; the link of an earlier letter ends.

    Called while the letter leaves, in the worker's transaction.
    """
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(pk=invitation_id).update(token_hash=hash_of(token))
    return token


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """Open the account of an invited person with the password he chose; the link is used up.

    Args:
        token: from the link of his letter.
        password: as he typed it.
        at: the moment; the link must still hold.

    Returns:
        The user, who can sign in from now on.

    Raises:
        InvitationNotValid: the link is unknown, used, ended, or too old.
        PasswordRefused: the password is too weak.
        AddressTaken: another account uses the address.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person__user")
        .valid(at)
        .filter(token_hash=hash_of(token))
        .first()
    )
    if invitation is None:
        raise InvitationNotValid
    person = invitation.person
    user = open_account(invitation, address=person.email.lower(), password=password, at=at)

    record(stream=person, kind="people.invitation_accepted", actor=user, at=at,
           payload={"invitation": invitation.pk})  # fmt: skip
    return user


def open_account(
    invitation: Invitation, *, address: str, password: str, at: datetime, mailbox: str = ""
) -> User:
    """Give the invited person an account with a password and use the invitation up. A part of another act.

    Args:
        invitation: locked, and still holding.
        address: by which he signs in.
        password: as he typed it.
        at: the moment.
        mailbox: an address for letters that he gives himself; empty to leave what is recorded.

    Raises:
        PasswordRefused: the password is too weak.
        AddressTaken: another account or another person has the address.
    """
    person = invitation.person
    user = person.user or User()
    user.email = address
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordRefused(field="password1", reasons=" ".join(error.messages)) from error
    others = Person.objects.exclude(pk=person.pk)
    if User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists() or (
        mailbox and others.filter(email__iexact=mailbox).exists()
    ):
        raise AddressTaken

    user.set_password(password)
    user.save()
    person.user = user
    if mailbox:
        person.email = mailbox
    person.save(update_fields=["user", "email"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    return user
