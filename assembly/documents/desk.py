"""What the room puts on desks: texts that wait for their translation."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.documents.models import Document
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right

MOST_TASKS = 20


def desk_of_translators(user: User, on: date) -> list[DeskItem]:
    """Return the texts that exist in one official language only: they can be neither voted on nor published."""
    if not has_right(user, EDIT_DOCUMENT, on=on):
        return []
    waiting = Document.objects.awaiting_translation().order_by("pk")[:MOST_TASKS]
    return [
        DeskItem(
            title=document.title,
            reason=_("Translation pending: such a version can be neither voted on nor published."),
            url=reverse("documents:translate", args=[document.pk]),
            action=pgettext("verb", "Translate"),
            icon="languages",
            tone="warm",
            legal_ref=regulation("11"),
        )
        for document in waiting
    ]
