"""Questions about sittings."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assembly.bodies.models import Membership
from assembly.meetings.enums import MeetingState
from assembly.people.enums import Role
from assembly.people.rights import roles_of

SEES_ALL = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})


class MeetingQuerySet(models.QuerySet):
    """Vocabulary of questions about sittings."""

    def live(self) -> Self:
        """Sittings going on: registration, sitting, break."""
        return self.filter(state__in=[MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK])

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Sittings that ``user`` may read: of bodies where he sits, where he is on the roll or invited; all for
        the Chairman and the Secretariat.

        A subquery on the key, not DISTINCT, so that callers may slice and annotate.
        """  # noqa: D205  -- one thought, one sentence
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if roles_of(user, on=on) & SEES_ALL:
            return self
        seats = Membership.objects.filter(person__user=user).in_force_on(on).values("body")
        mine = self.model._default_manager.filter(
            Q(body__in=seats) | Q(roll__person__user=user) | Q(invitations__person__user=user)
        )
        return self.filter(pk__in=mine.values("pk"))
