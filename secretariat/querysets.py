"""Questions about citizens' appeals."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from assembly.bodies.models import StateBodyOfficer
from assembly.common.search import containing
from assembly.people.rights import has_right
from secretariat.enums import AppealState

IN_WORK = (AppealState.CONSIDERATION, AppealState.EXTENDED)
OPEN = (AppealState.REGISTERED, *IN_WORK)


class AppealQuerySet(models.QuerySet):
    """Vocabulary of questions about appeals."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Appeals that ``user`` may read: the Secretariat all, an officer those redirected to his state body."""
        if has_right(user, "secretariat.view_appeals", on=on):
            return self
        if not getattr(user, "is_authenticated", False):
            return self.none()
        posts = StateBodyOfficer.objects.filter(person__user=user).in_force_on(on)
        return self.filter(state_body__in=posts.values("state_body"))

    def open(self) -> Self:
        """Appeals that are neither answered nor redirected."""
        return self.filter(state__in=OPEN)

    def awaiting_triage(self) -> Self:
        """Appeals of which nobody has said yet whose they are."""
        return self.filter(state=AppealState.REGISTERED)

    def in_work(self) -> Self:
        """Appeals that an executor considers."""
        return self.filter(state__in=IN_WORK)

    def overdue(self, on: date) -> Self:
        """Appeals whose present term has passed: that of triage, or that of the answer."""
        return self.filter(
            Q(state=AppealState.REGISTERED, triage_due_on__lt=on) | Q(state__in=IN_WORK, due_on__lt=on)
        )

    def awaiting_signature(self) -> Self:
        """Appeals whose answer is drafted and not signed."""
        return self.in_work().exclude(draft_text="")

    def matching(self, text: str) -> Self:
        """Appeals in whose number, subject or applicant's name each word of ``text`` stands."""
        return containing(self, text, "number", "subject", "applicant_name", "external_number")

    def with_names(self) -> Self:
        """Fetch what a line of a list shows."""
        return self.select_related("region", "executor", "state_body")


class NoticeQuerySet(models.QuerySet):
    """Vocabulary of questions about what applicants have to be told."""

    def untold(self) -> Self:
        """News that the applicant does not have yet."""
        return self.filter(told_on__isnull=True)
