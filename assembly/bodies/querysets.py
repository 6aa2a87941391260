"""Questions about seats, offices and officers: always on a day."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from assembly.common.search import containing
from assembly.people.models import User
from assembly.people.rights import has_right

SEARCHED = (
    "person__family_name",
    "person__given_name",
    "person__patronymic",
    "association__name_kk",
    "association__name_ru",
    "on_behalf_kk",
    "on_behalf_ru",
)


class BodyQuerySet(models.QuerySet):
    """Vocabulary of questions about bodies."""

    def visible_to(self, user: User | AnonymousUser | None, *, on: date) -> Self:
        """Bodies whose page ``user`` may read: the staff all of them, a regional secretary his assembly."""
        if has_right(user, "bodies.view_registers", on=on):
            return self
        if not has_right(user, "bodies.view_own_region", on=on):
            return self.none()
        seat: Any = self.model._meta.get_field("memberships").related_model
        return self.filter(region__in=seat.objects.regions_of_secretary(user, on=on))


class MembershipQuerySet(models.QuerySet):
    """Vocabulary of questions about seats."""

    def in_force_on(self, day: date) -> Self:
        """Seats held on ``day``; a term is [from, until), so the last day is not in it."""
        return self.filter(term__contains=day)

    def of(self, body: Any) -> Self:
        """Seats in ``body``."""
        return self.filter(body=body)

    def counted(self) -> Self:
        """Seats that count toward quorum: «общее число членов»."""
        return self.filter(counts_toward_quorum=True)

    def matching(self, text: str) -> Self:
        """Seats in whose person's name, association or words on whose behalf each word of ``text`` stands."""
        return containing(self, text, *SEARCHED)

    def with_council(self, on: date) -> Self:
        """Add ``is_in_council``: whether the person sits in the Council on a day as well."""
        return self.annotate(is_in_council=self._council_seat(on))

    def in_council(self, on: date, *, is_in: bool) -> Self:
        """Seats of persons who sit, or do not sit, in the Council on a day as well."""
        seat = self._council_seat(on)
        return self.filter(seat if is_in else ~seat)

    def with_sign_in(self, *, has: bool) -> Self:
        """Seats of persons who can, or cannot, sign in."""
        signs_in = Q(person__user__isnull=False, person__user__is_active=True)
        return self.filter(signs_in) if has else self.exclude(signs_in)

    def _council_seat(self, on: date) -> Exists:
        return Exists(
            self.model._default_manager.filter(
                person=OuterRef("person"), body__kind="council", term__contains=on
            )
        )

    def visible_to(self, user: User | AnonymousUser | None, *, on: date) -> Self:
        """Seats that ``user`` may read: the staff all of them, everybody his own.

        The secretary of a regional assembly reads the seats of his region, in whichever body.
        """
        if has_right(user, "bodies.view_registers", on=on):
            return self
        if user is None or not user.is_authenticated:
            return self.none()
        seen = Q(person__user=user)
        if has_right(user, "bodies.view_own_region", on=on):
            seats: Any = self.model._default_manager
            regions = seats.regions_of_secretary(user, on=on)
            seen |= Q(region__in=regions) | Q(body__region__in=regions)
        return self.filter(seen)

    def regions_of_secretary(self, user: Any, *, on: date) -> Any:
        """Return the regions whose assemblies have ``user`` for their secretary on a day, as a subquery."""
        return (
            self.in_force_on(on)
            .filter(person__user=user, role="secretary", body__kind="regional_assembly")
            .order_by()
            .values("body__region")
        )


class AssociationQuerySet(models.QuerySet):
    """Vocabulary of questions about associations."""

    def accredited_on(self, day: date) -> Self:
        """Associations that belong to the Assembly on ``day``."""
        return self.filter(self._accredited(day))

    def standing(self, state: str, *, on: date) -> Self:
        """Associations by where they stand on a day: accredited, pending, lapsed, never."""
        decided = Exists(self._decisions())
        known = decided | Q(accredited_until__isnull=False)
        waits = Exists(self._applications())
        by_state = {
            "accredited": self._accredited(on),
            "pending": waits,
            "lapsed": known & ~self._accredited(on),
            "never": ~known,
        }
        return self.filter(by_state[state]) if state in by_state else self

    def _accredited(self, day: date) -> Q:
        in_force = Q(Exists(self._decisions().filter(term__contains=day)))
        # Entered with the last day alone, before the portal kept decisions.
        return in_force | ~Q(Exists(self._decisions())) & Q(accredited_until__gt=day)

    def _decisions(self) -> Any:
        return self._rows().filter(association=OuterRef("pk"), term__isnull=False)

    def _applications(self) -> Any:
        return self._rows().filter(association=OuterRef("pk"), state="applied")

    def _rows(self) -> Any:
        rows = self.model._meta.get_field("accreditations").related_model
        assert rows is not None, "a relation has its model"
        return rows._default_manager


class AccreditationQuerySet(models.QuerySet):
    """Vocabulary of questions about accreditation."""

    def in_force_on(self, day: date) -> Self:
        """Decisions by which an association is accredited on ``day``."""
        return self.filter(term__contains=day)

    def not_renewed(self) -> Self:
        """Terms after which no other begins and for whose renewal nobody has applied."""
        later = self.model._default_manager.filter(association=OuterRef("association"))
        return self.filter(term__isnull=False).exclude(
            Exists(later.filter(Q(state="applied") | Q(term__startswith__gte=OuterRef("term__endswith"))))
        )


class HoldingQuerySet(models.QuerySet):
    """Vocabulary of questions about spans in an office or at a state body."""

    def in_force_on(self, day: date) -> Self:
        """Spans that hold on ``day``."""
        return self.filter(term__contains=day)


class ImportQuerySet(models.QuerySet):
    """Vocabulary of questions about imports of registers."""

    def visible_to(self, user: User | AnonymousUser | None, *, on: date) -> Self:
        """Imports that ``user`` may see: those who may import, all of them."""
        if has_right(user, "bodies.import_registers", on=on):
            return self
        return self.none()

    def open(self) -> Self:
        """Imports whose table is still held."""
        return self.filter(ended_at__isnull=True)

    def being_written(self) -> Self:
        """Imports that were confirmed and are not written yet."""
        return self.filter(state__in=["queued", "writing"])

    def left_since(self, moment: datetime) -> Self:
        """Open imports uploaded before ``moment`` that nobody is writing."""
        return self.filter(state__in=["read", "checked"], uploaded_at__lt=moment)
