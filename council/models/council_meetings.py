"""A sitting of the Council as it is planned, agreed and convened."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.common.names import in_language
from council.enums import ConveningState
from council.querysets import CouncilMeetingQuerySet


class CouncilMeeting(models.Model):
    """A sitting of the Council: convened by the Chairman, or by a deputy with his agreement (п. 12).

    ``deputy`` is who convenes; empty when the Chairman does it himself. ``basis`` is the Chairman's act:
    his order that convenes, or the letter by which he agreed.
    """

    state = models.CharField(max_length=10, choices=ConveningState.choices, default=ConveningState.DRAFT)
    deputy = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    place_kk = models.CharField(max_length=300)
    place_ru = models.CharField(max_length=300)
    place_en = models.CharField(max_length=300, blank=True)
    reply_by = models.DateField(null=True)
    matter = models.OneToOneField("chairman.Matter", on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.ForeignKey("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    meeting = models.OneToOneField(
        "meetings.Meeting", on_delete=models.PROTECT, null=True, related_name="council_meeting"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = CouncilMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="council_meeting_put_has_matter", condition=~Q(state="put") | Q(matter__isnull=False)
            ),
            models.CheckConstraint(
                name="council_meeting_rests_on_the_chairmans_act",
                condition=Q(state__in=["agreed", "convened"], basis__isnull=False)
                | Q(state__in=["draft", "put"], basis__isnull=True),
            ),
            models.CheckConstraint(
                name="council_meeting_convened_iff_has_sitting",
                condition=Q(state="convened", meeting__isnull=False)
                | (~Q(state="convened") & Q(meeting__isnull=True)),
            ),
            models.CheckConstraint(
                name="council_meeting_agreed_has_deputy",
                condition=~Q(state="agreed") | Q(deputy__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"

    @property
    def place(self) -> str:
        """Return the place in the reader's language."""
        return in_language(self, "place")


class PlannedItem(models.Model):
    """An item planned for the agenda; convening copies it into the agenda of the sitting."""

    council_meeting = models.ForeignKey(
        CouncilMeeting, on_delete=models.CASCADE, related_name="planned_items"
    )
    number = models.PositiveSmallIntegerField()
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    competence = models.CharField(max_length=40)

    class Meta:
        ordering = ["council_meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["council_meeting", "number"], name="planned_item_of_council_has_its_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """Return the title in the reader's language."""
        return in_language(self, "title")
