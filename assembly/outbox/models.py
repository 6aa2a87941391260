"""Messages to be sent. Knows nobody: address, language and context are plain values."""

from django.db import models
from django.utils.translation import pgettext_lazy

from assembly.outbox.querysets import OutboxQuerySet


class OutboxState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", pgettext_lazy("message state", "Waiting")
    SENT = "sent", pgettext_lazy("message state", "Sent")
    DEAD = "dead", pgettext_lazy("message state", "Not delivered")
    DROPPED = "dropped", pgettext_lazy("message state", "No longer due")


class OutboxMessage(models.Model):
    """A letter put down in the transaction of the act, sent by a worker after it.

    The row exists exactly once (``dedup_key``); the letter leaves at least once, always with the
    same Message-ID. A secret is never in ``context``: it is made when the letter is written.
    """

    kind = models.CharField(max_length=80)
    address = models.EmailField()
    recipient_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=2)
    context = models.JSONField(default=dict)
    dedup_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=OutboxState.choices, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="outbox_message_sent_iff_has_moment",
                condition=models.Q(state=OutboxState.SENT, sent_at__isnull=False)
                | (~models.Q(state=OutboxState.SENT) & models.Q(sent_at__isnull=True)),
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="outbox_waiting_idx"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.address}"
