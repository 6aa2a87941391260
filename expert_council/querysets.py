"""Questions about consents and opinions."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assembly.bodies.models import Membership
from assembly.people.rights import has_right

OPEN = ("asked", "written")


class ConsentQuerySet(models.QuerySet):
    """Vocabulary of questions about consents."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Consents that ``user`` may read: the staff all of them, everybody his own."""
        if has_right(user, "expert_council.ask_consent", on=on):
            return self
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(person__user=user)

    def waiting(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(state="asked")

    def to_be_seated(self) -> Self:
        """The person agreed and the composition with him is not approved yet."""
        return self.filter(state="agreed", seat__isnull=True)


class OpinionQuerySet(models.QuerySet):
    """Vocabulary of questions about opinions."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Opinions that ``user`` may read: all for the staff and the Council's members, his own for an expert."""
        if has_right(user, "expert_council.view_opinions", on=on):
            return self
        if not getattr(user, "is_authenticated", False):
            return self.none()
        sits = Membership.objects.filter(person__user=user, body__kind="expert_council").in_force_on(on)
        return self.filter(Q(authors__person__user=user) | Q(Exists(sits))).distinct()

    def awaiting_experts(self) -> Self:
        """It is the experts' turn."""
        return self.filter(state__in=OPEN)

    def published(self) -> Self:
        """Issued opinions whose act is open to everybody."""
        return self.filter(state="issued", act__access="public")

    def with_names(self) -> Self:
        """Fetch what a line of a list shows, ``has_newer_version`` among it."""
        versions = self.model._meta.get_field("version").related_model
        assert versions is not None, "a relation has its model"
        newer = versions._default_manager.filter(
            document=OuterRef("version__document"), number__gt=OuterRef("version__number")
        )
        return self.select_related("version__document", "act", "text").annotate(
            has_newer_version=Exists(newer)
        )
