"""Acts as papers, the numbers they bear, and the settings that no law fixes."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language
from assembly.common.search import search_indexes
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.querysets import ActQuerySet

# What an issued act says of itself; only its access and its scan come later.
UNCHANGING = [
    "kind", "number", "signed_on", "signed_at", "organ", "title_kk", "title_ru", "title_en", "version",
    "recorded_by", "code",
]  # fmt: skip


class Act(models.Model):
    """A paper with a number and a date, on which something rests.

    The text, where the portal holds it, is ``version``; a paper recorded from outside has its scan.
    """

    kind = models.CharField(max_length=20, choices=ActKind.choices)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    signed_at = models.DateTimeField(null=True)
    organ = models.CharField(
        max_length=60, help_text="whose act: chairman, assembly, council, secretariat, external"
    )
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, null=True, related_name="acts")
    scan = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    code = models.CharField(max_length=26, unique=True, help_text="code of the permanent address /d/<code>")
    access = models.CharField(max_length=12, choices=ActAccess.choices, default=ActAccess.RESTRICTED)

    objects = ActQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("act", "number", "title_kk", "title_ru", "title_en", russian=("title_ru",))
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "kind", "number", "signed_on"], name="act_number_is_unique_in_organ_and_day"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="act_says_what_it_said", fields=UNCHANGING),
            pgtrigger.Protect(name="act_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")

    @property
    def is_public(self) -> bool:
        """Say whether a stranger may read what the act is about."""
        return self.access == ActAccess.PUBLIC

    @property
    def reference(self) -> str:
        """Return how a line names the act: its kind, number and day."""
        return f"{self.get_kind_display()} № {self.number}, {self.signed_on:%d.%m.%Y}"


class NumberSeries(models.Model):
    """The last number given in a scope (``session:36:decisions``); its row is the lock of the series."""

    scope = models.CharField(max_length=120, primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}: {self.last_number}"


class Setting(models.Model):
    """A value that no law fixes, on a span of days, with the act it rests on, or "default"."""

    key = models.CharField(max_length=100)
    value = models.JSONField()
    term = DateRangeField()
    basis = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["key", "term"]
        constraints = [
            ExclusionConstraint(
                name="setting_has_one_value_on_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("term", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="setting_term_is_not_empty", condition=~Q(term__isempty=True)),
        ]

    def __str__(self) -> str:
        return self.key
