"""Questions about decisions and what is done about them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from assembly.bodies.enums import SeatRole
from assembly.bodies.models import Membership, OfficeHolding, StateBodyOfficer
from assembly.bodies.regional import assemblies_led_by, assemblies_worked_for, granted_bodies
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.documents.enums import ActAccess
from assembly.people.enums import Role
from assembly.people.rights import roles_of

CONTROLLERS = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})
EXECUTION = ("assignments", "considerations")
EXECUTORS_TURN = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.RETURNED)


def is_unknown(user: Any) -> bool:
    """Say whether nobody known asks: not signed in, or deactivated."""
    return not (getattr(user, "is_authenticated", False) and user.is_active)


def _state_bodies_of(user: Any, on: date) -> Any:
    """Return the state bodies for which ``user`` acts on a day, as a part of the question that asks."""
    return StateBodyOfficer.objects.filter(person__user=user).in_force_on(on).values("state_body")


class AssignmentQuerySet(models.QuerySet):
    """Vocabulary of questions about assignments."""

    def under_control(self) -> Self:
        """Assignments not yet taken off control."""
        return self.exclude(state=AssignmentState.OFF_CONTROL)

    def awaiting_executor(self) -> Self:
        """It is the executor's turn: sent, accepted or returned."""
        return self.filter(state__in=EXECUTORS_TURN)

    def overdue(self, on: date) -> Self:
        """The executor's turn, and the term has passed."""
        return self.awaiting_executor().filter(due_on__lt=on)

    def led_by(self, user: Any, *, on: date) -> Self:
        """Assignments for whose lead executor ``user`` acts on a day.

        An officer acts for his state body, the holder for his office, chair and secretary for a body.
        """
        if is_unknown(user):
            return self.none()
        offices = OfficeHolding.objects.filter(person__user=user).in_force_on(on).values("office")
        bodies = (
            Membership.objects.filter(person__user=user, role__in=[SeatRole.CHAIR, SeatRole.SECRETARY])
            .in_force_on(on)
            .values("body")
        )
        return self.filter(
            Q(lead_state_body__in=_state_bodies_of(user, on))
            | Q(lead_office__in=offices)
            | Q(lead_body__in=bodies)
            | Q(lead_body__in=granted_bodies(user))
        )

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Assignments that ``user`` may work with: all for those who control, his own lead's for the rest."""
        if is_unknown(user):
            return self.none()
        if roles_of(user, on=on) & CONTROLLERS:
            return self
        return self.led_by(user, on=on)

    def public(self) -> Self:
        """Assignments that everybody may know of: points of decisions, and instructions that were published."""
        return self.filter(Q(decision__isnull=False) | Q(instruction__published_at__isnull=False))

    def matching(self, text: str) -> Self:
        """Assignments whose decision's number or whose text holds ``text``."""
        number, _dash, point = text.partition("-")
        by_number = Q(decision__number=number.strip(), point__startswith=point.strip())
        return self.filter(
            by_number
            | Q(instruction__act__number=text)
            | Q(decision__number__icontains=text)
            | Q(text_kk__icontains=text)
            | Q(text_ru__icontains=text)
        )

    def with_names(self) -> Self:
        """Fetch what a line of a list shows."""
        return self.select_related(
            "decision__act",
            "decision__body",
            "instruction__act",
            "lead_state_body",
            "lead_body",
            "lead_office",
            "controller",
            "officer",
        )


class InstructionQuerySet(models.QuerySet):
    """Vocabulary of questions about instructions of the Chairman."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Instructions in the workspace: the Chairman's and the Secretariat's; executors see their assignments."""
        if is_unknown(user) or not roles_of(user, on=on) & CONTROLLERS:
            return self.none()
        return self

    def published(self) -> Self:
        """Instructions that the Chairman opened to everybody, while their act is open."""
        return self.filter(published_at__isnull=False, act__access=ActAccess.PUBLIC)

    def with_names(self) -> Self:
        """Fetch what a line of a list shows."""
        return self.select_related(
            "act",
            "lead_state_body",
            "lead_body",
            "lead_office",
            "assignment",
        )


class ConsiderationQuerySet(models.QuerySet):
    """Vocabulary of questions about considerations."""

    def awaiting(self) -> Self:
        """Not yet considered."""
        return self.exclude(state=ConsiderationState.CONSIDERED)

    def overdue(self, on: date) -> Self:
        """Not considered, and the term has passed."""
        return self.awaiting().filter(due_on__lt=on)

    def owed_by(self, user: Any, *, on: date) -> Self:
        """Considerations owed by the state bodies for which ``user`` acts on a day."""
        if is_unknown(user):
            return self.none()
        return self.filter(state_body__in=_state_bodies_of(user, on))

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Considerations that ``user`` may work with: all for those who control, his state bodies' for the rest."""
        if is_unknown(user):
            return self.none()
        if roles_of(user, on=on) & CONTROLLERS:
            return self
        return self.owed_by(user, on=on)

    def with_names(self) -> Self:
        """Fetch what a line of a list shows."""
        return self.select_related("decision__act", "decision__body", "state_body")


class DecisionQuerySet(models.QuerySet):
    """Vocabulary of questions about decisions; one is public from its adoption until its act is restricted."""

    def public(self) -> Self:
        """Decisions that everybody may read: those whose act is open."""
        return self.filter(act__access=ActAccess.PUBLIC)

    def readable_by(self, user: Any, *, on: date) -> Self:
        """Decisions that ``user`` may read: the open ones everybody, all of them those who control.

        A restricted one is read besides by who sits in the organ that took it, works for that regional assembly
        or chairs it, and by who carries the decision out or owes its consideration.
        """
        if is_unknown(user):
            return self.public()
        if roles_of(user, on=on) & CONTROLLERS:
            return self
        works: Any = {name: self.model._meta.get_field(name).related_model for name in EXECUTION}
        seats = Membership.objects.filter(person__user=user).in_force_on(on).values("body")
        return self.filter(
            Q(act__access=ActAccess.PUBLIC)
            | Q(body__in=seats)
            | Q(body__in=assemblies_worked_for(user, on=on))
            | Q(body__in=assemblies_led_by(user, on=on))
            | Q(pk__in=works["assignments"].objects.led_by(user, on=on).values("decision"))
            | Q(pk__in=works["considerations"].objects.owed_by(user, on=on).values("decision"))
        )

    def matching(self, text: str) -> Self:
        """Decisions whose number or title holds ``text``."""
        return self.filter(
            Q(number__icontains=text)
            | Q(act__title_kk__icontains=text)
            | Q(act__title_ru__icontains=text)
            | Q(act__title_en__icontains=text)
        )

    def with_progress(self) -> Self:
        """Annotate how many points were assigned and done, how many bodies owe and have considered."""
        return self.annotate(
            assigned_count=Count("assignments", distinct=True),
            done_count=Count(
                "assignments", filter=Q(assignments__state=AssignmentState.OFF_CONTROL), distinct=True
            ),
            sent_count=Count("considerations", distinct=True),
            considered_count=Count(
                "considerations",
                filter=Q(considerations__state=ConsiderationState.CONSIDERED),
                distinct=True,
            ),
        )
