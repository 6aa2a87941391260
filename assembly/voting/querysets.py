"""Questions about polls."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from assembly.documents.enums import ActAccess
from assembly.documents.models import Act
from assembly.meetings.models import Meeting
from assembly.meetings.querysets import SEES_ALL
from assembly.people.rights import roles_of
from assembly.voting.enums import PollState


class PollQuerySet(models.QuerySet):
    """Vocabulary of questions about polls."""

    def open(self) -> Self:
        """Polls that take votes now."""
        return self.filter(state=PollState.OPEN)

    def under_way(self) -> Self:
        """Polls that were opened and have not ended, whether they still take votes or are being counted."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True, voided_at__isnull=True)

    def public(self) -> Self:
        """Polls whose figures everybody may read: closed ones of the Assembly and of the Council.

        A poll on a text whose act is restricted is not among them: its question tells what the act is about.
        """
        found = self.filter(state=PollState.CLOSED, meeting__in=Meeting.objects.public())
        restricted = Act.objects.filter(access=ActAccess.RESTRICTED, version=OuterRef("version"))
        return found.exclude(Exists(restricted))

    def with_voter(self, user: Any) -> Self:
        """Polls on whose frozen roll ``user`` is."""
        return self.filter(voters__person__user=user)

    def awaiting_vote_of(self, user: Any) -> Self:
        """Polls on whose roll ``user`` is without having voted yet."""
        voters = self.model._default_manager.filter(voters__person__user=user)
        voted = self.model._default_manager.filter(ballots__voter__person__user=user)
        return self.filter(pk__in=voters.values("pk")).exclude(pk__in=voted.values("pk"))

    def with_cast_count(self) -> Self:
        """Annotate ``cast_count``: how many voters have voted."""
        return self.annotate(cast_count=Count("ballots"))

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Polls that ``user`` may read: of sittings that he may read, and those on whose roll he is.

        What is only being prepared is for those who prepare it and for the Chairman: a question is put at its opening.
        """
        if not getattr(user, "is_authenticated", False):
            return self.none()
        mine = self.model._default_manager.filter(
            Q(meeting__in=Meeting.objects.visible_to(user, on=on)) | Q(voters__person__user=user)
        )
        if not roles_of(user, on=on) & SEES_ALL:
            is_prepared_by_him = Q(meeting__in=Meeting.objects.run_by(user, on=on))
            mine = mine.filter(Q(opened_at__isnull=False) | is_prepared_by_him)
        return self.filter(pk__in=mine.values("pk"))


class CommissionQuerySet(models.QuerySet):
    """Vocabulary of questions about counting commissions."""

    def in_force(self) -> Self:
        """The commission of each sitting that goes on: the one elected last."""
        later = self.model._default_manager.filter(meeting=OuterRef("meeting"), pk__gt=OuterRef("pk"))
        return self.filter(meeting__in=Meeting.objects.live()).exclude(Exists(later))

    def with_teller(self, user: Any) -> Self:
        """Commissions of which ``user`` is one; none for a stranger."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        return self.filter(tellers__person__user=user)
