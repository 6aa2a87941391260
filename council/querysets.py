"""Questions about sittings of the Council that are prepared."""

from datetime import date
from typing import Any, Self

from django.db import models

from assembly.people.enums import Role
from assembly.people.rights import roles_of

# A deputy convenes (п. 12), so he sees what is prepared; members of the Council see what is convened.
SEES_ALL = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT, Role.DEPUTY_CHAIR})
SEES_CONVENED = frozenset({Role.COUNCIL_MEMBER})


class CouncilMeetingQuerySet(models.QuerySet):
    """Vocabulary of questions about prepared sittings."""

    def convened(self) -> Self:
        """Sittings that were convened."""
        return self.filter(state="convened")

    def in_preparation(self) -> Self:
        """Sittings that are not convened yet."""
        return self.exclude(state="convened")

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Sittings that ``user`` may read: all for those who convene and prepare, convened ones for members."""
        roles = roles_of(user, on=on)
        if roles & SEES_ALL:
            return self
        return self.convened() if roles & SEES_CONVENED else self.none()
