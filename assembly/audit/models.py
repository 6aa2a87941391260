"""Who did what, and when: append-only, chained, sealed. Knows nobody: actors and subjects are plain numbers."""

import pgtrigger
from django.db import models

from assembly.audit.querysets import EventQuerySet
from assembly.common.privileges import WRITTEN_ONCE


class StreamHead(models.Model):
    """The last link of each chain; its row is the lock under which the next link is made."""

    stream = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    sealed_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stream} #{self.number}"


class AuditEvent(models.Model):
    """One act, as a link of the chain of its stream (``poll:5``, ``meeting:2``, ``person:17``).

    ``payload`` holds ids, numbers, states, legal references and digests; never names, texts or
    contacts, so that a person's right to be forgotten never breaks a chain.
    """

    app_privileges = WRITTEN_ONCE

    stream = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "number"], name="audit_event_has_one_place_in_its_stream"
            )
        ]
        indexes = [models.Index(fields=["kind", "at"]), models.Index(fields=["at"])]
        triggers = [
            pgtrigger.Protect(
                name="audit_event_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.number} {self.kind}"


class SealedHead(models.Model):
    """Once a minute: the heads of all streams that moved, chained to the previous seal."""

    app_privileges = WRITTEN_ONCE

    number = models.PositiveIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    heads = models.JSONField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        triggers = [
            pgtrigger.Protect(
                name="sealed_head_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"


class AccessLog(models.Model):
    """A view of personal data: the one write that a GET may do."""

    app_privileges = WRITTEN_ONCE

    viewer_id = models.BigIntegerField()
    subject = models.CharField(max_length=80)
    page = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]
        triggers = [
            pgtrigger.Protect(name="access_log_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.viewer_id} saw {self.subject}"
