"""Questions about the reports of regions."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assembly.bodies.models import Body
from assembly.bodies.regional import assemblies_led_by, assemblies_worked_for
from assembly.decisions.querysets import is_unknown
from assembly.people.enums import Role
from assembly.people.rights import roles_of
from regions.enums import RegionalReportState

# The Chairman and the Secretariat, to whom regions are accountable (п. 18).
READERS = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})
REGIONS_TURN = (RegionalReportState.DRAFT, RegionalReportState.RETURNED)


def assemblies_visible_to(user: Any, *, on: date) -> "models.QuerySet[Body]":
    """Return the regional assemblies whose inner page ``user`` may read.

    All of them for those to whom they are accountable; for the rest the assembly for whose secretariat he
    works and the one that he chairs. The only place that knows it.
    """
    if is_unknown(user):
        return Body.objects.none()
    assemblies = Body.objects.filter(kind="regional_assembly")
    if roles_of(user, on=on) & READERS:
        return assemblies
    own = Q(pk__in=assemblies_worked_for(user, on=on)) | Q(pk__in=assemblies_led_by(user, on=on))
    return assemblies.filter(own)


class RegionalReportQuerySet(models.QuerySet):
    """Vocabulary of questions about reports of regions."""

    def awaiting_region(self) -> Self:
        """It is the region's turn: being prepared, or returned."""
        return self.filter(state__in=REGIONS_TURN)

    def awaiting_secretariat(self) -> Self:
        """Sent, waits for a check."""
        return self.filter(state=RegionalReportState.SENT)

    def late(self, on: date) -> Self:
        """The region's turn, and the term has passed."""
        return self.awaiting_region().filter(due_on__lt=on)

    def accepted(self) -> Self:
        """Reports whose public part everybody reads."""
        return self.filter(state=RegionalReportState.ACCEPTED)

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Reports that ``user`` may read whole: those of the assemblies whose inner page he may read."""
        if is_unknown(user):
            return self.none()
        return self.filter(assembly__in=assemblies_visible_to(user, on=on))

    def prepared_by(self, user: Any, *, on: date) -> Self:
        """Reports that ``user`` prepares: those of the assembly for whose secretariat he works."""
        return self.filter(assembly__in=assemblies_worked_for(user, on=on))

    def with_names(self) -> Self:
        """Fetch what a line of a list shows."""
        return self.select_related("assembly__region")


class ReportVersionQuerySet(models.QuerySet):
    """Vocabulary of questions about versions of reports."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Versions of the reports that ``user`` may read whole."""
        if is_unknown(user):
            return self.none()
        return self.filter(report__assembly__in=assemblies_visible_to(user, on=on))


class CouncilSeatQuerySet(models.QuerySet):
    """Vocabulary of questions about seats in the councils of regional assemblies."""

    def in_force_on(self, day: date) -> Self:
        """Seats held on ``day``; a term is [from, until), so the last day is not in it."""
        return self.filter(term__contains=day)

    def lasting(self) -> Self:
        """Seats whose end is not entered."""
        return self.filter(term__endswith__isnull=True)

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Seats that ``user`` reads inside: those of the assemblies whose inner page he may read."""
        if is_unknown(user):
            return self.none()
        return self.filter(assembly__in=assemblies_visible_to(user, on=on))

    def with_names(self) -> Self:
        """Fetch what a line of the composition shows."""
        return self.select_related("person", "assembly__region").order_by("person__sort_key", "pk")
