"""Reads that span models, or that other floors ask for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import pgettext

from assembly.common.pieces import Chip
from assembly.people.models import Notice, Person, User


def names_of_users(ids: Iterable[int]) -> Mapping[int, str]:
    """Return the names behind users' numbers, in one query."""
    users = User.objects.filter(pk__in=set(ids)).select_related("person")
    return {user.pk: user.get_full_name() for user in users}


def names_of_persons(ids: Iterable[int | None]) -> Mapping[int, str]:
    """Return persons' names by their numbers, in one query."""
    known = {pk for pk in ids if pk is not None}
    return {person.pk: person.full_name for person in Person.objects.filter(pk__in=known)}


def unread_count(user: Any) -> int:
    """Return how many notices the user has not read."""
    return Notice.objects.of(user).unread().count()


def sign_in_chip(person: Any) -> Chip:
    """Return how far a person's sign-in has come; ``person`` is of ``with_invitation()``."""
    user = person.user
    if user is not None and not user.is_active:
        return Chip("bad", "lock", pgettext("sign-in", "Closed"))
    if user is not None and user.last_login:
        return Chip("ok", "check", pgettext("sign-in", "Signs in"))
    if user is not None and user.has_usable_password() and user.password:
        return Chip("info", "key-round", pgettext("sign-in", "Has a password, never signed in"))
    if not person.email:
        return Chip("warn", "mail-x", pgettext("sign-in", "No e-mail address"))
    if person.invited_at:
        return Chip("info", "mail", pgettext("sign-in", "Invited"))
    return Chip("", "user-round", pgettext("sign-in", "Not invited"))


def can_be_invited(person: Any) -> bool:
    """Say whether an invitation makes sense for a person loaded with his user."""
    if not person.email:
        return False
    user = person.user
    return user is None or (user.is_active and not (user.password and user.has_usable_password()))
