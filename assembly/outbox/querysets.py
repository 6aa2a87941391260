"""Questions about messages."""

from datetime import datetime
from typing import Self

from django.db import models


class OutboxQuerySet(models.QuerySet):
    """Vocabulary of questions about messages."""

    def due(self, at: datetime) -> Self:
        """Messages whose next attempt has come."""
        return self.filter(state="waiting", next_attempt_at__lte=at)

    def dead(self) -> Self:
        """Messages that were given up after the last attempt."""
        return self.filter(state="dead")

    def to_address_like(self, text: str) -> Self:
        """Messages whose address contains ``text``."""
        return self.filter(address__icontains=text.strip())
