"""An expert opinion: on which version of which text, by whom, until when, with what dissent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language
from expert_council.enums import OpinionState, Verdict
from expert_council.querysets import OpinionQuerySet


class OpinionRequest(models.Model):
    """An opinion from the request to the issued paper; bound to the very version that was judged."""

    version = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, related_name="opinion_requests"
    )
    question_kk = models.CharField(max_length=600, blank=True)
    question_ru = models.CharField(max_length=600, blank=True)
    due_on = models.DateField()
    is_default_term = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=OpinionState.choices, default=OpinionState.ASKED)
    verdict = models.CharField(max_length=16, choices=Verdict.choices, blank=True)
    text = models.OneToOneField("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="opinion")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state__in=["asked", "written"]),
                name="one_open_opinion_on_a_version",
            ),
            models.CheckConstraint(
                name="opinion_issued_iff_has_act",
                condition=(
                    Q(state="issued", act__isnull=False, issued_at__isnull=False, text__isnull=False)
                    & ~Q(verdict="")
                )
                | (~Q(state="issued") & Q(act__isnull=True, issued_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="opinion_withdrawn_iff_has_reason",
                condition=(Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""))
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"opinion on version {self.version_id}"

    @property
    def question(self) -> str:
        """Return what the experts are asked, in the reader's language; empty when it is the text as a whole."""
        return in_language(self, "question") or self.question_ru or self.question_kk

    @property
    def is_open(self) -> bool:
        """Say whether the experts still work on it."""
        return self.state in {OpinionState.ASKED, OpinionState.WRITTEN}

    @property
    def is_outdated(self) -> bool:
        """Say whether the document has a newer version than the one judged."""
        return self.version.document.versions.filter(number__gt=self.version.number).exists()


class OpinionAuthor(models.Model):
    """An expert named to write; one of the Council, or drawn in from outside, also from abroad (п. 22)."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="opinions")
    is_drawn_in = models.BooleanField(default=False)
    affiliation_kk = models.CharField(max_length=300, blank=True)
    affiliation_ru = models.CharField(max_length=300, blank=True)
    named_at = models.DateTimeField()
    dissent_kk = models.TextField(blank=True)
    dissent_ru = models.TextField(blank=True)
    dissent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["request", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="expert_is_named_once_in_an_opinion"),
            models.CheckConstraint(
                name="dissent_iff_has_moment",
                condition=Q(dissent_at__isnull=True, dissent_kk="", dissent_ru="")
                | (Q(dissent_at__isnull=False) & (~Q(dissent_kk="") | ~Q(dissent_ru=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.request_id}"

    @property
    def affiliation(self) -> str:
        """Return where the expert works, in the reader's language, else in the one it is known in."""
        return in_language(self, "affiliation") or self.affiliation_ru or self.affiliation_kk

    @property
    def has_dissent(self) -> bool:
        """Say whether the expert thinks otherwise than the opinion."""
        return self.dissent_at is not None
