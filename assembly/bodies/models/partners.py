"""State bodies with their officers, and ethnocultural associations."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from assembly.bodies.enums import OfficerRole, StateBodyKind
from assembly.bodies.querysets import AssociationQuerySet, HoldingQuerySet
from assembly.common.names import in_language
from assembly.common.search import search_indexes


class StateBody(models.Model):
    """A state body that considers decisions and carries out assignments (п. 11, 28)."""

    code = models.CharField(max_length=20, unique=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(
        "bodies.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=StateBodyKind.choices, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    address_kk = models.CharField(max_length=300, blank=True)
    address_ru = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True, help_text="of the office, not of a person")
    phone = models.CharField(max_length=40, blank=True, help_text="of the office, not of a person")
    formed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="first day on which it exists no more")
    end_basis = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = search_indexes("state_body", "code", "name_kk", "name_ru", "name_en", russian=("name_ru",))
        ordering = ["code"]
        verbose_name_plural = "state bodies"
        constraints = [
            models.CheckConstraint(
                name="ended_state_body_is_not_active", condition=Q(ended_on__isnull=True) | Q(is_active=False)
            ),
            models.CheckConstraint(
                name="state_body_has_successor_only_when_ended",
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="state_body_is_no_part_of_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")

    @property
    def address(self) -> str:
        """Return the address in the reader's language."""
        return in_language(self, "address")


class StateBodyOfficer(models.Model):
    """A span of days during which a person acts for a state body in the portal."""

    state_body = models.ForeignKey(StateBody, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="state_posts")
    role = models.CharField(max_length=20, choices=OfficerRole.choices, default=OfficerRole.OFFICER)
    term = DateRangeField()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["state_body", "person"]
        constraints = [
            ExclusionConstraint(
                name="officer_has_one_post_in_a_state_body_on_a_day",
                expressions=[
                    ("state_body", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("term", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="officer_term_begins",
                condition=Q(term__isempty=False) & Q(term__startswith__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.state_body_id}"


class Association(models.Model):
    """An ethnocultural association; a member may sit in the Assembly on its behalf."""

    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(
        "bodies.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="associations"
    )
    is_republican = models.BooleanField(default=False)
    accredited_until = models.DateField(
        null=True, blank=True, help_text="first day without it, of the last decision or of an older register"
    )

    objects = AssociationQuerySet.as_manager()

    class Meta:
        indexes = search_indexes("association", "name_kk", "name_ru", "name_en", russian=("name_ru",))
        ordering = ["name_ru"]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return in_language(self, "name")
