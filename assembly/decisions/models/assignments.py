"""Assignments under control and the reports on them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.names import in_language
from assembly.common.search import search_indexes
from assembly.decisions.enums import AssignmentState, ReportState
from assembly.decisions.models.leads import Led, beginning_of, exactly_one_lead
from assembly.decisions.querysets import EXECUTORS_TURN, AssignmentQuerySet
from assembly.documents.models import Act


class Assignment(Led):
    """What is given to one lead executor, with what counts as done and a term.

    Its source is exactly one of a point of a decision and an instruction of the Chairman (п. 5). Lead is exactly
    one of a state body, a body of the Assembly, an office.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    instruction = models.OneToOneField(
        "decisions.Instruction", on_delete=models.PROTECT, null=True, related_name="assignment"
    )
    point = models.CharField(
        max_length=20, blank=True, help_text="number of the point in the decision: 2, 3.1"
    )
    text_kk = models.TextField()
    text_ru = models.TextField()
    criterion_kk = models.CharField(max_length=600)
    criterion_ru = models.CharField(max_length=600)
    controller = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who works on it in the lead's house: the one who accepted, or his successor",
    )
    given_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=AssignmentState.choices, default=AssignmentState.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("assignment", "text_kk", "text_ru", russian=("text_ru",))
        ordering = ["due_on", "pk"]
        constraints = [
            exactly_one_lead("assignment"),
            models.CheckConstraint(
                name="assignment_has_exactly_one_source",
                condition=(Q(decision__isnull=False, instruction__isnull=True) & ~Q(point=""))
                | Q(decision__isnull=True, instruction__isnull=False, point=""),
            ),
            models.UniqueConstraint(
                fields=["decision", "point", "lead_state_body", "lead_body", "lead_office"],
                name="lead_has_a_point_once",
                condition=Q(decision__isnull=False),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="assignment_due_after_given", condition=Q(due_on__gt=F("given_on"))),
            models.CheckConstraint(
                name="assignment_off_control_iff_has_moment",
                condition=Q(state="off_control", ended_at__isnull=False)
                | (~Q(state="off_control") & Q(ended_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Return how the assignment is called: numbers of the decision and the point, or of the Chairman's act."""
        if self.decision is not None:
            return f"{self.decision.number}-{self.point}"
        return self.source_act.number

    @property
    def source_act(self) -> Act:
        """Return the act that it rests on: of the decision, or of the Chairman's instruction."""
        source = self.decision or self.instruction
        assert source is not None, "an assignment has exactly one source"
        assert source.act is not None, "an instruction is given by an act"
        return source.act

    @property
    def title(self) -> str:
        """Return the beginning of the text in the reader's language."""
        return beginning_of(self.text)

    @property
    def text(self) -> str:
        """Return the text in the reader's language."""
        return in_language(self, "text")

    @property
    def criterion(self) -> str:
        """Return what counts as done, in the reader's language."""
        return in_language(self, "criterion")

    def is_overdue(self, on: date) -> bool:
        """Say whether it is the executor's turn and the term has passed."""
        return self.state in EXECUTORS_TURN and self.due_on < on


class ExecutionReport(models.Model):
    """A report on an assignment: text and files, then accepted, or returned with what is missing."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.SUBMITTED)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remark = models.CharField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["assignment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "number"], name="report_number_is_unique_in_assignment"
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="submitted"), name="one_report_waits_at_a_time"
            ),
            models.CheckConstraint(
                name="report_decided_iff_has_moment",
                condition=Q(state="submitted", decided_at__isnull=True)
                | (~Q(state="submitted") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="report_returned_has_remark", condition=~Q(state="returned") | ~Q(remark="")
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.number} on {self.assignment_id}"
