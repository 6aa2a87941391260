"""The agenda: each item names a competence, and so the organ whose matter it is."""

from django.db import models

from assembly.common.names import in_language
from assembly.common.search import search_indexes
from assembly.meetings.enums import ItemState
from assembly.meetings.querysets import AgendaItemQuerySet


class AgendaItem(models.Model):
    """An item of the agenda, with the draft that the body may adopt."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    competence = models.CharField(max_length=40, help_text="code from assembly.law.competences")
    rapporteur = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    draft = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.PLANNED)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("agenda_item", "title_kk", "title_ru", "title_en", russian=("title_ru",))
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_is_unique_in_meeting"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state=ItemState.CURRENT),
                name="meeting_has_one_current_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")
