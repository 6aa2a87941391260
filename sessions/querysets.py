"""Questions about Sessions."""

from datetime import date
from typing import Any, Self

from django.db import models

from assembly.people.enums import Role
from assembly.people.rights import roles_of
from sessions.enums import SessionState

SEES_ALL = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})
# Members of the Council propose the agenda of the ordinary Session (п. 13(3)); drafts are not theirs to read.
SEES_CONVENED = frozenset({Role.MEMBER, Role.COUNCIL_MEMBER})


class AssemblySessionQuerySet(models.QuerySet):
    """Vocabulary of questions about Sessions."""

    def convened(self) -> Self:
        """Sessions convened by an act, and those kept as archive records."""
        return self.filter(state__in=[SessionState.CONVENED, SessionState.ARCHIVED])

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Sessions that ``user`` may read: all for the Chairman and the Secretariat, convened ones for members."""
        roles = roles_of(user, on=on)
        if roles & SEES_ALL:
            return self
        return self.convened() if roles & SEES_CONVENED else self.none()
