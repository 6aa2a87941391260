"""Questions about commissions and working groups."""

from datetime import date
from typing import Any, Self

from django.db import models

from assembly.bodies.models import Membership
from assembly.people.rights import has_right


class FormationQuerySet(models.QuerySet):
    """Vocabulary of questions about commissions and working groups."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Those that ``user`` may read: the staff and the Chairman all of them, a member his own."""
        if has_right(user, "formations.view", on=on):
            return self
        if not getattr(user, "is_authenticated", False):
            return self.none()
        mine = Membership.objects.filter(person__user=user).in_force_on(on).values("body")
        return self.filter(body__in=mine)

    def active(self) -> Self:
        """Those that work."""
        return self.filter(state="active")

    def public(self) -> Self:
        """Those created by an act: everybody is told that they exist, what for and until when."""
        return self.exclude(state="draft")
