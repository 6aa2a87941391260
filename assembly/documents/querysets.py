"""Questions about documents and acts."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from assembly.common.search import containing
from assembly.documents.confidential import CONFIDENTIAL
from assembly.people.rights import has_right


class DocumentQuerySet(models.QuerySet):
    """Vocabulary of questions about documents."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Documents that ``user`` may read in the workspace: the Secretariat all of them, others none.

        Others read a text where it is used: on the agenda, on the ballot, in the published decision. A text
        that is about a private person is read where its room shows it, and where each view is written down.
        """
        if not has_right(user, "documents.edit_document", on=on):
            return self.none()
        return self.exclude(kind__in=CONFIDENTIAL)

    def awaiting_translation(self) -> Self:
        """Documents whose newest version lacks its Kazakh or its Russian text and that were not issued."""
        version: Any = self.model._meta.get_field("versions").related_model
        versions = version.objects.filter(document=OuterRef("pk"))
        newest = versions.order_by("-number").values("text_kk", "text_ru")
        return (
            self.annotate(
                newest_kk=Subquery(newest.values("text_kk")[:1]),
                newest_ru=Subquery(newest.values("text_ru")[:1]),
            )
            .filter(Q(newest_kk="") | Q(newest_ru=""))
            .exclude(Exists(versions.filter(acts__isnull=False)))
        )

    def matching(self, text: str) -> Self:
        """Documents in whose titles each word of ``text`` stands."""
        return containing(self, text, "title_kk", "title_ru", "title_en")


class ActQuerySet(models.QuerySet):
    """Vocabulary of questions about acts."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """Acts that ``user`` may read in the register of acts: the Secretariat all of them, others none."""
        return self if has_right(user, "documents.edit_document", on=on) else self.none()

    def matching(self, text: str) -> Self:
        """Acts in whose number or titles each word of ``text`` stands."""
        return containing(self, text, "number", "title_kk", "title_ru", "title_en")
