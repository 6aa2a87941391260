"""Elections of the chair and of the deputies at a sitting of the Council (п. 22), round by round."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.bodies.enums import SeatRole
from expert_council.enums import ElectionState

ELECTED_ROLES = [(role.value, role.label) for role in (SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR)]


class Election(models.Model):
    """One place to be filled: each candidate is put to a poll in every round."""

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, related_name="elections")
    role = models.CharField(max_length=20, choices=ELECTED_ROLES)
    state = models.CharField(max_length=12, choices=ElectionState.choices, default=ElectionState.GOING_ON)
    round = models.PositiveSmallIntegerField(
        default=0, help_text="the round that has begun; 0 before the first"
    )
    elected = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="elections_won"
    )
    act = models.OneToOneField("documents.Act", on_delete=models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "role"],
                condition=Q(state="going_on"),
                name="item_fills_one_place_at_a_time",
            ),
            models.CheckConstraint(
                name="election_held_iff_somebody_was_elected",
                condition=Q(state="held", elected__isnull=False, act__isnull=False)
                | (~Q(state="held") & Q(elected__isnull=True, act__isnull=True)),
            ),
            models.CheckConstraint(
                name="election_ended_iff_has_moment",
                condition=Q(state="going_on", ended_at__isnull=True)
                | (~Q(state="going_on") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at item {self.item_id}"


class Candidacy(models.Model):
    """A member who stands for the place."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidacies")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="person_stands_once_in_an_election"),
            models.UniqueConstraint(fields=["election", "number"], name="candidates_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.person_id}"


class CandidatePoll(models.Model):
    """The poll on one candidate in one round; each round stays on record."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="polls")
    round = models.PositiveSmallIntegerField()
    poll = models.OneToOneField("voting.Poll", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "candidacy__number", "pk"]

    def __str__(self) -> str:
        return f"round {self.round}: {self.candidacy_id}"
