"""Commissions and working groups: aim, term, composition, closing report (п. 20, 25)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import SeatRole
from assembly.common.names import in_language
from secretariat.formations.enums import FormationKind, FormationState
from secretariat.formations.querysets import FormationQuerySet


class Formation(models.Model):
    """A commission or a working group from its plan to its closing report; one engine for both."""

    kind = models.CharField(max_length=20, choices=FormationKind.choices)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    aim_kk = models.CharField(max_length=1000)
    aim_ru = models.CharField(max_length=1000)
    until = models.DateField(null=True, help_text="last day of its term; none where it works without one")
    state = models.CharField(max_length=12, choices=FormationState.choices, default=FormationState.DRAFT)
    body = models.OneToOneField("bodies.Body", on_delete=models.PROTECT, null=True, related_name="formation")
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    report = models.OneToOneField("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    end_act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = FormationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="formation_created_iff_has_body_and_act",
                condition=Q(state="draft", body__isnull=True, act__isnull=True, created_at__isnull=True)
                | (~Q(state="draft") & Q(body__isnull=False, act__isnull=False, created_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="formation_ended_iff_has_report_and_act",
                condition=Q(
                    state="ended", end_act__isnull=False, report__isnull=False, ended_at__isnull=False
                )
                | (~Q(state="ended") & Q(end_act__isnull=True, ended_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ru

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")

    @property
    def aim(self) -> str:
        """Return the aim in the reader's language."""
        return in_language(self, "aim")


class PlannedSeat(models.Model):
    """Who is named in the plan; the seat itself is given by the act of creation."""

    formation = models.ForeignKey(Formation, on_delete=models.PROTECT, related_name="planned_seats")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)

    class Meta:
        ordering = ["formation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["formation", "person"], name="person_is_planned_once_in_a_formation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.formation_id}"
