"""Printed letters: ordered by the staff, made by the worker with fresh codes, taken once, used once."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.people.enums import LettersState
from assembly.people.keys import seal, unseal
from assembly.people.models import Invitation, LetterBatch, Person, User
from assembly.people.permissions import INVITE_PERSONS, SECRETARIAT
from assembly.people.press import lay_out_letters
from assembly.people.refusals_sign_in import CodeNotValid, LettersGone, NobodyToWrite
from assembly.people.rights import require_right
from assembly.people.services.invitations import hash_of, open_account, write_invitations
from assembly.people.sign_in_number import address_of, new_number, spaced

# Twenty decimal digits are 66 bits; digits are on every keyboard and are read aloud in every language.
CODE_DIGITS = 20
KEPT = timedelta(hours=24)
MOST_ATTEMPTS = 3
TEMPLATE = "people/paper/letters.html"
PURPOSE = "people.letters"


def plain_code(text: str) -> str:
    """Return the digits of a code, however they were spaced."""
    return "".join(sign for sign in text if sign.isdecimal())


def hash_of_code(code: str) -> str:
    """Return what is kept of a code; apart from the tokens of links."""
    return hash_of(f"letter:{code}")


@transaction.atomic
def order_letters(*, person_ids: Iterable[int], actor: User, at: datetime) -> LetterBatch:
    """Order one printed letter for each person of a list who can have one; links and codes of before end.

    Args:
        person_ids: whom to write to; who signs in by e-mail already, or is closed, is left out.
        actor: a member of the Secretariat's staff; he alone can take the PDF.
        at: the moment; the codes hold ``LETTER_DAYS`` from it.

    Raises:
        NotAllowed: ``actor`` has no such right.
        NobodyToWrite: nobody on the list can have a letter.

    Source:
        Положение, п. 17, подп. 1.
    """
    persons = list(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=list(person_ids))
        .letterable()
        .order_by("sort_key", "given_name", "pk")
    )
    require_right(actor, INVITE_PERSONS, on=day_of(at))
    if not persons:
        raise NobodyToWrite

    batch = LetterBatch.objects.create(ordered_by=actor, ordered_at=at, letters=len(persons))
    write_invitations(persons, actor=actor, valid_days=settings.LETTER_DAYS, at=at, batch=batch)

    record(stream="invitations", kind="people.letters_ordered", actor=actor, at=at, payload={
        "batch": batch.pk, "count": len(persons), "persons": [person.pk for person in persons],
        "source": SECRETARIAT.code,
    })  # fmt: skip
    return batch


def make_letters(*, at: datetime) -> int:
    """Make the PDFs that were ordered and end those whose day is over; return how many were made."""
    _drop_old(at=at)
    made = 0
    while settings.PDF_IS_ON and (batch := _claim(at=at)) is not None:
        _make(batch, at=at)
        made += 1
    return made


def _claim(*, at: datetime) -> LetterBatch | None:
    """Take the oldest order; a worker that died leaves its order to be taken again, three times at most."""
    with transaction.atomic():
        batch = (
            LetterBatch.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=LettersState.WAITING, attempts__lt=MOST_ATTEMPTS)
            .order_by("pk")
            .first()
        )
        if batch is not None:
            batch.attempts += 1
            batch.save(update_fields=["attempts"])
        return batch


def purpose_of(batch: LetterBatch) -> str:
    """Return what the PDF of an order is sealed for."""
    return f"{PURPOSE}:{batch.pk}"


def _make(batch: LetterBatch, *, at: datetime) -> None:
    invitations = list(
        Invitation.objects.open()
        .filter(batch=batch)
        .select_related("person__user")
        .order_by("person__sort_key", "person__given_name", "pk")
    )
    codes = {one.pk: "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS)) for one in invitations}
    for one in invitations:
        one.token_hash = hash_of_code(codes[one.pk])
        one.sign_in_number = "" if one.person.email else new_number()
    letters = [_letter(one, codes[one.pk]) for one in invitations]
    content = lay_out_letters(template=TEMPLATE, context={"letters": letters}, at=at)
    key_id, sealed = seal(content, purpose=purpose_of(batch))
    with transaction.atomic():
        batch = LetterBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state != LettersState.WAITING:
            return
        Invitation.objects.bulk_update(invitations, ["token_hash", "sign_in_number"], batch_size=500)
        batch.state, batch.made_at, batch.key_id, batch.sealed = LettersState.READY, at, key_id, sealed
        batch.save(update_fields=["state", "made_at", "key_id", "sealed"])
        record(stream="invitations", kind="people.letters_made", at=at,
               payload={"batch": batch.pk, "count": len(letters)})  # fmt: skip


def _letter(invitation: Invitation, code: str) -> dict[str, Any]:
    person = invitation.person
    with translation.override(person.language):
        url = settings.PORTAL_ADDRESS + reverse("people:code_entry")
        return {
            "language": person.language,
            "name": person.full_name,
            "salutation": person.salutation(person.language),
            "code": spaced(code),
            "number": spaced(invitation.sign_in_number) if invitation.sign_in_number else "",
            "email": person.email,
            "url": url,
            "day": date_format(day_of(invitation.invited_at)),
            "valid_until": date_format(timezone.localtime(invitation.valid_until), "DATE_FORMAT"),
        }


def _drop_old(*, at: datetime) -> None:
    with transaction.atomic():
        old = LetterBatch.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=LettersState.READY, made_at__lte=at - KEPT
        )
        for batch in old:
            _end(batch, LettersState.GONE, at=at)
            Invitation.objects.open().filter(batch=batch).update(ended_at=at)
            record(stream="invitations", kind="people.letters_dropped", at=at, payload={"batch": batch.pk})


def _end(batch: LetterBatch, state: LettersState, *, at: datetime) -> None:
    batch.state, batch.ended_at, batch.sealed = state, at, None
    batch.save(update_fields=["state", "ended_at", "sealed"])


@transaction.atomic
def take_letters(*, batch_id: int, actor: User, at: datetime) -> bytes:
    """Give the PDF to the one who ordered it, once; afterwards it exists nowhere in the portal.

    Raises:
        NotAllowed: somebody else ordered it, or ``actor`` may not invite any more.
        LettersGone: it was taken, its day is over, or it is not made yet.
    """
    batch = LetterBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    require_right(actor, INVITE_PERSONS, on=day_of(at))
    if batch.ordered_by_id != actor.pk:
        raise NotAllowed(legal_ref=SECRETARIAT, act="people.take_letters")
    if batch.state != LettersState.READY or batch.made_at is None or batch.made_at + KEPT <= at:
        raise LettersGone
    content = unseal(bytes(batch.sealed or b""), key_id=batch.key_id, purpose=purpose_of(batch))
    _end(batch, LettersState.TAKEN, at=at)

    record(stream="invitations", kind="people.letters_taken", actor=actor, at=at,
           payload={"batch": batch.pk, "count": batch.letters})  # fmt: skip
    return content


@transaction.atomic
def accept_code(*, code: str, email: str, password: str, at: datetime) -> User:
    """Open an account by the code of a printed letter; the code is used up.

    Args:
        code: as it was typed; spaces do not matter.
        email: where he wants letters; empty when he has no address: then he signs in by the number of the letter.
        password: as he typed it.
        at: the moment; the code must still hold.

    Raises:
        CodeNotValid: the code is unknown, used, ended, or too old: one answer for all.
        PasswordRefused: the password is too weak.
        AddressTaken: another account, or another person, has the address.
    """
    digits = plain_code(code)
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person__user")
        .valid(at)
        .filter(token_hash=hash_of_code(digits), batch__isnull=False)
        .first()
        if len(digits) == CODE_DIGITS
        else None
    )
    if invitation is None:
        raise CodeNotValid(field="code")
    person = invitation.person
    wanted = email.strip().lower()
    address = wanted or person.email or address_of(invitation.sign_in_number)
    user = open_account(invitation, address=address, password=password, mailbox=wanted, at=at)

    record(stream=person, kind="people.code_accepted", actor=user, at=at,
           payload={"invitation": invitation.pk, "has_address": bool(wanted or person.email)})  # fmt: skip
    return user
