"""The statute and the composition: both approved by the head of the Secretariat (п. 24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from expert_council.enums import ConsentState
from expert_council.querysets import ConsentQuerySet


class Statute(models.Model):
    """A statute of the Council: a draft with its versions, or the text that an act approved."""

    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"statute {self.pk}"


class Consent(models.Model):
    """A person's answer to the question whether he agrees to sit in the Council; ``seat`` once he does."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="expert_consents")
    state = models.CharField(max_length=12, choices=ConsentState.choices, default=ConsentState.ASKED)
    is_paper = models.BooleanField(default=False, help_text="the answer came on paper; staff recorded it")
    note = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seat = models.OneToOneField("bodies.Membership", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["asked", "agreed"], seat__isnull=True),
                name="person_is_asked_for_consent_once",
            ),
            models.CheckConstraint(
                name="consent_answered_iff_has_moment",
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_who_agreed_is_seated", condition=Q(seat__isnull=True) | Q(state="agreed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"
