"""Notices in the portal, beside the letters."""

from django.db import models

from assembly.people.querysets import NoticeQuerySet


class Notice(models.Model):
    """A line behind the bell: kind and values, worded in the reader's language when shown."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    context = models.JSONField(default=dict)
    path = models.CharField(max_length=200, blank=True, help_text="path without the language")
    dedup_key = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "dedup_key"], name="notice_is_given_once")]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(read_at__isnull=True), name="notice_unread_idx"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
