"""Browsers from which a user has signed in before."""

from django.conf import settings
from django.db import models


class KnownDevice(models.Model):
    """A browser that a user signed in from: known again by a mark, of which only the hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=60, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "token_hash"], name="device_is_known_once_to_a_user")
        ]

    def __str__(self) -> str:
        return self.name or f"device {self.pk}"
