"""Questions about persons."""

from typing import Self

from django.db import models
from django.db.models import Q


class PersonQuerySet(models.QuerySet):
    """Vocabulary of questions about persons."""

    def matching(self, text: str) -> Self:
        """Persons whose names contain every word of ``text``."""
        found = self
        for word in text.split()[:6]:
            found = found.filter(
                Q(family_name__icontains=word) | Q(given_name__icontains=word) | Q(patronymic__icontains=word)
            )
        return found

    def with_sign_in(self) -> Self:
        """Persons who can sign in."""
        return self.filter(user__isnull=False, user__is_active=True)
