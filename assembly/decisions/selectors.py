"""Reads that span models: whom to tell, what became of a decision."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.bodies.enums import OfficeKind, OfficerRole, SeatRole
from assembly.bodies.models import Membership, OfficeHolding, StateBodyOfficer
from assembly.bodies.regional import grantees_of
from assembly.bodies.selectors import holder_of
from assembly.common.clock import day_of
from assembly.common.pieces import Chip
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.documents.models import Version
from assembly.documents.selectors import current_version
from assembly.people.models import Person
from assembly.voting.effects import ResultLink


def officers_of(state_body_id: int | None, *, on: date) -> list[Person]:
    """Return who acts for a state body on a day: its coordinators and officers; its head if nobody else."""
    posts = list(
        StateBodyOfficer.objects.filter(state_body_id=state_body_id)
        .in_force_on(on)
        .select_related("person")
        .order_by("pk")
    )
    acting = [post.person for post in posts if post.role != OfficerRole.HEAD]
    return acting or [post.person for post in posts]


def executors_of(assignment: Assignment, *, on: date) -> list[Person]:
    """Return who carries an assignment out on a day, and so is told about it."""
    if assignment.lead_state_body_id:
        return officers_of(assignment.lead_state_body_id, on=on)
    if assignment.lead_office_id:
        held = OfficeHolding.objects.filter(office_id=assignment.lead_office_id).in_force_on(on)
        return [holding.person for holding in held.select_related("person").order_by("pk")]
    seats = Membership.objects.filter(
        body=assignment.lead_body, role__in=[SeatRole.CHAIR, SeatRole.SECRETARY]
    ).in_force_on(on)
    seated = [seat.person for seat in seats.select_related("person").order_by("pk")]
    granted = grantees_of(assignment.lead_body_id) if assignment.lead_body_id else []
    colleagues = [grant.user.person for grant in granted if hasattr(grant.user, "person")]
    return list({person.pk: person for person in [*seated, *colleagues]}.values())


def heads_of(assignment: Assignment, *, on: date) -> list[Person]:
    """Return the head of the lead executor's state body; nobody where none is recorded."""
    posts = StateBodyOfficer.objects.filter(
        state_body_id=assignment.lead_state_body_id, role=OfficerRole.HEAD
    ).in_force_on(on)
    return [post.person for post in posts.select_related("person").order_by("pk")]


def controllers_of(assignment: Assignment) -> list[Person]:
    """Return who controls an assignment."""
    return [assignment.controller] if assignment.controller else []


def heads_of_secretariat(*, on: date) -> list[Person]:
    """Return the head of the Secretariat on a day; nobody while the office is vacant."""
    head = holder_of(OfficeKind.HEAD_OF_SECRETARIAT, on)
    return [head] if head else []


def can_read_report(user: object, report_id: int, on: date) -> bool:
    """Say whether ``user`` may read the files of a report: whoever may work with its assignment."""
    return Assignment.objects.visible_to(user, on=on).filter(reports=report_id).exists()


def made_by_polls(poll_ids: Collection[int]) -> dict[int, ResultLink]:
    """Return the decisions that polls adopted, by the keys of the polls, in one query."""
    decisions = Decision.objects.filter(poll__in=poll_ids).values_list("poll_id", "pk", "number")
    return {
        poll_id: ResultLink(
            _("Decision No. %(number)s") % {"number": number}, "decisions:decision", "portal:decision", key
        )
        for poll_id, key, number in decisions
    }


@dataclass(frozen=True, slots=True)
class PublicState:
    """What everybody may know of an assignment: a word, the term, the day it was done."""

    chip: Chip
    due_on: date
    done_on: date | None = None

    @property
    def is_done(self) -> bool:
        """Say whether it was carried out."""
        return self.done_on is not None


@dataclass(frozen=True, slots=True)
class PointState:
    """A point of a decision with the executor it was given to and where it stands."""

    assignment: Assignment
    state: PublicState


@dataclass(frozen=True, slots=True)
class WhatBecame:
    """What became of a decision: its points, and who has considered it."""

    points: list[PointState]
    considerations: list[Consideration]

    @property
    def done(self) -> int:
        """Return how many points were carried out."""
        return sum(point.state.is_done for point in self.points)

    @property
    def considered(self) -> int:
        """Return how many state bodies have considered the decision."""
        return sum(one.state == ConsiderationState.CONSIDERED for one in self.considerations)


def public_state(assignment: Assignment, *, on: date) -> PublicState:
    """Return where an assignment stands, in the words of the public page."""
    if assignment.state == AssignmentState.OFF_CONTROL and assignment.ended_at:
        chip = Chip("ok", "check-check", pgettext("assignment state", "Taken off control"))
        return PublicState(chip, assignment.due_on, day_of(assignment.ended_at))
    return PublicState(chip_of(assignment, on=on), assignment.due_on)


def chip_of(assignment: Assignment, *, on: date) -> Chip:
    """Return an assignment's state as a chip; overdue is told from the term, never stored."""
    if assignment.is_overdue(on):
        return Chip("bad", "clock-alert", pgettext("assignment state", "Overdue"))
    kind, sign = {
        AssignmentState.SENT: ("", "send"),
        AssignmentState.ACCEPTED: ("info", "inbox"),
        AssignmentState.REPORTED: ("info", "file-check"),
        AssignmentState.RETURNED: ("warn", "undo-2"),
        AssignmentState.OFF_CONTROL: ("ok", "check-check"),
    }[AssignmentState(assignment.state)]
    return Chip(kind, sign, assignment.get_state_display())


def consideration_chip(consideration: Consideration, *, on: date) -> Chip:
    """Return a consideration's state as a chip."""
    if consideration.state == ConsiderationState.CONSIDERED:
        return Chip("ok", "check-check", consideration.get_state_display())
    if consideration.due_on < on:
        return Chip("bad", "clock-alert", pgettext("consideration state", "Overdue"))
    if consideration.state == ConsiderationState.RECEIVED:
        return Chip("info", "inbox", consideration.get_state_display())
    return Chip("", "send", consideration.get_state_display())


def text_in_force(decision: Decision) -> Version:
    """Return the text of a decision that holds now: the last correction's, else the one voted on."""
    return current_version(decision.act) or decision.version


def what_became_of(decision: Decision, *, on: date) -> WhatBecame:
    """Return the points of a decision with their states, and the considerations that state bodies owe."""
    points = decision.assignments.with_names().order_by("point", "pk")
    considerations = decision.considerations.select_related("state_body").order_by(
        "-considered_on", "state_body__code"
    )
    return WhatBecame(
        points=[PointState(assignment, public_state(assignment, on=on)) for assignment in in_order(points)],
        considerations=list(considerations),
    )


def in_order(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Return assignments in the order of their points: 2 before 10, 3.1 after 3."""
    return sorted(
        assignments,
        key=lambda one: (
            [int(part) if part.isdigit() else 0 for part in one.point.split(".")],
            one.point,
            one.pk,
        ),
    )


def publication_words(decision: Decision) -> str:
    """Return how an address stands: published, or adopted and awaiting a republican medium (п. 11)."""
    if not hasattr(decision, "address"):
        return ""
    if decision.address.publications.exists():
        return pgettext("address", "Published")
    return _("Address adopted, publication awaited")
