"""A poll, its voters frozen at opening, and the ballots."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.common.names import in_language
from assembly.common.privileges import WRITTEN_ONCE
from assembly.law.acts import ref_of
from assembly.law.thresholds import Comparison, Threshold
from assembly.voting.enums import Channel, Choice, Outcome, PollForm, PollKind, PollState
from assembly.voting.querysets import PollQuerySet

# What opening freezes; a trigger refuses any later change.
FROZEN_AT_OPENING = (
    "meeting_id",
    "item_id",
    "number",
    "kind",
    "form",
    "effect",
    "effect_params",
    "question_kk",
    "question_ru",
    "question_en",
    "version_id",
    "members_count",
    "present_count",
    "majority_numerator",
    "majority_denominator",
    "majority_comparison",
    "majority_ref",
    "votes_needed",
    "opened_at",
)
_CHANGED = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in FROZEN_AT_OPENING)
_POLL_FUNC = f"""
IF OLD.state IN ('closed', 'void') THEN
    RAISE EXCEPTION 'poll %: an ended poll never changes', OLD.id;
END IF;
IF OLD.opened_at IS NOT NULL AND (NEW.state = 'draft' OR {_CHANGED}) THEN
    RAISE EXCEPTION 'poll %: what opening froze never changes', OLD.id;
END IF;
IF NEW.state = 'open' AND OLD.state = 'draft' AND NEW.present_count IS DISTINCT FROM
    (SELECT count(*) FROM voting_pollvoter WHERE poll_id = NEW.id) THEN
    RAISE EXCEPTION 'poll %: those present are its voters, by name', OLD.id;
END IF;
IF NEW.state = 'closed' AND (
    SELECT count(*) FILTER (WHERE choice = 'for') = NEW.votes_for
       AND count(*) FILTER (WHERE choice = 'against') = NEW.votes_against
       AND count(*) FILTER (WHERE choice = 'abstain') = NEW.abstained
    FROM voting_ballot WHERE poll_id = NEW.id) IS NOT TRUE THEN
    RAISE EXCEPTION 'poll %: its figures are those of its ballots', OLD.id;
END IF;
RETURN NEW;
"""  # noqa: S608 -- names of our own columns
_VOTER_FUNC = """
PERFORM 1 FROM voting_poll WHERE id = NEW.poll_id AND state = 'draft' FOR SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'poll %: nobody joins its roll after opening', NEW.poll_id;
END IF;
RETURN NEW;
"""
_BALLOT_FUNC = """
PERFORM 1 FROM voting_poll poll JOIN voting_pollvoter voter ON voter.poll_id = poll.id
WHERE poll.id = NEW.poll_id AND voter.id = NEW.voter_id AND poll.state = 'open' AND NEW.cast_at < poll.closes_at
FOR SHARE OF poll;
IF NOT FOUND THEN
    RAISE EXCEPTION 'poll %: a ballot is cast by its voter while it is open', NEW.poll_id;
