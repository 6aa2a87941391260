"""A sitting of a body, and who was asked to come."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language
from assembly.common.search import search_indexes
from assembly.meetings.enums import MeetingState, Reply
from assembly.meetings.querysets import MeetingQuerySet


class Meeting(models.Model):
    """A sitting. Roll, threshold and members present are its own; quorum is computed from them.

    ``series_label`` is what decisions adopted here are numbered by: the Session's number («36»),
    or the number of the minutes, given when the sitting opens.
    """

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="meetings")
    title_kk = models.CharField(max_length=300)
    title_ru = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    series_label = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.CONVENED)
    starts_at = models.DateTimeField()
    place_kk = models.CharField(max_length=300)
    place_ru = models.CharField(max_length=300)
    place_en = models.CharField(max_length=300, blank=True)
    reply_by = models.DateField(null=True, help_text="last day to answer the invitation")
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="meetings")
    presiding = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    secretary = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    quorum_ref = models.CharField(
        max_length=60, blank=True, help_text="edition of the quorum rule, frozen with the roll"
    )
    members_count = models.PositiveIntegerField(
        null=True, help_text="all members who count, frozen with the roll"
    )
    quorum_required = models.PositiveIntegerField(
        null=True, help_text="least number present, frozen with the roll"
    )
    minutes_number = models.CharField(max_length=40, blank=True, help_text="given when the sitting opens")
    registration_opened_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = search_indexes(
            "meeting",
            "series_label",
            "minutes_number",
            "title_kk",
            "title_ru",
            "title_en",
            russian=("title_ru",),
        )
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="roll_is_frozen_iff_registration_opened",
                condition=Q(
                    registration_opened_at__isnull=True,
                    members_count__isnull=True,
                    quorum_required__isnull=True,
                )
                | Q(
                    registration_opened_at__isnull=False,
                    members_count__isnull=False,
                    quorum_required__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="meeting_before_registration_has_no_roll",
                condition=~Q(state=MeetingState.CONVENED) | Q(registration_opened_at__isnull=True),
            ),
            models.CheckConstraint(
                name="meeting_open_has_moment",
                condition=~Q(state__in=["open", "break", "closed"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_closed_iff_has_moment",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")

    @property
    def place(self) -> str:
        """Return the place in the reader's language."""
        return in_language(self, "place")

    @property
    def is_live(self) -> bool:
        """Say whether members can be registered and vote: registration, sitting or break."""
        return self.state in {MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK}


class MeetingInvitation(models.Model):
    """A member was asked to come; his answer is a plan, never presence."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="meeting_invitations")
    invited_at = models.DateTimeField()
    reply = models.CharField(max_length=10, choices=Reply.choices, blank=True)
    reply_reason = models.CharField(max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="person_is_invited_to_a_meeting_once"),
            models.CheckConstraint(
                name="invitation_replied_iff_has_moment",
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.meeting_id}"
