"""Instructions of the Chairman (п. 5): put to him, given by his act, carried out as assignments under control."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language
from assembly.decisions.enums import InstructionState
from assembly.decisions.models.leads import Led, beginning_of, exactly_one_lead
from assembly.decisions.querysets import InstructionQuerySet


class Instruction(Led):
    """What the Chairman instructs one lead to do, by when, and what counts as done.

    It is not public until he says so (``published_at``). Once given it never changes; its assignment goes on.
    """

    text_kk = models.TextField()
    text_ru = models.TextField()
    criterion_kk = models.CharField(max_length=600)
    criterion_ru = models.CharField(max_length=600)
    due_on = models.DateField()
    state = models.CharField(
        max_length=16, choices=InstructionState.choices, default=InstructionState.WITH_CHAIRMAN
    )
    version = models.ForeignKey(
        "documents.Version",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the text that was put to him",
    )
    matter = models.OneToOneField("chairman.Matter", on_delete=models.PROTECT, related_name="instruction")
    act = models.OneToOneField(
        "documents.Act", on_delete=models.PROTECT, null=True, related_name="instruction"
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            exactly_one_lead("instruction"),
            models.CheckConstraint(
                name="instruction_given_iff_has_act",
                condition=Q(state="given", act__isnull=False) | (~Q(state="given") & Q(act__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_given_instruction_is_published",
                condition=Q(published_at__isnull=True) | Q(state="given"),
            ),
        ]

    def __str__(self) -> str:
        return f"instruction {self.pk}"

    @property
    def text(self) -> str:
        """Return the text in the reader's language."""
        return in_language(self, "text")

    @property
    def criterion(self) -> str:
        """Return what counts as done, in the reader's language."""
        return in_language(self, "criterion")

    @property
    def title(self) -> str:
        """Return the beginning of the text in the reader's language."""
        return beginning_of(self.text)
