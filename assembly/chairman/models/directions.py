"""Directions of work of the Assembly: the text that the Chairman sets, edition by edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.chairman.enums import DirectionsState
from assembly.chairman.querysets import DirectionsEditionQuerySet


class DirectionsEdition(models.Model):
    """One edition of the directions of work (п. 5(2)): drafted by the Secretariat, set by the Chairman's act.

    The edition set last is the one in force, from the day of its act; the earlier ones stay to be read.
    """

    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="directions")
    state = models.CharField(max_length=16, choices=DirectionsState.choices, default=DirectionsState.PREPARED)
    matter = models.OneToOneField(
        "chairman.Matter", on_delete=models.PROTECT, null=True, related_name="directions"
    )
    act = models.OneToOneField(
        "documents.Act", on_delete=models.PROTECT, null=True, related_name="directions"
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DirectionsEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="directions_set_iff_have_act",
                condition=Q(state="set", act__isnull=False) | (~Q(state="set") & Q(act__isnull=True)),
            ),
            models.CheckConstraint(
                name="directions_with_chairman_have_matter",
                condition=~Q(state="with_chairman") | Q(matter__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="prepared"), name="one_edition_is_prepared_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="with_chairman"), name="one_edition_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"directions {self.pk}"
