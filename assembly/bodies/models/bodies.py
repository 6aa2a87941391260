"""Bodies of the Assembly and the twenty regions."""

from django.db import models
from django.db.models import Q

from assembly.bodies.enums import BodyKind
from assembly.bodies.querysets import BodyQuerySet
from assembly.common.names import in_language
from assembly.common.search import search_indexes


class Region(models.Model):
    """One of the 17 regions, the capital and the two cities of republican significance."""

    code = models.CharField(max_length=2, unique=True, help_text="ISO 3166-2:KZ without the prefix")
    name_kk = models.CharField(max_length=100)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        indexes = search_indexes("region", "name_kk", "name_ru", "name_en", russian=("name_ru",))
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")


class Body(models.Model):
    """An organ or a formation that has members: the Assembly, the Council, a commission."""

    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    basis = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    formed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("body", "name_kk", "name_ru", "name_en", russian=("name_ru",))
        ordering = ["kind", "pk"]
        verbose_name_plural = "bodies"
        # Granted by hand to a colleague of a regional secretary; see ``assembly/bodies/regional.py``.
        permissions = [("work_for_region", "Work for the secretariat of the regional assembly")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["assembly", "council", "secretariat", "expert_council"]),
                name="organ_of_this_kind_is_one",
            ),
            models.UniqueConstraint(
                fields=["region"], condition=Q(kind="regional_assembly"), name="region_has_one_assembly"
            ),
            models.CheckConstraint(
                name="regional_assembly_iff_has_region",
                condition=Q(kind="regional_assembly", region__isnull=False)
                | (~Q(kind="regional_assembly") & Q(region__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")
