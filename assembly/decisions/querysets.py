"""Questions about decisions and what is done about them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assembly.bodies.selectors import state_bodies_of
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.people.enums import Role
from assembly.people.rights import roles_of

CONTROLLERS = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})


class AssignmentQuerySet(models.QuerySet):
    """Vocabulary of questions about assignments."""

    def under_control(self) -> Self:
        """Assignments not yet taken off control."""
        return self.exclude(state=AssignmentState.OFF_CONTROL)

    def overdue(self, on: date) -> Self:
        """Under control, the term has passed, and no report waits."""
        return self.awaiting_executor().filter(due_on__lt=on)

    def awaiting_executor(self) -> Self:
        """It is the executor's turn: sent, accepted or returned."""
        return self.filter(
            state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.RETURNED]
        )

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Assignments that ``user`` may work with: all for those who control, his state bodies' for an officer."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if roles_of(user, on=on) & CONTROLLERS:
            return self
        return self.filter(lead_state_body__in=state_bodies_of(user, on))


class ConsiderationQuerySet(models.QuerySet):
    """Vocabulary of questions about considerations."""

    def awaiting(self) -> Self:
        """Not yet considered."""
        return self.exclude(state=ConsiderationState.CONSIDERED)

    def overdue(self, on: date) -> Self:
        """Not considered and the term has passed."""
        return self.awaiting().filter(due_on__lt=on)

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Considerations that ``user`` may work with."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if roles_of(user, on=on) & CONTROLLERS:
            return self
        return self.filter(state_body__in=state_bodies_of(user, on))


class DecisionQuerySet(models.QuerySet):
    """Vocabulary of questions about decisions; a decision is public from the moment it is adopted."""

    def matching(self, text: str) -> Self:
        """Decisions whose number or title holds ``text``."""
        return self.filter(
            Q(number__icontains=text) | Q(act__title_kk__icontains=text) | Q(act__title_ru__icontains=text)
        )
