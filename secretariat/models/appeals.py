"""A citizen's appeal from registration to the answer (п. 17, подп. 3; АППК, art. 63–65, 76)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.privileges import WRITTEN_ONCE
from assembly.common.search import search_indexes
from assembly.people.enums import Language
from assembly.people.iin import masked_iin
from assembly.people.keys import keyed_hash, seal, unseal
from secretariat.enums import (
    AppealChannel,
    AppealKind,
    AppealNews,
    AppealState,
    AppealTopic,
    ApplicantKind,
    TellingWay,
)
from secretariat.querysets import IN_WORK, OPEN, AppealQuerySet, NoticeQuerySet

NUMBER_PURPOSE = "appeal.applicant_number"
ACCEPTED = ["consideration", "extended", "answered"]
# What came stays what it was; triage may name another topic.
UNCHANGING = [
    "number", "submission", "channel", "kind", "language", "applicant_kind", "applicant_name", "subject",
    "text", "received_at", "registered_on",
]  # fmt: skip


class CitizenAppeal(models.Model):
    """An appeal of a person or of an organisation, with its statutory terms.

    Never to be mixed with an Address of the Assembly. The applicant's IIN or BIN is sealed and hashed as a
    person's is; of the code by which he follows his appeal only the hash is kept.
    """

    number = models.CharField(max_length=20, unique=True, help_text="as on the receipt: 15/2026")
    submission = models.UUIDField(unique=True, help_text="one sending of the form, however often repeated")
    code_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=AppealChannel.choices)
    kind = models.CharField(max_length=12, choices=AppealKind.choices)
    topic = models.CharField(max_length=14, choices=AppealTopic.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    external_number = models.CharField(max_length=40, blank=True, help_text="in the state system of appeals")
    applicant_kind = models.CharField(max_length=6, choices=ApplicantKind.choices)
    applicant_name = models.CharField(max_length=200)
    number_sealed = models.BinaryField(null=True, editable=False)
    number_key = models.CharField(max_length=16, blank=True, editable=False)
    number_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    number_hash_key = models.CharField(max_length=16, blank=True, editable=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300)
    region = models.ForeignKey("bodies.Region", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    received_at = models.DateTimeField()
    registered_on = models.DateField(help_text="the day from which terms run")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=14, choices=AppealState.choices, default=AppealState.REGISTERED)
    triage_due_on = models.DateField()
    due_on = models.DateField()
    is_national = models.BooleanField(null=True, help_text="of national significance")
    is_interethnic = models.BooleanField(null=True, help_text="touches interethnic relations")
    triaged_at = models.DateTimeField(null=True)
    triaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    executor = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(null=True, help_text="since when the executor knows the term")
    state_body = models.ForeignKey("bodies.StateBody", on_delete=models.PROTECT, null=True, related_name="+")
    redirect_reason = models.CharField(max_length=1000, blank=True)
    extended_at = models.DateTimeField(null=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    extension_reason = models.CharField(max_length=1000, blank=True)
    first_due_on = models.DateField(null=True, help_text="the term before it was extended")
    draft_text = models.TextField(blank=True)
    draft_language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    drafted_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_on", "-pk"]
        indexes = [
            *search_indexes("appeal", "number", "subject", "applicant_name", russian=("subject",)),
            models.Index(fields=["state", "due_on"], name="appeal_by_state_and_term"),
        ]
        constraints = [
            models.CheckConstraint(name="appeal_terms_after_registration", condition=Q(triage_due_on__gt=F("registered_on"), due_on__gt=F("registered_on"))),
            models.CheckConstraint(
                name="appeal_redirected_iff_has_state_body",
                condition=Q(state="redirected", state_body__isnull=False) & ~Q(redirect_reason="")
                | ~Q(state="redirected") & Q(state_body__isnull=True, redirect_reason=""),
            ),
            models.CheckConstraint(
                name="appeal_accepted_iff_has_executor_and_grounds",
                condition=Q(state__in=ACCEPTED, executor__isnull=False, given_on__isnull=False, is_national=True, is_interethnic=True)
                | ~Q(state__in=ACCEPTED) & Q(executor__isnull=True, given_on__isnull=True),
            ),
            models.CheckConstraint(
                name="appeal_triaged_iff_has_moment",
                condition=Q(state="registered", triaged_at__isnull=True) | ~Q(state="registered") & Q(triaged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_extended_once_with_reason",
                condition=Q(extended_at__isnull=True, first_due_on__isnull=True, extension_reason="") & ~Q(state="extended")
                | Q(extended_at__isnull=False, first_due_on__isnull=False, due_on__gt=F("first_due_on")) & ~Q(extension_reason=""),
            ),
            models.CheckConstraint(
                name="appeal_answered_iff_has_signed_answer",
                condition=Q(state="answered", answer__isnull=False, answered_at__isnull=False, signed_by__isnull=False)
                | ~Q(state="answered") & Q(answer__isnull=True, answered_at__isnull=True, signed_by__isnull=True),
            ),
            models.CheckConstraint(
                name="appeal_number_is_sealed_iff_hashed",
                condition=Q(number_sealed__isnull=True, number_key="", number_hash="", number_hash_key="")
                | Q(number_sealed__isnull=False) & ~Q(number_key="") & ~Q(number_hash="") & ~Q(number_hash_key=""),
            ),
            models.CheckConstraint(
                name="appeal_draft_has_language",
                condition=Q(draft_text="", draft_language="") | ~Q(draft_text="") & ~Q(draft_language=""),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.ReadOnly(name="appeal_says_what_came", fields=UNCHANGING),
            pgtrigger.Protect(name="appeal_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def is_open(self) -> bool:
        """Say whether the Secretariat still owes something."""
        return self.state in OPEN

    @property
    def is_in_work(self) -> bool:
        """Say whether an executor considers the appeal."""
        return self.state in IN_WORK

    @property
    def present_due_on(self) -> date:
        """Return the term that runs now: of triage, or of the answer."""
        return self.triage_due_on if self.state == AppealState.REGISTERED else self.due_on

    def is_overdue(self, on: date) -> bool:
        """Say whether the term that runs now has passed."""
        return self.is_open and self.present_due_on < on

    def put_number(self, number: str) -> None:
        """Seal and hash the applicant's IIN or BIN under the present keys, where one was given; saves nothing."""
        if not number:
            return
        self.number_key, self.number_sealed = seal(number.encode(), purpose=NUMBER_PURPOSE)
        self.number_hash_key, self.number_hash = keyed_hash(number, purpose=NUMBER_PURPOSE)

    def read_number(self) -> str:
        """Open the sealed IIN or BIN; empty where none was given."""
        if self.number_sealed is None:
            return ""
        return unseal(bytes(self.number_sealed), key_id=self.number_key, purpose=NUMBER_PURPOSE).decode()

    @property
    def masked_number(self) -> str:
        """Return the IIN or BIN with all but its first six digits hidden."""
        return masked_iin(self.read_number())


class AppealNotice(models.Model):
    """One piece of news that the applicant has to be told, until when, and how he was told."""

    appeal = models.ForeignKey(CitizenAppeal, on_delete=models.PROTECT, related_name="notices")
    news = models.CharField(max_length=10, choices=AppealNews.choices)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    told_on = models.DateField(null=True)
    way = models.CharField(max_length=5, choices=TellingWay.choices, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "news"], name="applicant_is_told_each_news_once"),
            models.CheckConstraint(
                name="notice_told_iff_has_way",
                condition=Q(told_on__isnull=True, way="") | Q(told_on__isnull=False) & ~Q(way=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.news} of {self.appeal_id}"


class AppealNote(models.Model):
    """A note among the staff; the applicant never reads it. Written once."""

    app_privileges = WRITTEN_ONCE

    appeal = models.ForeignKey(CitizenAppeal, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="note_has_words", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.appeal_id}"
