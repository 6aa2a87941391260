"""What the room puts on desks: texts that wait for their translation, signatures that no longer stand."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.documents.enums import SignatureReason
from assembly.documents.models import Document, Signature
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.selectors import fallen_signatures
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


def desk_of_keepers(user: User, on: date) -> list[DeskItem]:
    """Return the signatures that by their newest checks do not stand, for those who keep the papers."""
    if not has_right(user, EDIT_DOCUMENT, on=on):
        return []
    fallen: Any = fallen_signatures().select_related("act", "rendition__act")[:MOST_TASKS]
    return [
        DeskItem(
            title=_("A signature does not stand: %(act)s") % {"act": _act_of(signature)},
            reason=str(SignatureReason(signature.last_reason).label),
            url=reverse("documents:signature", args=[signature.pk]),
            action=_("See the checks"),
            icon="shield-x",
            tone="hot",
            legal_ref=regulation("17"),
            order=5,
        )
        for signature in fallen
    ]


def _act_of(signature: Signature) -> str:
    act = signature.act or (signature.rendition.act if signature.rendition else None)
    return act.reference if act else "PDF"
