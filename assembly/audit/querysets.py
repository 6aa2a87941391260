"""Questions about events."""

from datetime import date, timedelta
from typing import Self

from django.db import models

from assembly.common.clock import start_of


class EventQuerySet(models.QuerySet):
    """Vocabulary of questions about events."""

    def of_stream(self, stream: str) -> Self:
        """Events of one object, in the order of its chain."""
        return self.filter(stream=stream).order_by("number")

    def of_room(self, room: str) -> Self:
        """Events whose kind belongs to a room: ``voting``."""
        return self.filter(kind__startswith=f"{room}.")

    def since(self, day: date) -> Self:
        """Events of ``day`` and later."""
        return self.filter(at__gte=start_of(day))

    def until(self, day: date) -> Self:
        """Events up to the end of ``day``."""
        return self.filter(at__lt=start_of(day + timedelta(days=1)))
