"""Questions about seats, offices and officers: always on a day."""

from datetime import date
from typing import Any, Self

from django.db import models


class MembershipQuerySet(models.QuerySet):
    """Vocabulary of questions about seats."""

    def in_force_on(self, day: date) -> Self:
        """Seats held on ``day``; a term is [from, until), so the last day is not in it."""
        return self.filter(term__contains=day)

    def of(self, body: Any) -> Self:
        """Seats in ``body``."""
        return self.filter(body=body)

    def counted(self) -> Self:
        """Seats that count toward quorum: «общее число членов»."""
        return self.filter(counts_toward_quorum=True)


class HoldingQuerySet(models.QuerySet):
    """Vocabulary of questions about spans in an office or at a state body."""

    def in_force_on(self, day: date) -> Self:
        """Spans that hold on ``day``."""
        return self.filter(term__contains=day)
