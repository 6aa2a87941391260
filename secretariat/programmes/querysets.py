"""Questions about programme documents."""

from datetime import date
from typing import Any, Self

from django.db import models

from assembly.people.rights import has_right


class ProgrammeQuerySet(models.QuerySet):
    """Vocabulary of questions about programme documents."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Documents on their way: the Secretariat's and the Chairman's to read."""
        return self if has_right(user, "programmes.view", on=on) else self.none()

    def approved(self) -> Self:
        """Documents that the Chairman approved: everybody reads them."""
        return self.filter(state="approved", act__access="public")
