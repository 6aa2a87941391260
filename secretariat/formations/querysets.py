"""Questions about commissions and working groups."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from assembly.bodies.enums import SeatRole
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

    def with_leaders(self, *, on: date) -> Self:
        """Add ``chair_name`` and ``members_count``: of the seats on a day, of the plan before there are seats."""
        seats = Membership.objects.filter(body=OuterRef("body")).in_force_on(on).order_by()
        planned = self.model._meta.get_field("planned_seats").related_model
        assert planned is not None, "a relation has its model"
        plan = planned._default_manager.filter(formation=OuterRef("pk")).order_by()
        chair, name = Q(role=SeatRole.CHAIR), Concat("person__family_name", Value(" "), "person__given_name")
        return self.annotate(
            chair_name=Coalesce(
                Subquery(seats.filter(chair).values_list(name)[:1]),
                Subquery(plan.filter(chair).values_list(name)[:1]),
                Value(""),
            ),
            members_count=Case(
                When(body__isnull=False, then=_count(seats, "body")), default=_count(plan, "formation")
            ),
        )


def _count(rows: Any, by: str) -> Coalesce:
    counted = rows.values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
