"""Questions about persons, their invitations and notices."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from assembly.people.keys import keyed_hashes


class PersonQuerySet(models.QuerySet):
    """Vocabulary of questions about persons."""

    def matching(self, text: str) -> Self:
        """Persons whose names contain every word of ``text``."""
        found = self
        for word in text.split()[:6]:
            found = found.filter(
                Q(family_name__icontains=word) | Q(given_name__icontains=word) | Q(patronymic__icontains=word)
            )
        return found

    def unmerged(self) -> Self:
        """Persons whose card was not merged into another: those that lists and choices offer."""
        return self.filter(merged_into__isnull=True)

    def with_iin(self, number: str) -> Self:
        """The person whose individual number this is, whichever of the known keys it was hashed under."""
        return self.filter(iin_hash__in=keyed_hashes(number, purpose="person.iin"))

    def with_sign_in(self) -> Self:
        """Persons who can sign in."""
        return self.filter(user__isnull=False, user__is_active=True)

    def awaiting_sign_in(self) -> Self:
        """Persons who have no account, or one whose password was never set; closed sign-ins are not."""
        never_set = Q(user__password="") | Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        waiting = self.filter(Q(user__isnull=True) | Q(user__is_active=True) & never_set)
        return waiting.filter(~self._closed())

    def closed(self) -> Self:
        """Persons whose sign-in is closed."""
        return self.filter(Q(user__is_active=False) | Q(self._closed()))

    def _closed(self) -> Exists:
        closures = apps.get_model("people", "Closure").objects
        return Exists(closures.filter(person=OuterRef("pk"), reopened_at__isnull=True))

    def invitable(self) -> Self:
        """Persons who can be invited now: with an address, not signing in yet."""
        return self.awaiting_sign_in().exclude(email="")

    def speaking(self, language: str) -> Self:
        """Persons whose letters come in a language; all of them when none is named."""
        return self.filter(language=language) if language else self

    def signing_in(self) -> Self:
        """Persons with an open account and a password of their own."""
        return self.with_sign_in().exclude(pk__in=self.awaiting_sign_in().values("pk"))

    def letterable(self) -> Self:
        """Persons for whom a printed letter can be made: not signing in yet, or signing in by a number."""
        by_number = Q(user__is_active=True, user__email__endswith="@number.invalid", email="")
        return self.filter(
            Q(pk__in=apps.get_model("people", "Person").objects.awaiting_sign_in().values("pk")) | by_number
        )

    def with_invitation(self) -> Self:
        """Add ``invited_at`` of the open invitation (not used, not replaced) and ``is_closed``."""
        invitations = apps.get_model("people", "Invitation").objects
        opened = invitations.filter(person=OuterRef("pk")).open()
        return self.annotate(invited_at=Subquery(opened.values("invited_at")[:1]), is_closed=self._closed())

    def in_state(self, state: str) -> Self:
        """Persons by how far their sign-in has come; needs :meth:`with_invitation`.

        ``none``: never invited; ``invited``: the letter was written, no password yet; ``signed_in``: has
        been here; ``never``: was never here; ``closed``: may not come in; ``no_address``: cannot be written to.
        """
        waiting = self.awaiting_sign_in()
        states = {
            "none": waiting.filter(invited_at__isnull=True).exclude(email=""),
            "invited": waiting.filter(invited_at__isnull=False),
            "signed_in": self.filter(user__last_login__isnull=False),
            "never": self.filter(Q(user__isnull=True) | Q(user__last_login__isnull=True)),
            "closed": self.closed(),
            "no_address": self.filter(email=""),
        }
        return states.get(state, self)


class InvitationQuerySet(models.QuerySet):
    """Vocabulary of questions about invitations."""

    def open(self) -> Self:
        """Invitations neither used nor replaced."""
        return self.filter(used_at__isnull=True, ended_at__isnull=True)

    def valid(self, at: datetime) -> Self:
        """Open invitations whose time is not over."""
        return self.open().filter(valid_until__gt=at)


class AddressChangeQuerySet(models.QuerySet):
    """Vocabulary of questions about new addresses that wait."""

    def open(self) -> Self:
        """Changes neither confirmed nor replaced."""
        return self.filter(confirmed_at__isnull=True, ended_at__isnull=True)

    def valid(self, at: datetime) -> Self:
        """Open changes whose time is not over."""
        return self.open().filter(valid_until__gt=at)


class NoticeQuerySet(models.QuerySet):
    """Vocabulary of questions about notices."""

    def of(self, user: Any) -> Self:
        """Notices of the person behind a user; nobody else sees them."""
        return self.filter(person__user_id=user.pk) if user.pk else self.none()

    def unread(self) -> Self:
        """Notices not read yet."""
        return self.filter(read_at__isnull=True)


class PairedActQuerySet(models.QuerySet):
    """Vocabulary of questions about acts for two persons."""

    def waiting(self) -> Self:
        """Acts that nobody decided yet, expired or not."""
        return self.filter(state="waiting")

    def open_at(self, at: datetime) -> Self:
        """Acts that can still be confirmed."""
        return self.waiting().filter(expires_at__gt=at)

    def for_second(self, user: Any) -> Self:
        """Acts that ``user`` neither asked for nor is concerned by."""
        return self.exclude(asked_by=user).exclude(person__user=user)
