"""Passwords: recovering one by a letter, changing one."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.outbox.services.messages import enqueue
from assembly.people.models import User

KIND = "people.password_reset"


@transaction.atomic
def send_password_reset(*, user: User, language: str, at: datetime) -> None:
    """Put the letter with the link down; its token is made when the letter leaves.

    Args:
        user: whose password; he is active.
        language: of the page on which it was asked for; a person's own language stands before it.
        at: the moment.
    """
    person = user.known_person
    enqueue(
        kind=KIND,
        address=user.email,
        language=person.language if person else language,
        dedup_key=f"{KIND}:{user.pk}:{at.isoformat()}",
        context={"user_id": user.pk},
        at=at,
        recipient_id=person.pk if person else None,
    )


def reset_key_of(user: User) -> str:
    """Return the key of a link that sets a new password: it holds until a password is set."""
    return f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"


@transaction.atomic
def set_password(*, user: User, password: str, at: datetime) -> None:
    """Set a new password; whoever is here has typed the old one or followed the link of a letter.

    Open links of earlier letters end, since each is tied to the password it replaces.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(stream=user.known_person or user, kind="people.password_set", actor=user, at=at)
