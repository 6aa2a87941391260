"""Questions about matters and acts of the Chairman."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assembly.chairman.enums import MatterState
from assembly.people.enums import Role
from assembly.people.rights import roles_of

SEES_THE_DESK = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})


class MatterQuerySet(models.QuerySet):
    """Vocabulary of questions about matters."""

    def kept_by(self, user: Any) -> Self:
        """Matters that ``user`` put, or took over from the one who put them."""
        return self.filter(Q(keeper=user) | Q(keeper__isnull=True, put_by=user))

    def waiting(self) -> Self:
        """Matters on which the Chairman has not acted yet."""
        return self.filter(state=MatterState.WAITING)

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Matters that ``user`` may read: all for the Chairman and the Secretariat, his own for a deputy."""
        roles = roles_of(user, on=on)
        if roles & SEES_THE_DESK:
            return self
        return self.filter(put_by=user) if Role.DEPUTY_CHAIR in roles else self.none()


class ChairmanActQuerySet(models.QuerySet):
    """Vocabulary of questions about the Chairman's acts."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Acts that ``user`` may read in the workspace: those of the matters visible to him."""
        return self if roles_of(user, on=on) & SEES_THE_DESK else self.none()


class DirectionsEditionQuerySet(models.QuerySet):
    """Vocabulary of questions about the directions of work."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Editions on their way: the Chairman's and the Secretariat's to read."""
        return self if roles_of(user, on=on) & SEES_THE_DESK else self.none()

    def published(self) -> Self:
        """Editions that the Chairman set, the one in force first: everybody reads them while their act is open."""
        rows = self.filter(state="set", act__access="public").select_related("act__version")
        return rows.order_by("-act__signed_on", "-pk")
