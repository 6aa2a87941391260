"""The ledger: each reminder exists exactly once."""

from django.db import models

from assembly.common.privileges import WRITTEN_ONCE


class Reminder(models.Model):
    """One reminder of one term of one subject to one person.

    Unique by (subject, term, kind, recipient): two workers, a second run or a run made up for a
    missed night write it once; a new term starts anew. The subject is two plain columns, since the
    ledger serves rooms above it.
    """

    app_privileges = WRITTEN_ONCE

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    term = models.DateField()
    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="reminders")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "term", "kind", "recipient"],
                name="reminder_is_written_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_type}:{self.subject_id}"
