"""A Session of the Assembly, its planned agenda, its sittings."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language, roman
from assembly.common.search import search_indexes
from assembly.voting.enums import PollForm
from sessions.enums import SessionKind, SessionState
from sessions.querysets import AssemblySessionQuerySet


class AssemblySession(models.Model):
    """A Session: prepared by the Secretariat, convened by the Chairman alone (п. 5(5), 7)."""

    number = models.PositiveSmallIntegerField(unique=True)
    kind = models.CharField(max_length=15, choices=SessionKind.choices, default=SessionKind.ORDINARY)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.DRAFT)
    theme_kk = models.CharField(max_length=500)
    theme_ru = models.CharField(max_length=500)
    theme_en = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    place_kk = models.CharField(max_length=300)
    place_ru = models.CharField(max_length=300)
    place_en = models.CharField(max_length=300, blank=True)
    reply_by = models.DateField(null=True)
    voting_form = models.CharField(
        max_length=10,
        choices=PollForm.choices,
        default=PollForm.OPEN,
        help_text="fixed by the Session itself (п. 10); open until then",
    )
    matter = models.OneToOneField("chairman.Matter", on_delete=models.PROTECT, null=True, related_name="+")
    convening_act = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AssemblySessionQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("session", "theme_kk", "theme_ru", "theme_en", russian=("theme_ru",))
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="session_convened_has_act",
                condition=~Q(state="convened") | Q(convening_act__isnull=False),
            ),
            models.CheckConstraint(
                name="session_put_has_matter", condition=~Q(state="put") | Q(matter__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.roman

    @property
    def roman(self) -> str:
        """Return the number as it is written: XXXVI."""
        return roman(self.number)

    @property
    def theme(self) -> str:
        """Return the theme in the reader's language."""
        return in_language(self, "theme")

    @property
    def place(self) -> str:
        """Return the place in the reader's language."""
        return in_language(self, "place")


class PlannedItem(models.Model):
    """An item planned for the agenda; convening copies it into the agenda of the first sitting."""

    assembly_session = models.ForeignKey(
        AssemblySession, on_delete=models.CASCADE, related_name="planned_items"
    )
    number = models.PositiveSmallIntegerField()
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    competence = models.CharField(max_length=40)

    class Meta:
        ordering = ["assembly_session", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly_session", "number"], name="planned_number_is_unique_in_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")


class Sitting(models.Model):
    """A sitting of a Session: a meeting of the Assembly on one of its days."""

    assembly_session = models.ForeignKey(AssemblySession, on_delete=models.PROTECT, related_name="sittings")
    meeting = models.OneToOneField("meetings.Meeting", on_delete=models.PROTECT, related_name="sitting")
    day_number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["assembly_session", "day_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly_session", "day_number"], name="sitting_day_is_unique_in_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assembly_session}/{self.day_number}"
