"""Questions about sittings."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assembly.bodies.enums import PUBLIC_ORGANS, BodyKind
from assembly.bodies.models import Membership
from assembly.bodies.regional import assemblies_led_by, assemblies_worked_for
from assembly.common.search import containing
from assembly.documents.enums import ActAccess
from assembly.documents.models import Act
from assembly.meetings.enums import ItemState, MeetingState, PresenceMode
from assembly.people.enums import Role
from assembly.people.rights import roles_of

SEES_ALL = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})


class AgendaItemQuerySet(models.QuerySet):
    """Vocabulary of questions about items of an agenda."""

    def public(self) -> Self:
        """Items that everybody may read: those not taken off, and of whose text no restricted act was made."""
        kept = self.exclude(state=ItemState.WITHDRAWN)
        restricted = Act.objects.filter(
            access=ActAccess.RESTRICTED, version__document=OuterRef("draft"), version__isnull=False
        )
        return kept.exclude(Exists(restricted))


class MeetingQuerySet(models.QuerySet):
    """Vocabulary of questions about sittings."""

    def live(self) -> Self:
        """Sittings going on: registration, sitting, break."""
        return self.filter(state__in=[MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK])

    def public(self) -> Self:
        """Sittings whose figures and agenda everybody may read: those of the Assembly and of the Council."""
        return self.filter(body__kind__in=dict(PUBLIC_ORGANS))

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Sittings that ``user`` may read: of bodies where he sits, where he is on the roll or invited, of the
        regional assembly that he works for or chairs; all for the Chairman and the Secretariat.

        A subquery on the key, not DISTINCT, so that callers may slice and annotate.
        """  # noqa: D205  -- one thought, one sentence
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if roles_of(user, on=on) & SEES_ALL:
            return self
        seats = Membership.objects.filter(person__user=user).in_force_on(on).values("body")
        mine = self.model._default_manager.filter(
            Q(body__in=seats)
            | Q(body__in=assemblies_worked_for(user, on=on))
            | Q(body__in=assemblies_led_by(user, on=on))
            | Q(roll__person__user=user)
            | Q(invitations__person__user=user)
            | Q(presiding__user=user)
        )
        return self.filter(pk__in=mine.values("pk"))

    def run_by(self, user: Any, *, on: date) -> Self:
        """Sittings whose registration, agenda, polls and minutes are the work of ``user`` on a day.

        Those of a regional assembly are its own secretariat's (п. 19), all others the Secretariat's (п. 17).
        """
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        of_region = Q(body__in=assemblies_worked_for(user, on=on))
        if Role.SECRETARIAT in roles_of(user, on=on):
            of_region |= ~Q(body__kind=BodyKind.REGIONAL_ASSEMBLY)
        return self.filter(of_region)


class RollQuerySet(models.QuerySet):
    """Vocabulary of questions about the roll."""

    def counted(self) -> Self:
        """Members who count toward quorum: the whole and the part are both taken from them."""
        return self.filter(counts_toward_quorum=True)

    def matching(self, text: str) -> Self:
        """Members whose name or region contains every word of ``text``, in Kazakh or in Russian letters."""
        return containing(self, text, "name", "membership__region__name_kk", "membership__region__name_ru")


class PresenceQuerySet(models.QuerySet):
    """Vocabulary of questions about presence."""

    def now(self) -> Self:
        """Spans that have not ended."""
        return self.filter(span__endswith__isnull=True)

    def counted(self) -> Self:
        """Spans of members who count toward quorum."""
        return self.filter(entry__counts_toward_quorum=True)

    def remote(self) -> Self:
        """Spans of members who take part remotely."""
        return self.filter(mode=PresenceMode.REMOTE)
