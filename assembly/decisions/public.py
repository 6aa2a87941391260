"""What everybody may know of decisions: their state in one word, their points, their figures.

One place for the public pages and the open data, so that both say the same. Nothing here reads the
text of a report, a remark, or the name of who acted: the public is told that a point is done and when.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils.translation import pgettext_lazy

from assembly.common.pieces import Chip
from assembly.common.search import containing
from assembly.decisions.enums import AssignmentState, ConsiderationState
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.decisions.querysets import EXECUTORS_TURN

DONE, IN_PROGRESS, LATE = "done", "in_progress", "late"
CONSIDERED, CONSIDERING, CONSIDERING_LATE, ADOPTED = (
    "considered",
    "considering",
    "considering_late",
    "adopted",
)

CHIPS = {
    DONE: Chip("ok", "check", pgettext_lazy("public state", "Done")),
    IN_PROGRESS: Chip("info", "loader", pgettext_lazy("public state", "In progress")),
    LATE: Chip("bad", "clock-alert", pgettext_lazy("public state", "Late")),
    CONSIDERED: Chip("ok", "check", pgettext_lazy("public state", "Considered")),
    CONSIDERING: Chip("info", "loader", pgettext_lazy("public state", "Being considered")),
    CONSIDERING_LATE: Chip("bad", "clock-alert", pgettext_lazy("public state", "Consideration is late")),
    ADOPTED: Chip("", "circle-check", pgettext_lazy("public state", "Decision adopted")),
}


def assignment_word(assignment: Assignment, *, on: date) -> str:
    """Return where a point stands for the public: done, in progress, late.

    Late means that it is the executor's turn and the term has passed; while a report waits to be
    checked, nobody is late.
    """
    if assignment.state == AssignmentState.OFF_CONTROL:
        return DONE
    return LATE if assignment.is_overdue(on) else IN_PROGRESS


def consideration_word(consideration: Consideration, *, on: date) -> str:
    """Return where a state body's consideration stands for the public (п. 11)."""
    if consideration.state == ConsiderationState.CONSIDERED:
        return CONSIDERED
    return CONSIDERING_LATE if consideration.due_on < on else CONSIDERING


def with_public_state(decisions: QuerySet[Decision], *, on: date) -> Any:
    """Annotate ``public_state`` and the numbers it follows from; one query for any number of decisions."""
    late = Q(assignments__state__in=EXECUTORS_TURN, assignments__due_on__lt=on)
    owed = ~Q(considerations__state=ConsiderationState.CONSIDERED) & Q(considerations__due_on__lt=on)
    return decisions.with_progress().annotate(  # type: ignore[attr-defined]  # the room's own queryset
        late_count=Count("assignments", filter=late, distinct=True),
        owed_count=Count("considerations", filter=owed, distinct=True),
        public_state=Case(
            When(late_count__gt=0, then=Value(LATE)),
            When(assigned_count__gt=0, assigned_count=F("done_count"), then=Value(DONE)),
            When(assigned_count__gt=0, then=Value(IN_PROGRESS)),
            When(sent_count=0, then=Value(ADOPTED)),
            When(sent_count=F("considered_count"), then=Value(CONSIDERED)),
            When(owed_count__gt=0, then=Value(CONSIDERING_LATE)),
            default=Value(CONSIDERING),
            output_field=CharField(),
        ),
    )


def public_decisions(*, on: date) -> Any:
    """Return the adopted decisions that everybody may read, with what a line of a list shows, the latest first."""
    rows = Decision.objects.public().select_related("act", "body", "address").order_by("-adopted_at", "-pk")
    return with_public_state(rows, on=on)


def matching(decisions: Any, text: str) -> Any:
    """Return the decisions in whose number or title each word of ``text`` stands, Kazakh letters folded."""
    return containing(decisions, text, "number", "act__title_kk", "act__title_ru", "act__title_en")


def adopted_in(decisions: Any, year: int) -> Any:
    """Return the decisions adopted in a year."""
    return decisions.filter(act__signed_on__year=year)
