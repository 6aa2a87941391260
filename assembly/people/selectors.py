"""Reads that span models, or that other floors ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.pieces import Chip
from assembly.people.enums import Language
from assembly.people.models import Notice, Person, SavedView, User
from assembly.people.permissions import SHARE_VIEW
from assembly.people.querysets import PersonQuerySet
from assembly.people.rights import has_right

MOST_NAMES = 10


def names_of_users(ids: Iterable[int]) -> Mapping[int, str]:
    """Return the names behind users' numbers, in one query."""
    users = User.objects.filter(pk__in=set(ids)).select_related("person")
    return {user.pk: user.get_full_name() for user in users}


def names_of_persons(ids: Iterable[int | None]) -> Mapping[int, str]:
    """Return persons' names by their numbers, in one query."""
    known = {pk for pk in ids if pk is not None}
    return {person.pk: person.full_name for person in Person.objects.filter(pk__in=known)}


def unread_of(user: Any) -> tuple[QuerySet[Notice], ...]:
    """Return the notices that the user has not read, to be counted."""
    return (Notice.objects.of(user).unread(),)


def sign_in_chip(person: Any) -> Chip:
    """Return how far a person's sign-in has come; ``person`` is of ``with_invitation()``."""
    user = person.user
    if person.is_closed or (user is not None and not user.is_active):
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
    """Say whether an invitation makes sense for a person of ``with_invitation()``, loaded with his user."""
    if not person.email or person.is_closed:
        return False
    user = person.user
    return user is None or (user.is_active and not (user.password and user.has_usable_password()))


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the persons of a list: what unites them, how many, the first of them by name."""

    word: str
    count: int
    names: list[str]
    state: str = ""

    @property
    def has_more(self) -> bool:
        """Say whether there are more than are named."""
        return self.count > len(self.names)


@dataclass(frozen=True, slots=True)
class Round:
    """What inviting a list would do: letters by language, and who is left out for which reason."""

    letters: int
    by_language: list[Group]
    left_out: list[Group]


def round_of(persons: PersonQuerySet) -> Round:
    """Return whom of ``persons`` an invitation would reach and who is left out; writes nothing."""
    invitable = persons.invitable()
    counted = dict(invitable.order_by().values_list("language").annotate(Count("pk")))
    by_language = [
        _group(language.label, invitable.speaking(language), counted[language])
        for language in Language
        if counted.get(language)
    ]
    reasons = (
        (_("Sign in already"), persons.signing_in(), ""),
        (_("The sign-in is closed"), persons.in_state("closed"), ""),
        (_("No e-mail address is recorded"), persons.awaiting_sign_in().filter(email=""), "no_address"),
    )
    left_out = [_group(word, found, found.count(), state) for word, found, state in reasons]
    return Round(sum(counted.values()), by_language, [group for group in left_out if group.count])


def _group(word: Any, found: PersonQuerySet, count: int, state: str = "") -> Group:
    names = [person.full_name for person in found[:MOST_NAMES]] if count else []
    return Group(str(word), count, names, state)


def saved_views_for(user: Any, page: str, *, on: date) -> "QuerySet[SavedView]":
    """Return the views of a list that ``user`` may open: his own, and for the Secretariat the shared ones."""
    if not user.is_authenticated:
        return SavedView.objects.none()
    seen = Q(owner=user)
    if has_right(user, SHARE_VIEW, on=on):
        seen |= Q(is_shared=True)
    return SavedView.objects.filter(seen, page=page).select_related("owner__person")