END IF;
RETURN NEW;
"""


class Poll(models.Model):
    """One question put to the members present.

    Opening copies into the poll all that its outcome depends on: voters by name, base, threshold
    and its edition, form, text. The outcome is computed once, at closing, by that frozen rule.
    ``effect`` names what an adopted poll does beyond the minutes (see ``voting.effects``).
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="polls")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="polls")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PollKind.choices)
    form = models.CharField(max_length=10, choices=PollForm.choices, default=PollForm.OPEN)
    effect = models.CharField(max_length=40, blank=True)
    effect_params = models.JSONField(default=dict)
    question_kk = models.CharField(max_length=600)
    question_ru = models.CharField(max_length=600)
    question_en = models.CharField(max_length=600, blank=True)
    version = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, null=True, related_name="polls"
    )
    duration_seconds = models.PositiveIntegerField(default=180)
    state = models.CharField(max_length=10, choices=PollState.choices, default=PollState.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    members_count = models.PositiveIntegerField(null=True)
    present_count = models.PositiveIntegerField(null=True)
    majority_numerator = models.PositiveSmallIntegerField(null=True)
    majority_denominator = models.PositiveSmallIntegerField(null=True)
    majority_comparison = models.CharField(max_length=10, blank=True)
    majority_ref = models.CharField(max_length=60, blank=True)
    votes_needed = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    silent = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ballots_digest = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=600, blank=True)
    voided_at = models.DateTimeField(null=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="poll_number_is_unique_in_meeting"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open"), name="meeting_has_one_open_poll"
            ),
            models.CheckConstraint(
                name="poll_closed_iff_has_outcome",
                condition=(
                    Q(state="closed", closed_at__isnull=False, votes_for__isnull=False) & ~Q(outcome="")
                )
                | (~Q(state="closed") & Q(closed_at__isnull=True, outcome="", votes_for__isnull=True)),
            ),
            models.CheckConstraint(
                name="poll_opened_iff_rule_is_frozen",
                condition=Q(
                    opened_at__isnull=True,
                    present_count__isnull=True,
                    votes_needed__isnull=True,
                    majority_ref="",
                )
                | (
                    Q(opened_at__isnull=False, present_count__gte=1, votes_needed__gte=1)
                    & ~Q(majority_ref="")
                ),
            ),
            models.CheckConstraint(
                name="poll_open_or_closed_was_opened",
                condition=~Q(state__in=["open", "closed"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="poll_void_iff_has_reason",
                condition=(Q(state="void", voided_at__isnull=False) & ~Q(void_reason=""))
                | (~Q(state="void") & Q(voided_at__isnull=True, void_reason="")),
            ),
            models.CheckConstraint(
                name="substantive_poll_has_text_and_item",
                condition=~Q(kind="substantive") | Q(version__isnull=False, item__isnull=False),
            ),
            models.CheckConstraint(
                name="four_figures_add_up_to_those_present",
                condition=Q(votes_for__isnull=True)
                | Q(present_count=F("votes_for") + F("votes_against") + F("abstained") + F("silent")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_opening_froze_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_POLL_FUNC,
            ),
            pgtrigger.Protect(name="poll_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def question(self) -> str:
        """Return the question in the reader's language."""
        return in_language(self, "question")

    @property
    def is_adopted(self) -> bool:
        """Say whether the poll is closed and its question adopted."""
        return self.outcome == Outcome.ADOPTED

    @property
    def majority(self) -> Threshold:
        """Return the frozen rule.

        Raises:
            ValueError: the poll was never opened.
        """
        if self.majority_numerator is None or self.majority_denominator is None:
            raise ValueError("the rule is frozen when the poll opens")
        return Threshold(
            self.majority_numerator,
            self.majority_denominator,
            Comparison(self.majority_comparison),
            ref_of(self.majority_ref),
        )


class PollVoter(models.Model):
    """A member present when the poll opened: may cast exactly one ballot, by exactly one channel."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="voters")
    entry = models.ForeignKey("meetings.RollEntry", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=310)
    mode = models.CharField(max_length=10, help_text="how he took part when the poll opened: hall, remote")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.DEVICE)

    class Meta:
        ordering = ["poll", "entry__number"]
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="person_votes_once_in_a_poll")]
        triggers = [
            pgtrigger.Protect(name="voter_is_never_deleted", operation=pgtrigger.Delete),
            # The channel alone may change: by a teller's act, before the vote.
            pgtrigger.Protect(
                name="voter_never_changes",
                operation=pgtrigger.UpdateOf("poll_id", "entry_id", "person_id", "name", "mode"),
            ),
            pgtrigger.Trigger(
                name="roll_of_a_poll_is_frozen_at_opening",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_VOTER_FUNC,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Ballot(models.Model):
    """A cast vote. Final: written once, never changed, never deleted."""

    app_privileges = WRITTEN_ONCE

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="ballots")
    voter = models.ForeignKey(PollVoter, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["poll", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter"], name="one_ballot_per_voter"),
            models.CheckConstraint(name="ballot_has_a_known_choice", condition=Q(choice__in=Choice.values)),
        ]
        triggers = [
            pgtrigger.Protect(name="ballot_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="ballot_is_cast_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_BALLOT_FUNC,
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"
