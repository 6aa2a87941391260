"""Matters on the Chairman's desk, and the acts in which they end."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from assembly.chairman.enums import MatterState
from assembly.chairman.querysets import ChairmanActQuerySet, MatterQuerySet
from assembly.common.names import in_language
from assembly.common.search import search_indexes


class Matter(models.Model):
    """Something that only the Chairman decides (п. 5, 6): it waits on his desk and ends in an act or a refusal.

    ``kind`` is registered in ``chairman.matters``; the record that the matter is about points to it.
    """

    kind = models.CharField(max_length=60)
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    summary_kk = models.TextField(blank=True)
    summary_ru = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    draft = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=MatterState.choices, default=MatterState.WAITING)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who goes on with it when the one who put it has left; he himself when empty",
    )
    answer_by = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    refusal_reason = models.CharField(max_length=1000, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("matter", "title_kk", "title_ru", "title_en", russian=("title_ru",))
        ordering = ["answer_by", "put_at"]
        constraints = [
            models.CheckConstraint(
                name="matter_ended_iff_has_moment",
                condition=Q(state=MatterState.WAITING, ended_at__isnull=True)
                | (~Q(state=MatterState.WAITING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="matter_refused_iff_has_reason",
                condition=(Q(state=MatterState.REFUSED) & ~Q(refusal_reason=""))
                | (~Q(state=MatterState.REFUSED) & Q(refusal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kept_by_id(self) -> int:
        """Return the user who is told how the matter ends, and goes on with it."""
        return self.keeper_id or self.put_by_id

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")

    @property
    def summary(self) -> str:
        """Return the summary in the reader's language."""
        return in_language(self, "summary")


class ChairmanAct(models.Model):
    """The Chairman's act on a matter: signed in the portal, or on paper and recorded with its scan."""

    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, related_name="chairman_act")
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="chairman_act")
    is_recorded_from_paper = models.BooleanField(default=False)

    objects = ChairmanActQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.act)

    @property
    def made_how(self) -> str:
        """Say whether it was signed here or recorded from paper."""
        return _("recorded from paper") if self.is_recorded_from_paper else _("signed in the portal")
