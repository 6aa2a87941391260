"""Who counts at a sitting: the commission that its body elected by a procedural poll, written once."""

import pgtrigger
from django.db import models
from django.db.models import Q

from assembly.common.privileges import WRITTEN_ONCE
from assembly.voting.models.polls import Poll
from assembly.voting.querysets import CommissionQuerySet

_ELECTED_FUNC = """
PERFORM 1 FROM voting_poll
WHERE id = NEW.poll_id AND meeting_id = NEW.meeting_id AND effect = 'voting.tellers' AND outcome = 'adopted';
IF NOT FOUND THEN
    RAISE EXCEPTION 'commission: elected by an adopted poll of its own sitting';
END IF;
RETURN NEW;
"""
_TELLER_FUNC = """
PERFORM 1 FROM voting_countingcommission commission
JOIN meetings_rollentry entry ON entry.meeting_id = commission.meeting_id
WHERE commission.id = NEW.commission_id AND entry.id = NEW.entry_id AND entry.person_id = NEW.person_id;
IF NOT FOUND THEN
    RAISE EXCEPTION 'teller: on the roll of the sitting whose votes he counts';
END IF;
RETURN NEW;
"""


class CountingCommission(models.Model):
    """The tellers of one sitting; of several elected one after another the last is in force, until the sitting ends."""

    app_privileges = WRITTEN_ONCE

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="commissions")
    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="commission")
    elected_at = models.DateTimeField()

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        triggers = [
            pgtrigger.Protect(name="commission_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="commission_is_elected_by_its_poll",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_ELECTED_FUNC,
            ),
        ]

    def __str__(self) -> str:
        return f"commission of sitting {self.meeting_id}"


class Teller(models.Model):
    """One of a commission; the name is kept as it stood in the question that was voted on."""

    app_privileges = WRITTEN_ONCE

    commission = models.ForeignKey(CountingCommission, on_delete=models.PROTECT, related_name="tellers")
    entry = models.ForeignKey("meetings.RollEntry", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=310)
    is_chair = models.BooleanField(default=False)

    class Meta:
        ordering = ["commission", "-is_chair", "entry__number"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "person"], name="teller_is_elected_once"),
            models.UniqueConstraint(
                fields=["commission"], condition=Q(is_chair=True), name="commission_has_one_chair"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="teller_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="teller_is_on_the_roll_of_the_sitting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_TELLER_FUNC,
            ),
        ]

    def __str__(self) -> str:
        return self.name
